"""What a person corrected outlives every reading."""

from dataclasses import replace

import make
import pytest

from archive.access import Role
from archive.describing import correct, revert
from archive.settings import read_settings
from ingest import reading
from ingest.extraction import extract
from ingest.orders import Order
from ingest.pipeline import prepare, settle
from ingest.results import Status

FIRST = b"Toll Office\n14 March 2031\n\nDear Ms Example,\n\nPay.\n\nYours sincerely,\nAnna Writer\n"
SECOND = FIRST.replace(b"Anna Writer", b"Anna B. Writer").replace(b"14 March", b"15 March")


@pytest.fixture
def ada(store):
    return make.person(store, "Ada", Role.REVIEWER)


@pytest.fixture
def letter(store, take_in, ada):
    """A letter whose author a reviewer has corrected."""
    document = take_in("letter.txt", FIRST).document
    correct(store, ada, document, {"creator": "A. Writer, Toll Office"})
    return document


def described(store, document):
    found = store.documents.get(document).description
    return found.creator, found.date


def test_a_new_revision_keeps_the_correction_and_learns_the_rest(store, take_in, letter):
    """A revised file is described anew but for what a person said."""
    assert take_in("letter2.txt", SECOND, revision_of=letter).status is Status.REVISION
    assert described(store, letter) == ("A. Writer, Toll Office", "2031-03-15")


def test_taken_back_after_a_new_revision_it_gives_what_that_one_says(store, take_in, ada, letter):
    """What was found is that of the newest reading."""
    take_in("letter2.txt", SECOND, revision_of=letter)
    revert(store, ada, letter, "creator")
    assert described(store, letter) == ("Anna B. Writer", "2031-03-15")


def test_the_same_file_once_more_changes_nothing(store, take_in, letter):
    """The bytes are known; the correction stands."""
    assert take_in("letter.txt", FIRST).status is Status.DUPLICATE
    assert described(store, letter) == ("A. Writer, Toll Office", "2031-03-14")


def read_again(store, document):
    """Read the file of a document again, and return what became of it."""
    (accession,) = store.accessions.of(document)
    prepared = prepare(store, accession, Order(again=True), read_settings({}))
    with store.atomic():
        return settle(store, prepared)


def test_reading_again_changes_nothing(store, letter):
    """The text is the same, and the correction stands."""
    assert read_again(store, letter).status is Status.UNCHANGED
    assert described(store, letter) == ("A. Writer, Toll Office", "2031-03-14")


def test_reading_again_by_other_means_keeps_correction_and_sidecar(store, take_in, ada, monkeypatch):
    """What stood beside the file is still known when only the file is at hand."""
    document = take_in("a.txt", b"Tolls rise", '{"date": "2031-03", "creator": "Told"}').document
    correct(store, ada, document, {"creator": "Corrected"})
    monkeypatch.setattr(reading, "extract", lambda *told: replace(extract(*told), engine_version="newer"))
    assert read_again(store, document).status is Status.REVISION
    assert described(store, document) == ("Corrected", "2031-03")
    revert(store, ada, document, "creator")
    assert described(store, document) == ("Told", "2031-03")


def test_a_sidecar_that_comes_later_is_not_ignored_without_a_word(take_in, letter):
    """The bytes are held, the sidecar is new: it is said that it was not used."""
    assert take_in("letter.txt", FIRST).reason == ""
    assert "was not used" in take_in("letter.txt", FIRST, '{"title": "Told"}').reason


def test_a_web_page_that_comes_changed_keeps_its_correction(store, take_in, ada):
    """Known again by its address, or taken in as the revision it is."""
    page = (
        '<html><head><title>Tolls</title><meta name="author" content="Anna Writer"></head><body><p>{}</p></body></html>'
    )
    first = take_in("a.html", page.format("They rise. " * 20).encode()).document
    correct(store, ada, first, {"creator": "Anna Writer, The Lantern"})
    take_in("a.html", page.format("They fall. " * 20).encode(), revision_of=first)
    assert store.documents.get(first).newest == 2
    assert store.documents.get(first).description.creator == "Anna Writer, The Lantern"


def test_a_mail_read_before_persons_were_called_by_name_alone_is_mended_by_reading_it_again(
    store, take_in, ada, monkeypatch
):
    """A new revision, since the means differ; what a person corrected stands."""
    told = {"creator": "Ida Brandt <ida@x.example>"}

    def before(*asked):
        found = extract(*asked)
        return replace(found, profile="compat32", hints={**found.hints, **told}, properties={})

    monkeypatch.setattr(reading, "extract", before)
    document = take_in("a.eml", b"From: Ida Brandt <ida@x.example>\nTo: Bo <bo@x.example>\n\nWords.\n").document
    correct(store, ada, document, {"recipient": "Bo Vale"})
    monkeypatch.undo()
    assert read_again(store, document).status is Status.REVISION
    found = store.documents.get(document).description
    assert (found.creator, found.recipient) == ("Ida Brandt", "Bo Vale")
