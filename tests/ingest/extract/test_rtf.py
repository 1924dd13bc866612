r"""RTF documents are read whole, whatever their charset."""

from __future__ import annotations

import pytest
from make import marks_of
from make_office import rtf

from archive.errors import Unreadable
from ingest.extract.extraction import Options
from ingest.extract.rtf.extractor import extract

STYLES = r"{\stylesheet{\ql Normal;}{\s1\b\outlinelevel0 heading 1;}{\s2\i Quote;}{\*\cs3\b Strong;}}"


@pytest.fixture
def told(tmp_path):
    """Return a function that makes an RTF document and reads it."""

    def read(body, head=""):
        path = tmp_path / "a.rtf"
        path.write_bytes(body if isinstance(body, bytes) else rtf(body, head))
        return extract(path, Options())

    return read


def test_signs_by_code_page_number_and_word(told):
    r"""`\'` is a byte of the code page, `\u` a sign with a stand-in after it, words and symbols are signs too."""
    read = told(
        r"Gr\'fc\'dfe \u8364?5 \u-10179\'3f\u-8704\'3f \uc0\u223 x\uc2\u955\'3f? \ldblquote a\rdblquote\~b\_c\{\}\\"
    )
    assert read.pages[0].text == "Grüße €5 😀 ßxλ “a”\u00a0b\u2011c{}\\"
    assert read.charset == "cp1252"


def test_each_font_has_its_charset(told):
    """Cyrillic and Japanese bytes are read by the font they are set in, symbols by what they show."""
    fonts = rb"{\fonttbl{\f0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}{\f3\fcharset2 Symbol;}}"
    body = rb"\f1\'cf\'f0 \f2\'93\'fa\'96\'7b \f3 a\'ae\f0  \'e9"
    assert told(rb"{\rtf1\ansi" + fonts + body + b"}").pages[0].text == "Пр 日本 α→ é"


def test_paragraphs_with_emphasis_and_styles(told):
    """Emphasis that a paragraph's style gives to all its signs is none; a heading has its level."""
    read = told(
        r"\pard\s1\b Head\par\pard\plain Not {\b one} \b word\b0  of {\i it}.\par\pard\s2\i Quoted.\par", STYLES
    )
    assert read.pages[0].text == "Head\n\nNot one word of it.\n\nQuoted."
    assert marks_of(read) == [
        ("heading", "Head", "1"),
        ("strong", "one word", ""),
        ("emphasis", "it", ""),
        ("blockquote", "Quoted.", ""),
    ]


def test_a_row_is_a_line(told):
    """Cells are parted by a bar, the empty one keeps its place, and what follows the table is a paragraph."""
    row = r"\trowd\cellx1\cellx2\pard\intbl a\cell\cell c\cell\row"
    table = row + r"\pard\intbl{d\par e}\cell f\cell\row"
    assert told(rf"Before\par {table}\pard After\par").pages[0].text == ("Before\n\na |  | c\n\nd\n\ne\n\nf\n\nAfter")


def test_notes_boxes_and_running_heads_find_their_places(told):
    """A footnote stands at the end of its page, a box after its paragraph, heads and feet frame the text."""
    read = told(
        r"{\header\pard Firm\par}{\footer\pard Foot\par}One{\super\chftn{\footnote\pard{\super\chftn} A {\i note}.}}"
        r" two{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv y}}{\shptxt\pard Boxed\par}}{\shprslt twice}}.\par\page Next"
    )
    assert [page.text for page in read.pages] == ["Firm\n\nOne[1] two.\n\nBoxed\n\n[1] A note.", "Next\n\nFoot"]
    assert marks_of(read)[1:] == [("emphasis", "note", "")]
    assert marks_of(read)[0][0] == "furniture"


def test_fields_keep_their_result(told):
    """The instruction is dropped; a hyperlink is marked."""
    read = told(r'See {\field{\*\fldinst{HYPERLINK "https://example.org/"}}{\fldrslt{\ul the page}}}, {\field'
                r"{\*\fldinst PAGE}{\fldrslt 7}}.")  # fmt: skip
    assert read.pages[0].text == "See the page, 7."
    assert marks_of(read) == [("link", "the page", "https://example.org/")]


def test_what_is_no_text_is_counted(told):
    """Deleted, hidden and remarked words and pictures are told by number, and unknown starred groups are none."""
    read = told(
        r"We {\deleted never }{\revised did}.{\v secret}{\*\annotation Really?}{\*\shppict{\pict 00ff}}{\nonshppict"
        r"{\pict 00ff}}{\*\unknown nothing}{\pict\bin4 }{{}}"
    )
    assert read.pages[0].text == "We did."
    assert read.notes == (
        "1 tracked deletion is not part of the text",
        "1 stretch of hidden text is not part of the text",
        "1 comment is not part of the text",
        "2 pictures are not part of the text",
    )


def test_labels_of_items_stand_in_the_file(told):
    """They are written as they stand there, an item a line."""
    item = r"\pard\plain{{\listtext\pard\plain {}\tab}}{}\par ".format
    read = told(item("1.", "One") + item(r"\'b7", "Two") + r"\pard End")
    assert read.pages[0].text == "1. One\n· Two\n\nEnd"


def test_the_document_describes_itself(told):
    """Info is hints with their basis; Unicode forms stand in for those of the code page."""
    info = (
        r"{\info{\upr{\title ?}{\*\ud{\title \u381?lut\'fd}}}{\author Petra}{\creatim\yr2031\mo4\dy9}{\operator Ann}}"
    )
    read = told("x", info + r"{\*\generator Writer 1;}")
    assert read.hints == {"title": "Žlutý", "creator": "Petra", "date": "2031-04-09"}
    assert read.bases["creator"] == "RTF info: creator"
    assert read.properties == {"created": "2031-04-09", "last editor": "Ann", "application": "Writer 1"}


def test_sections_and_breaks_are_pages(told):
    """A section begins a page unless it only goes on."""
    read = told(r"One\par\sect\sectd Two\par\sect\sectd\sbknone still\par\pard\pagebb Three")
    assert [page.text for page in read.pages] == ["One", "Two\n\nstill", "Three"]


def test_a_cut_file_is_read_and_told(told):
    """The text that is there is kept; that its end is missing is a note."""
    read = told(rb"{\rtf1\ansi Hello {\b wor")
    assert read.pages[0].text == "Hello wor"
    assert read.notes == ("the file ends before its text does: its end may be missing",)


@pytest.mark.parametrize("body", [b"{" * 4_000_000, b"{\\rtf1 " + b"{\\b\\i" * 2000])
def test_groups_without_end_are_refused(told, body):
    """Four million braces are refused as soon as they stand too deep."""
    with pytest.raises(Unreadable) as refusal:
        told(body)
    assert refusal.value.code == "too-deep"


def test_numbers_beyond_measure_harm_nothing(told):
    """Absurd parameters are bounded: no sign is invented, the text after them is read."""
    body = rb"{\rtf1\ansi\ansicpg99999\uc4294967295\u99999999 \uc0 \f99\s2147483647\outlinelevel77 a\bin0 b\u-1 }"
    assert told(body).pages[0].text.endswith("ab\uffff")
