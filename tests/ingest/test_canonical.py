"""Canonical text: the frozen rules, the way back, the pages."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from archive.documents import Structure, StructureKind
from archive.spans import Span
from ingest import boxes
from ingest.canonical import canonical
from ingest.extract.extraction import NO_BOX, RawPage, RawStructure

_ODD = "ab A1-\u2010\u00ad\x02\ufffe \t\u00a0\r\n\f\v\x00\ufeff\u200b\u202e\ufb01\u2f00e\u0301\u0327\ud800é.“"
RAW = st.lists(st.text(alphabet=st.one_of(st.sampled_from(_ODD), st.characters())), min_size=1, max_size=4)


def _canon(*texts: str) -> str:
    return canonical([RawPage(text) for text in texts]).text


@given(RAW)
def test_canonical_text_is_its_own_canonical_form(texts: list[str]) -> None:
    """Applied to its own text, page by page, canon/1 changes nothing."""
    once = _canon(*texts)
    assert _canon(*once.split("\f")) == once


@given(RAW)
def test_nothing_forbidden_is_left(texts: list[str]) -> None:
    """No carriage return, NUL or lone surrogate survives, and form feeds stand only between pages."""
    text = _canon(*texts)
    assert not {"\r", "\x00", "\ufeff", "\t"} & set(text)
    assert not any(0xD800 <= ord(sign) < 0xE000 for sign in text)
    assert text.count("\f") == len(texts) - 1


@given(RAW)
def test_every_sign_knows_the_way_back(texts: list[str]) -> None:
    """The runs cover the text once, in order; a plain letter stands unchanged at its raw place."""
    form, raw = canonical([RawPage(text) for text in texts]), "\f".join(texts)
    at = 0
    for start, raw_start, length in form.offset_runs:
        assert start == at
        at += length
        for step in range(length):
            sign = form.text[start + step]
            assert (
                raw[raw_start + step] == sign
                or not (sign.isascii() and raw[raw_start + step].isascii())
                or (sign in " -\n" or sign.isalnum())
            )
    assert at == len(form.text)


@given(RAW)
def test_pages_are_the_stretches_between_form_feeds(texts: list[str]) -> None:
    """Each page's span holds the text of that page and no form feed."""
    form = canonical([RawPage(text) for text in texts])
    assert [page.span.of(form.text) for page in form.pages] == form.text.split("\f")


def test_only_a_small_letter_draws_a_hyphen_together() -> None:
    """`exam-/ple` is one word; years and double names keep hyphen and line end."""
    assert _canon("an exam-\nple") == "an example"
    assert _canon("an exam\u00ad\r\nple, pdf\ufffeium, x\x02\ny") == "an example, pdfium, xy"
    assert _canon("1939-\n1945 Jean-\nPaul") == "1939-\n1945 Jean-\nPaul"


def test_typography_stays_and_blanks_fold() -> None:
    """Quotes, dashes and case are untouched; ligatures and runs of blanks are not."""
    assert _canon("  “Of\ufb01ce”\u00a0 —  it \t\n\n he\u0301las ") == "“Office” — it\n\nhélas"


def test_marks_move_with_their_words() -> None:
    """A mark of the source covers the same words in the canonical text, on a later page too."""
    mark = RawStructure(StructureKind.EMPHASIS, 6, 11)
    form = canonical([RawPage("One."), RawPage("a \t\r\n words", structures=(mark,))])
    assert form.structures == (Structure(StructureKind.EMPHASIS, Span(7, 12)),)
    assert form.text[7:12] == "words"


def test_running_heads_and_page_numbers_are_furniture() -> None:
    """What recurs at the top of three pages, and the lone numbers at their feet, is marked and kept."""
    pages = [
        RawPage(f"Annual survey 2031\nBody number {word} here.\nMore {word}.\n{at}")
        for at, word in enumerate("abcd", 1)
    ]
    form = canonical(pages)
    found = [mark.span.of(form.text) for mark in form.structures if mark.kind is StructureKind.FURNITURE]
    assert sorted(found) == ["1", "2", "3", "4"] + ["Annual survey 2031"] * 4


BOXES = st.lists(st.one_of(st.none(), st.tuples(*[st.integers(-(2**24), 2**24)] * 4)))


@given(BOXES)
def test_boxes_come_out_as_they_went_in(given_boxes: list[tuple[int, int, int, int] | None]) -> None:
    """Packing loses nothing finer than 1/20 point."""
    flat = array("i", [edge for box in given_boxes for edge in (box or NO_BOX)])
    expected = [box and tuple(edge / 20 for edge in box) for box in given_boxes]
    assert boxes.unpack(boxes.pack(flat)) == expected


def test_a_joined_word_keeps_the_boxes_of_its_letters() -> None:
    """The hyphen's box is gone, the letters' boxes stay with their letters."""
    flat = array("i", [*(20, 0, 40, 20), *(40, 0, 50, 20), *NO_BOX, *(0, 30, 20, 50)])
    form = canonical([RawPage("a-\nb", boxes=flat)])
    assert form.text == "ab"
    assert boxes.unpack(form.boxes) == [(1, 0, 2, 1), (0, 1.5, 1, 2.5)]
