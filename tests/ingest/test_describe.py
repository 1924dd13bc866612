"""Descriptions: what is told, what is found and where, what stays unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.documents import Kind
from archive.errors import Unreadable
from archive.findings import USED, Origin
from archive.settings import read_settings
from ingest import describe as description
from ingest import sidecar
from ingest.extract.extraction import Extraction
from ingest.identify import Format
from ingest.reading import read

SAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "documents").iterdir() if not sidecar.is_sidecar(path.name)
)
LETTER = "Bridge Office\n14 March 2031\n\nDear Ms Example,\n\nthe bridge stands.\n\nYours sincerely,\nAnna Writer\n"


def describe(hints, text, name="scan.txt", kind=Format.TEXT, told=None, **extraction):
    """Return description and findings of a text whose file says `hints` of itself."""
    made = Extraction((), "hand", "1", "plain", hints=hints, **extraction)
    return description.describe(made, text, name, kind, told or {})


def test_a_letter_is_known_by_its_form() -> None:
    """Greeting and closing make a letter; its head gives the date, its greeting and its foot the names."""
    found, _ = describe({}, LETTER)
    assert (found.title, found.kind, found.date) == ("Bridge Office", Kind.LETTER, "2031-03-14")
    assert (found.creator, found.recipient) == ("Anna Writer", "Ms Example")


def test_every_finding_in_the_text_names_its_words() -> None:
    """The span holds the very words on which a value rests."""
    _, findings = describe({}, LETTER)
    words = {finding.field: finding.span.of(LETTER) for finding in reversed(findings) if finding.span}
    assert words == {
        "title": "Bridge Office",
        "kind": "Dear Ms Example,",
        "creator": "Anna Writer",
        "recipient": "Ms Example",
        "date": "14 March 2031",
    }


def test_the_sidecar_wins_over_the_file() -> None:
    """What a person wrote beside the file goes before what the file says; the rest is kept to be seen."""
    told = {"title": "Told", "kind": "interview", "date": "2031-03", "source_url": "https://example.org/a"}
    found, findings = describe({"title": "A hinted title"}, LETTER, told=told)
    assert (found.title, found.kind, found.date) == ("Told", Kind.INTERVIEW, "2031-03")
    titles = [(finding.value, finding.origin) for finding in findings if finding.field == "title"]
    assert titles[:2] == [("Told", Origin.SIDECAR), ("A hinted title", Origin.FILE)]


@pytest.mark.parametrize(
    "told",
    [{"kind": "poem"}, {"date": "14.3.2031"}, {"date": "2031-13"}, {"source_url": "javascript:1"}, {"language": "?"}],
)
def test_a_wrong_sidecar_is_refused(told: dict[str, str]) -> None:
    """Metadata that cannot be right is not stored."""
    with pytest.raises(Unreadable) as refusal:
        describe({}, LETTER, told=told)
    assert refusal.value.code == "bad-metadata"


def test_a_key_that_is_no_field_is_named() -> None:
    """Nothing that somebody wrote down is dropped without a word."""
    _, findings = describe({}, LETTER, told={"shelfmark": "A 12"})
    assert [(finding.value, finding.basis) for finding in findings if finding.field == "shelfmark"] == [
        ("A 12", "no field of a description")
    ]


def test_a_message_without_subject_is_named_by_its_words() -> None:
    """Header lines are no title, and an e-mail's words are not read as a letter's."""
    found, _ = describe({"kind": "e-mail"}, "From: a@example.org\n\nDear Bo,\n\nYours,\nAnna Writer", "x", Format.EMAIL)
    assert (found.title, found.kind, found.creator) == ("Dear Bo,", Kind.EMAIL, "")


def test_a_clerks_login_is_no_author() -> None:
    """The author of a PDF counts only where the document names the same person."""
    found, findings = describe({"creator": "Bo Typist"}, LETTER, "x.pdf", Format.PDF)
    assert found.creator == "Anna Writer"
    assert [f.confidence < USED for f in findings if f.value == "Bo Typist"] == [True]
    assert describe({"creator": "Bo Typist"}, "A table.", "x.pdf", Format.PDF)[0].creator == ""


def test_witnesses_that_agree_are_surer_than_one() -> None:
    """PDF author and signature: certainty rises, and the basis names both."""
    (first, *_) = [
        f for f in describe({"creator": "Anna Writer"}, LETTER, "x.pdf", Format.PDF)[1] if f.field == "creator"
    ]
    assert first.confidence > 80
    assert first.basis == "PDF Author; agrees with signature"
    assert first.span.of(LETTER) == "Anna Writer"


@pytest.mark.parametrize(
    ("title", "used"),
    [
        ("Microsoft Word - draft3.doc", "Bridge Office"),
        ("scan", "Bridge Office"),
        ("905_Precinct_NoOU", "Bridge Office"),
        ("The state of the bridge", "The state of the bridge"),
    ],
)
def test_a_title_that_a_program_made_up_is_not_believed(title: str, used: str) -> None:
    """File names and the like."""
    assert describe({"title": title}, LETTER, "scan.pdf", Format.PDF)[0].title == used


def test_a_site_is_not_its_own_author() -> None:
    """Nor part of its titles."""
    hints = {
        "title": "Tolls rise | The Lantern",
        "creator": "The Lantern",
        "publisher": "The Lantern",
        "kind": "article",
    }
    found, _ = describe(hints, "Tolls rise again.", "x.html", Format.HTML, bases={"kind": "a web page"})
    assert (found.title, found.creator, found.kind) == ("Tolls rise", "", Kind.OTHER)


def test_a_web_page_with_an_author_is_an_article() -> None:
    """One that names neither author nor day may be anything."""
    named = {"creator": "Anna Writer", "kind": "article"}
    assert describe(named, "X", "x.html", Format.HTML, bases={"kind": "a web page"})[0].kind is Kind.ARTICLE


def test_doubtful_values_are_kept_but_not_used() -> None:
    """03/04/2031 can be read two ways."""
    found, findings = describe({}, "Toll House\n03/04/2031\n\nDear Bo,\n\nNo.\n\nYours,\nAnna Writer")
    assert found.date == ""
    assert [(f.value, f.confidence) for f in findings if f.field == "date"] == [("2031-04-03", 30)]


def test_signs_that_cannot_be_stored_are_left_out() -> None:
    """A file may say anything of itself."""
    assert describe({"title": "The state\ud800 of\x00\nit"}, "x", "x.pdf", Format.PDF)[0].title == "The state of it"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_sample_case_is_described_as_its_sidecars_say(path: Path) -> None:
    """Without its sidecar: kind and date right, and nobody named who is not."""
    found = read(path, file_name="x" + path.suffix, settings=read_settings({})).description
    beside = path.with_name(path.stem + ".meta.json")
    told = json.loads(beside.read_text()) if beside.exists() else {"kind": found.kind.value, "date": path.name[:10]}
    assert (found.kind.value, found.date) == (told["kind"], told["date"])
    for field in ("creator", "recipient"):
        said, truth = getattr(found, field), told.get(field)
        assert (
            not truth or said.partition(",")[0] in truth or truth in f"The {said}" or said.removeprefix("The ") in truth
        )
