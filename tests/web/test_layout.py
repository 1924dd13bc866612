"""Paragraphs of the reading view."""

import make
from hypothesis import given
from hypothesis import strategies as st

from archive.documents import Structure, StructureKind
from archive.spans import Span
from web.layout import paragraphs
from web.screenfuls import SIZES, screenfuls

TEXTS = st.lists(st.sampled_from(["\n", "\f", " ", "a" * 50, "word", ".", "😀"]), min_size=1, max_size=40).map("".join)
MEDIA = st.sampled_from(["application/pdf", "text/html", "text/plain"])


@given(TEXTS, MEDIA)
def test_every_code_point_stands_in_one_paragraph(text, media_type):
    """The page's text is the frozen text."""
    laid_out = paragraphs(make.revision(text, media_type=media_type))
    spans = [paragraph.span for _, page in laid_out for paragraph in page]
    assert "".join(span.of(text) for span in spans) == text


@given(TEXTS, MEDIA)
def test_only_line_breaks_are_kept_hard(text, media_type):
    """A hard place is a line feed."""
    laid_out = paragraphs(make.revision(text, media_type=media_type))
    assert all(text[at] == "\n" for _, page in laid_out for paragraph in page for at in paragraph.hard)


@given(TEXTS, MEDIA)
def test_screenfuls_part_a_page_and_lose_nothing(text, media_type):
    """In their order, each full but for the last; the sizes are those that the style knows."""
    for _, page in paragraphs(make.revision(text * 40, media_type=media_type)):
        parted = list(screenfuls(page))
        assert [paragraph for _, those in parted for paragraph in those] == page
        assert all(size == SIZES for size, _ in parted[:-1])
        assert all(1 <= size <= SIZES and those for size, those in parted)


def test_printed_lines_flow_and_an_address_keeps_its_lines():
    """Full lines run on, short ones stand alone."""
    full = "We write to you about the cameras that your firm has sold in"
    text = f"Ida Brandt\n4 Quay Row\n\n{full}\n{full}\nMarch.\nYours"
    ((_, (address, body, closing)),) = paragraphs(make.revision(text, media_type="application/pdf"))
    assert [text[at - 3 : at] for at in address.hard] == ["ndt"]
    assert (body.span.of(text).startswith("We"), closing.span.of(text)) == (True, "Yours")
    assert body.hard == ()


def test_headers_quoted_lines_and_bullets_keep_their_lines():
    """However long the line before them is."""
    long = "Ines Brand of the tram committee of Larkfield"
    text = f"From: {long}\nTo: {long}\n\n{long}\n> {long}\n> {long}\n{long}\n• {long}\n{long}"
    ((_, (head, body)),) = paragraphs(make.revision(text, media_type="message/rfc822"))
    assert [text[at + 1 : at + 4] for at in (*head.hard, *body.hard)] == ["To:", "> I", "> I", "Ine", "• I"]


def test_the_sources_own_structure_names_the_block():
    """Headings, block quotations, running heads."""
    text = "Title\n\nWords.\n\nQuoted."
    structures = [
        Structure(StructureKind.HEADING, Span(0, 5)),
        Structure(StructureKind.BLOCKQUOTE, Span(15, 22)),
    ]
    ((_, found),) = paragraphs(make.revision(text, structures=structures))
    assert [paragraph.tag for paragraph in found] == ["h2", "p", "blockquote"]
