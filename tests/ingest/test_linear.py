"""What the archive's own process does with a text costs no more than in proportion to it, whoever wrote it."""

import pytest

from ingest.canonical import canonical
from ingest.extract.extraction import RawPage
from ingest.identify import Format, identify

UNITS = {
    "soft hyphens": "\u00ad",
    "hidden hyphens": "\x02",
    "soft hyphens at line ends": "\u00ad\n",
    "marks out of order": "\u0315\u0300\u05ae\u0327",
    "blanks and line ends": " \n\t \u00a0\n",
    "words cut in two": "a-\nb\u00ad\n",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_no_text_stalls_the_canonical_form(unit):
    """Half a million signs that once took minutes (each one looked at all those before it)."""
    text = unit * (500_000 // len(unit))
    assert len(canonical([RawPage(text)]).text) <= len(text)


def test_a_heap_of_marks_is_left_as_it_stands():
    """Sorting it is quadratic, and no writing puts more than thirty marks on a sign."""
    heap = "a" + "\u0315\u0300" * 16
    assert canonical([RawPage(heap)]).text == heap
    assert canonical([RawPage("a\u0327\u0301")]).text == "á̧"


@pytest.mark.parametrize("unit", [b"<!---->", b"<!--", b"<?xml >", b"<?xml", b"<!doctype svg>", b"\r\n ", b"a: b\n"])
def test_no_beginning_of_a_file_stalls_its_identification(unit):
    """Comments before markup once cost two to the power of their number."""
    assert identify((unit * 65_536)[:65_536] + b"x", "a.txt") is Format.TEXT


def test_comments_before_markup_are_passed_over():
    """Declaration, comments and type of a page in any usual order."""
    assert identify(b"<?xml version='1.0'?>\n<!-- a -- b --><!--- c ---><html>", "a") is Format.HTML
