"""PDF: text, marks and metadata of files that we make ourselves."""

from __future__ import annotations

import make_pdf
import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from archive.documents import PageState, StructureKind
from archive.errors import Unreadable
from ingest.extract.extraction import Options
from ingest.extract.pdf import extractor as pdf
from ingest.extract.pdf import metadata, styles, tree

LONG = "The commissioner asked how long the shelters keep what they see, and who may look at it afterwards."


def extract(path, data=None, **options):
    if data is not None:
        path.write_bytes(data)
    return pdf.extract(path, Options(**options))


def marked(page, kind):
    return [(page.text[mark.start : mark.end], mark.detail) for mark in page.structures if mark.kind is kind]


def plain(path):
    """Return the text of each page as pdfplumber's own text flow gives it."""
    with PDF.open(path) as opened:
        pages = [Page(opened, page, page_number=1) for page in tree.pages_from(opened.doc, 0, len(opened.pages))]
        flows = [page.get_textmap(use_text_flow=True, x_tolerance_ratio=0.15) for page in pages]
    return [flow.as_string for flow in flows]


def test_the_text_is_that_of_pdfplumbers_own_flow(tmp_path):
    """On pages that read to the right the lean reader gives to the letter what pdfplumber gives."""
    path = make_pdf.book(tmp_path / "a.pdf", lambda book: make_pdf.pages(book, LONG * 9, "Fine\noffices", LONG))
    assert [page.text for page in extract(path).pages] == plain(path)


def test_emphasis_is_read_from_the_names_of_fonts(tmp_path):
    """Bold and italic words are marked, the blank between two such words with them."""
    write = lambda book: (book.add_page(), book.multi_cell(0, text=EMPHASIS, markdown=True))  # noqa: E731
    path = make_pdf.book(tmp_path / "a.pdf", write)
    for engine in ("pdfplumber", "pdfium"):
        page = extract(path, engine=engine).pages[0]
        assert marked(page, StructureKind.STRONG) == [("never asked", "")]
        assert marked(page, StructureKind.EMPHASIS) == [("nobody told", "")]


EMPHASIS = f"{LONG} They were **never asked**, and __nobody told__ them so. {LONG}"


@pytest.mark.parametrize(
    ("font", "style"),
    [
        ("ABCDEF+Times-BoldItalic", 3),
        ("Calibri,Italic", 1),
        ("NimbusRomNo9L-MediItal", 3),
        ("CMTI10", 1),
        ("GHIJKL+CMBX12", 2),
        ("CMR10", 0),
        ("CMMI10", 0),
        ("MinionPro-It", 1),
        ("Helvetica", 0),
        ("Digital-Light", 0),
    ],
)
def test_font_names_are_understood(font, style):
    """Names of common font families say what is bold and what is italic."""
    assert styles.style(font) == style


def test_a_style_of_the_whole_page_marks_nothing():
    """Where most of a page is bold, bold means nothing there."""
    assert styles.marks(bytes([2, 2, 2, 4, 2, 0])) == ()


def test_links_outward_are_found_again_in_the_text(tmp_path):
    """A link of the web covers its words; one within the file and one to a program are left out."""

    def write(book):
        book.add_page()
        inside = book.add_link(page=1)
        for text, link in (("see", ""), ("the ruling", "https://ostwell.example/ruling"), ("above", inside)):
            book.cell(text=text, link=link)
        book.cell(text="here", link="javascript:alert(1)")

    page = extract(make_pdf.book(tmp_path / "a.pdf", write)).pages[0]
    assert marked(page, StructureKind.LINK) == [("the ruling", "https://ostwell.example/ruling")]


def test_a_link_broken_over_two_lines_is_one_mark(tmp_path):
    """Two rectangles of one address, a line end between them, are one link."""

    def write(book):
        book.add_page()
        for text in ("as the ruling", "of May has it"):
            book.cell(text=text, link="mailto:rook@example.org", new_x="LMARGIN", new_y="NEXT")

    page = extract(make_pdf.book(tmp_path / "a.pdf", write)).pages[0]
    assert marked(page, StructureKind.LINK) == [("as the ruling\nof May has it", "mailto:rook@example.org")]


def test_the_outline_gives_headings_where_its_words_stand(tmp_path):
    """Bookmarks are found by their words, whatever case and number; the one at the pointed place; no others."""

    def write(book):
        book.add_page()
        book.multi_cell(0, text="What was seen is told below.", new_x="LMARGIN", new_y="NEXT")
        for level, title, shown in (
            (0, "What was Seen", "1. WHAT WAS SEEN"),
            (1, "Boots", "1.1 Boots"),
            (1, "Gone", "x"),
        ):
            book.start_section(title, level=level)
            book.multi_cell(0, text=f"{shown}\n{LONG}", new_x="LMARGIN", new_y="NEXT")

    page = extract(make_pdf.book(tmp_path / "a.pdf", write)).pages[0]
    assert marked(page, StructureKind.HEADING) == [("1. WHAT WAS SEEN", "1"), ("1.1 Boots", "2")]


def test_what_the_file_says_of_itself(tmp_path):
    """Title, author and date are hints with their bases; the rest is kept as properties."""
    info = "/Title (The lamps) /Author (Ida Brandt) /CreationDate (D:20310314120000+01'00') /Producer (Lampworks)"
    found = extract(tmp_path / "a.pdf", make_pdf.by_hand(make_pdf.lines("Words"), info=info))
    assert found.hints == {"title": "The lamps", "creator": "Ida Brandt", "date": "2031-03-14"}
    assert found.bases["date"] == "PDF CreationDate"
    assert found.properties == {
        "producer": "Lampworks",
        "created": "2031-03-14T12:00:00+01:00",
        "PDF version": "1.4",
        "size of the first page": "612 × 792 pt",
    }


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("D:2031", "2031"),
        ("D:203103", "2031-03"),
        ("D:20310314", "2031-03-14"),
        ("D:20310314093000Z", "2031-03-14T09:30:00Z"),
        ("20310314093000-05'30'", "2031-03-14T09:30:00-05:30"),
        ("D:20311314", ""),
        ("yesterday", ""),
    ],
)
def test_dates_are_as_precise_as_they_are_written(date, iso):
    """A PDF's date becomes ISO 8601; one that is not in the calendar says nothing."""
    assert metadata.iso(date) == iso


def test_names_of_files_are_no_titles(tmp_path):
    """What a program puts in for want of a title is not taken for one."""
    for title in ("letter_final.docx", "Microsoft Word - letter", "untitled"):
        data = make_pdf.by_hand(make_pdf.lines("Words"), info=f"/Title ({title})")
        assert "title" not in extract(tmp_path / "a.pdf", data).hints


def _tree(leaves):
    """Return a PDF whose pages hang in branches of two."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    branches = []
    for at in range(0, leaves, 2):
        branch = len(objects) + 1
        branches.append(branch)
        objects.append(f"<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [{branch + 1} 0 R {branch + 3} 0 R] >>")
        for number in (at, at + 1):
            here = len(objects) + 1
            objects.append(f"<< /Type /Page /Parent {branch} 0 R /Contents {here + 1} 0 R >>")
            objects.append(make_pdf.stream(make_pdf.lines(f"page number {number + 1}")))
    kids = " ".join(f"{branch} 0 R" for branch in branches)
    inherited = "/MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
    objects[1] = f"<< /Type /Pages /Count {leaves} /Kids [{kids}] {inherited} >>"
    return make_pdf.file(objects)


@pytest.mark.parametrize(
    "data", [_tree(8), make_pdf.by_hand(*(make_pdf.lines(f"page number {n}") for n in range(1, 9)))]
)
def test_a_range_of_pages_is_that_range(tmp_path, data):
    """Whatever the tree of pages, a range has its pages, with what they inherit, and the number of all."""
    found = extract(tmp_path / "a.pdf", data, first=4, last=6)
    assert [page.text for page in found.pages] == [f"page number {number}" for number in (4, 5, 6)]
    assert {page.reader for page in found.pages} == {"pdfplumber"}
    assert found.page_count == 8


def test_pages_that_the_file_only_promises_are_never_silent(tmp_path):
    """Where the file counts more pages than it has, the missing ones say that they cannot be opened."""
    pages = extract(tmp_path / "a.pdf", make_pdf.by_hand(make_pdf.lines("page 1"), count=2)).pages
    assert [page.text for page in pages] == ["page 1", ""]
    assert pages[1].doubts == ("This page cannot be opened.",)
    assert pages[1].state is PageState.NEEDS_OCR


def test_a_range_begins_where_it_is_asked_without_opening_the_pages_before(tmp_path, monkeypatch):
    """Branches before the range are stepped over: only the wanted pages are set up."""
    made = []
    monkeypatch.setattr(tree, "_page", lambda *page: made.append(page[1]))
    extract(tmp_path / "a.pdf", _tree(40), first=39, last=40)
    assert len(made) == 2


def test_the_bulk_engine_reads_with_pdfium_alone(tmp_path):
    """The same words, each letter with its box; engine and profile are the frozen record's."""
    path = make_pdf.book(tmp_path / "a.pdf", lambda book: make_pdf.pages(book, LONG * 5))
    bulk, first = extract(path, engine="pdfium"), extract(path)
    assert bulk.pages[0].text.split() == first.pages[0].text.split()
    assert (bulk.engine, bulk.profile, first.engine, first.profile) == ("pdfium", "loose", "pdfplumber", "flow15")
    assert [page.reader for page in bulk.pages] == ["pdfium"]
    assert len(bulk.pages[0].boxes) == 4 * len(bulk.pages[0].text)


@pytest.mark.parametrize("engine", ["pdfplumber", "pdfium"])
def test_letters_beyond_the_first_plane_are_one_sign_with_one_box(tmp_path, engine):
    """A letter of two UTF-16 halves is one code point; those after it keep their boxes."""
    font, cmap = make_pdf.mapped("𝔸b", number=6)
    page = extract(
        tmp_path / "a.pdf", make_pdf.by_hand(make_pdf.lines("AB"), font=font, more=[cmap]), engine=engine
    ).pages[0]
    assert page.text == "𝔸b"
    assert page.boxes[0] < page.boxes[2] == page.boxes[4] < page.boxes[6]


def test_letters_printed_twice_are_read_once(tmp_path):
    """Bold made by printing twice on the same spot is no second word."""
    twice = " ".join(
        make_pdf.lines(word, at=(72 + 50 * at + shift, 700))
        for at, word in enumerate(("Sixteen", "lamps", "burn"))
        for shift in (0, 0.3)
    )
    assert extract(tmp_path / "a.pdf", make_pdf.by_hand(twice)).pages[0].text == "Sixteen lamps burn"


def test_states_of_pages(tmp_path):
    """White is blank; a picture, with a word or without, and words drawn as lines wait to be recognised."""

    def picture(book, width):
        book.image(make_pdf.saved(make_pdf.picture()), 10, 20, w=width)

    def write(book):
        make_pdf.pages(book, "", "")
        picture(book, 190)
        make_pdf.pages(book, "Plan 7")
        picture(book, 190)
        make_pdf.pages(book, "Plan 7 with a seal")
        picture(book, 20)
        book.add_page()
        book.ellipse(40, 40, 60, 60)

    pages = extract(make_pdf.book(tmp_path / "a.pdf", write)).pages
    waits = PageState.NEEDS_OCR
    assert [page.state for page in pages] == [PageState.BLANK, waits, waits, PageState.TEXT, waits]
    assert pages[2].text == "Plan 7"


def test_a_white_picture_is_a_blank_page(tmp_path):
    """The scan of an empty sheet has nothing to recognise."""
    white = make_pdf.saved(make_pdf.picture(words=False))
    path = make_pdf.book(tmp_path / "a.pdf", lambda book: book.add_page(), lambda book: book.image(white, 0, 0, w=210))
    assert extract(path).pages[0].state is PageState.BLANK


def test_what_cannot_be_opened_says_why(tmp_path):
    """A file behind a password and one that is none are refused, each with its reason."""
    path = make_pdf.book(
        tmp_path / "a.pdf", lambda book: make_pdf.pages(book, LONG), lambda book: book.set_encryption("o", "u")
    )
    for data, code in ((None, "encrypted"), (b"", "damaged")):
        with pytest.raises(Unreadable) as refusal:
            extract(path, data)
        assert refusal.value.code == code
