"""What becomes of a reading: a document, a revision of one, or nothing new; and what is never lost on the way."""

import io
from dataclasses import replace

import make
import pytest

from archive.corrections import Correction
from archive.documents import Cause
from archive.findings import Finding, Origin
from archive.identifiers import Identifier, Scheme
from archive.jobs import JobState
from archive.settings import read_settings
from ingest.accession import Arrival, keep, record
from ingest.orders import Order, order_of
from ingest.pipeline import prepare, settle
from ingest.reading import Bundle
from ingest.rereading import newest_arrival, reread
from ingest.results import Status
from ingest.succession import Succession, upheld

SETTINGS = read_settings({})
STORY = " ".join(f"Sentence {number} tells of shelter {number} and its camera." for number in range(40))
OTHER = " ".join(f"Quite different news, item {number}, about fish." for number in range(40))


def take_all(store):
    """Finish every job there is, and return what became of the last one."""
    result = None
    for job in store.jobs.claim(99, token="t", at=store.clock.now(), until=store.clock.later(1)):
        prepared = prepare(store, store.accessions.get(job.accession), order_of(job.order), SETTINGS)
        with store.atomic():
            result = settle(store, prepared)
            store.jobs.finish(job, state=JobState.DONE, result=result.wire(), at=store.clock.now())
    return result


def again(store, document):
    """Read a document's newest file again, and return what became of it."""
    take_all(store)
    reread(store, document, deposit="again", actor="cy")
    return take_all(store)


def arrival(store, content):
    accession = keep(store, io.BytesIO(content), Arrival("b.txt", "b", "test"), limit=1 << 20)
    record(store, accession)
    return accession


def publish(store, text, address):
    """Take in a text that says it was published at an address."""
    prepared = prepare(store, arrival(store, text.encode()), Order(), SETTINGS)
    named = replace(prepared.reading, identifiers=(Identifier(Scheme.WEB, address),))
    with store.atomic():
        return settle(store, replace(prepared, reading=named))


def events(store, document):
    return [event for arrival in store.accessions.of(document) for event in store.accessions.events(arrival.id)]


def test_said_to_be_a_revision_it_is_one(store, take_in):
    """The document keeps its id, both texts can be read."""
    first = take_in("letter.txt", b"The first words.")
    second = take_in("letter-new.txt", b"The second words.", revision_of=first.document)
    assert (second.status, second.document, second.revision) == (Status.REVISION, first.document, 2)
    assert [store.revisions.text(first.document, number) for number in (1, 2)] == [
        "The first words.", "The second words.",
    ]  # fmt: skip
    assert store.documents.get(first.document).newest == 2


def test_a_witness_stands_beside_its_other(store, take_in):
    """Each is a document of its own."""
    scan = take_in("scan.txt", b"The words as scanned.")
    mail = take_in("mail.txt", b"The words as mailed.", witness_of=scan.document)
    assert store.witnesses.of(scan.document) == [mail.document]
    assert store.witnesses.of(mail.document) == [scan.document]


def test_other_bytes_with_the_same_words_are_a_revision_that_says_so(store, take_in):
    """The bytes are the record."""
    first = take_in("a.txt", b"We ship in March.")
    second = take_in("b.txt", b"\xef\xbb\xbfWe ship in March.", revision_of=first.document)
    assert (second.status, second.reason) == (Status.REVISION, "no word differs from revision 1")
    assert store.revisions.get(first.document, 2).cause is Cause.VERSION
    assert "no word differs" in events(store, first.document)[-1].detail


def test_bytes_of_the_newest_revision_are_a_duplicate_those_of_an_older_one_come_back(take_in):
    """A text that was changed and changed back has three revisions, if a person says so; else the bytes are known."""
    first = take_in("a.txt", b"March.")
    take_in("b.txt", b"May.", revision_of=first.document)
    assert take_in("c.txt", b"May.", revision_of=first.document).status is Status.DUPLICATE
    assert take_in("d.txt", b"March.").status is Status.DUPLICATE
    assert take_in("e.txt", b"March.", revision_of=first.document).revision == 3


def test_bytes_of_one_document_are_no_revision_of_another(store, take_in):
    """Said, not quietly filed elsewhere."""
    first, other = take_in("a.txt", b"March."), take_in("b.txt", b"May.")
    result = take_in("c.txt", b"May.", revision_of=first.document)
    assert (result.status, result.code) == (Status.FAILED, "held-elsewhere")
    assert other.document in result.reason
    assert store.documents.get(first.document).newest == 1


def test_a_page_published_anew_at_its_address_is_a_revision(store):
    """The same address, the same form, most of the same words."""
    first = publish(store, STORY, "https://lantern.example/shelters")
    second = publish(store, f"{STORY} Update: the cameras are gone.", "https://lantern.example/shelters")
    assert (second.status, second.document) == (Status.REVISION, first.document)
    assert store.revisions.get(first.document, 2).cause is Cause.ADDRESS


@pytest.mark.parametrize(
    "address", ["https://lantern.example/all", "https://lantern.example/", "https://lantern.example"]
)
def test_a_site_that_gives_all_its_pages_one_address_does_not_mix_them(store, address):
    """Other words are another document."""
    first, second = publish(store, STORY, address), publish(store, OTHER, address)
    assert (first.status, second.status) == (Status.STORED, Status.STORED)
    assert ("kept as a document of its own" in second.reason) == address.endswith("all")


def test_a_document_keeps_the_addresses_it_was_known_by(store, take_in):
    """A scan that comes as a new version does not make the archive forget where the page was published."""
    first = publish(store, STORY, "https://lantern.example/shelters")
    take_in("b.txt", f"{STORY} More.".encode(), revision_of=first.document)
    assert publish(store, f"{STORY} Yet more.", "https://lantern.example/shelters").revision == 3


def test_reading_again_with_nothing_new_changes_nothing(store, take_in):
    """But the event stands."""
    first = take_in("a.txt", b"We ship in March.")
    assert again(store, first.document).status is Status.UNCHANGED
    assert store.documents.get(first.document).newest == 1
    assert events(store, first.document)[-1].stage == "reading again"


def test_reading_again_by_other_means_is_a_revision(store, take_in, make_pdf, monkeypatch):
    """The engine is part of what is frozen, though no word differs."""
    first = take_in("a.pdf", make_pdf("We ship in March."))
    monkeypatch.setattr("ingest.reading.CANON_VERSION", "canon/2")
    second = again(store, first.document)
    assert (second.status, second.revision) == (Status.REVISION, 2)
    assert store.revisions.imprints(first.document)[1].cause is Cause.AGAIN


def test_only_the_newest_bytes_are_read_again(store, take_in):
    """An old file must not come back as the newest text because somebody pressed a button."""
    first = take_in("a.txt", b"March.")
    old = newest_arrival(store, first.document)
    take_in("b.txt", b"May.", revision_of=first.document)
    assert prepare(store, old, Order(again=True), SETTINGS).fault.code == "superseded"
    assert again(store, first.document).status is Status.UNCHANGED


def test_what_a_person_corrected_stays_corrected(store, take_in):
    """In every new revision; what nobody corrected is read anew."""
    first = take_in("a.md", b"---\ntitle: Old title\n---\n\nWe ship in March.")
    make.person(store, "Ada")
    store.corrections.replace(Correction(first.document, "creator", "Ida Brandt", "ada", store.clock.now()))
    take_in("b.md", b"---\ntitle: New title\nauthor: Nobody\n---\n\nWe ship in May.", revision_of=first.document)
    described = store.documents.get(first.document).description
    assert (described.title, described.creator) == ("New title", "Ida Brandt")


def test_what_a_sidecar_said_stands_until_another_says_otherwise(store, take_in):
    """A new version without a sidecar does not lose it."""
    first = take_in("a.txt", b"March.")
    told = Finding("title", "The letter", Origin.SIDECAR, 100)
    held = replace(store.revisions.get(first.document, 1), findings=(told,))
    reading = prepare(store, arrival(store, b"May."), Order(), SETTINGS).reading
    found = Succession(Cause.VERSION, store.documents.get(first.document), held)
    assert upheld(store, found, reading).description.title == "The letter"
    anew = replace(reading, findings=(Finding("title", "Another", Origin.SIDECAR, 100),))
    assert upheld(store, found, anew).findings == anew.findings


def test_witnesses_are_joined_as_files_come_in(store, take_in):
    """Duplicates too; a document is no witness of itself."""
    first, second = take_in("a.txt", b"Dear Sir."), take_in("b.txt", b"Dear Sir,")
    for name in ("c.txt", "d.txt"):
        take_in(name, b"Dear Sir,", witness_of=first.document)
    assert store.witnesses.of(first.document) == [second.document]
    take_in("e.txt", b"Dear Sir.", witness_of=first.document)
    assert store.witnesses.of(first.document) == [second.document]


@pytest.mark.parametrize("said", ["revision_of", "witness_of"])
def test_a_document_that_is_not_held_is_said(store, take_in, said):
    """And the file stays."""
    result = take_in("a.txt", b"March.", **{said: "zzzzzzzz"})
    assert (result.status, result.code) == (Status.FAILED, "no-such-document")


def test_reading_again_keeps_what_the_sidecar_said(store, take_in, monkeypatch):
    """The order it came with is kept with its job."""
    first = take_in("a.txt", b"March.", '{"title": "The letter"}')
    monkeypatch.setattr("ingest.reading.CANON_VERSION", "canon/next")
    assert again(store, first.document).status is Status.REVISION
    assert store.documents.get(first.document).description.title == "The letter"


def test_a_file_that_waits_already_is_not_read_twice(store, take_in):
    """One reading is enough; who asked is in the audit log."""
    first = take_in("a.txt", b"March.")
    take_all(store)
    assert reread(store, first.document, deposit="one", actor="cy")
    assert not reread(store, first.document, deposit="two", actor="cy")
    assert [act for _, _, act, _ in store.audit.on(first.document)] == ["reread"]


@pytest.mark.parametrize("said", ["revision_of", "witness_of"])
def test_a_file_of_files_is_no_revision(take_in, monkeypatch, said):
    """A ZIP file that is said to be one is refused aloud."""
    first = take_in("a.txt", b"March.")
    monkeypatch.setattr("ingest.pipeline.read", lambda *_, **__: Bundle("application/zip", ()))
    assert take_in("b.zip", b"May.", **{said: first.document}).code == "not-one-document"
