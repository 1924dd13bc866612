"""Descriptions: what is told, what is found, what stays unknown."""

from __future__ import annotations

import pytest

from archive.documents import Kind
from archive.errors import Unreadable
from ingest import describe as description
from ingest.extract.extraction import Extraction
from ingest.identify import Format


def describe(hints, text, *rest):
    """Return the description of a text whose file says `hints` of itself."""
    return description.describe(Extraction((), "hand", "1", "plain", hints=hints), text, *rest)[0]


LETTER = "Bridge Office\n14 March 2031\n\nDear Ms Example,\n\nthe bridge stands.\n\nYours sincerely,\nA. Writer\n"


def test_a_letter_is_known_by_its_form() -> None:
    """Greeting and closing make a letter, its head gives the date, its first line the title."""
    found = describe({}, LETTER, "scan.txt", Format.TEXT, {})
    assert (found.title, found.kind, found.date, found.creator) == (
        "Bridge Office",
        Kind.LETTER,
        "2031-03-14",
        "",
    )


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("March 14, 2031", "2031-03-14"),
        ("Sept. 3rd, 2031", ""),
        ("Sep 3rd, 2031", "2031-09-03"),
        ("on 2031-02-30 or 1 May 2031", "2031-05-01"),
        ("31 February 2031", ""),
        ("in 1999 or so", ""),
    ],
)
def test_dates_are_read_and_never_guessed(words: str, date: str) -> None:
    """A date in words becomes ISO; an impossible one stays unknown."""
    assert describe({}, words, "x.txt", Format.TEXT, {}).date == date


def test_the_sidecar_wins_over_the_file() -> None:
    """What a person wrote beside the file goes before what the file says."""
    told = {"title": "Told", "kind": "interview", "date": "2031-03", "source_url": "https://example.org/a"}
    found = describe({"title": "Hinted", "creator": "Ann"}, LETTER, "x.txt", Format.TEXT, told)
    assert (found.title, found.kind, found.date, found.creator) == ("Told", Kind.INTERVIEW, "2031-03", "Ann")


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "poem"},
        {"date": "14.3.2031"},
        {"date": "2031-13"},
        {"source_url": "javascript:1"},
        {"language": "?"},
    ],
)
def test_a_wrong_sidecar_is_refused(told: dict[str, str]) -> None:
    """Metadata that cannot be right is not stored."""
    with pytest.raises(Unreadable) as refusal:
        describe({}, LETTER, "x.txt", Format.TEXT, told)
    assert refusal.value.code == "bad-metadata"


def test_a_message_without_subject_is_named_by_its_words() -> None:
    """Header lines are no title."""
    found = describe({}, "From: a@example.org\n\nHello there", "x.eml", Format.EMAIL, {})
    assert (found.title, found.kind) == ("Hello there", Kind.EMAIL)
