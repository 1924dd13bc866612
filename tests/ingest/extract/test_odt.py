"""OpenDocument texts are read whole, from a package and from a flat file."""

from __future__ import annotations

import pytest
from make import marks_of
from make_office import flat_odt, odt

from archive.errors import Unreadable
from ingest.extract.extraction import Options
from ingest.extract.odt.extractor import extract

AUTOMATIC = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"'
    ' text:display-levels="2"/></text:list-style><text:list-style style:name="L2"><text:list-level-style-bullet'
    ' text:level="1" text:bullet-char="*"/></text:list-style>'
)


@pytest.fixture
def told(tmp_path):
    """Return a function that makes an OpenDocument text and reads it."""

    def read(text, **parts):
        path = tmp_path / "a.odt"
        path.write_bytes(odt(text, **{"automatic": AUTOMATIC} | parts))
        return extract(path, Options())

    return read


def p(text, style=""):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_spans_become_text_with_their_emphasis(told):
    """Blanks of the markup are one, asked-for ones are kept, and styles give the emphasis."""
    bold, italic = '<text:span text:style-name="T1">', '<text:span text:style-name="T2">'
    read = told(
        p(f"Not\n   {bold}one</text:span>{bold} word</text:span><text:s text:c='2'/>of<text:tab/>")
        + p(f"{italic}so it<text:line-break/>is</text:span>")
    )
    assert read.pages[0].text == "Not one word  of\t\n\nso it\nis"
    assert marks_of(read) == [("strong", "one word", ""), ("emphasis", "so it\nis", "")]


def test_headings_quotations_and_pages(told):
    """A heading has its level, a style that rests on a quoting one quotes, and breaks before paragraphs are pages."""
    quoting = '<style:style style:name="Quotations" style:family="paragraph"/>'
    read = told('<text:h text:outline-level="2">Head</text:h>' + p("Quoted", "P1"), styles=quoting)
    assert [page.text for page in read.pages] == ["Head", "Quoted"]
    assert marks_of(read) == [("heading", "Head", "2")]
    assert marks_of(read, 1) == [("blockquote", "Quoted", "")]


def test_tables_lists_and_boxes(told):
    """Rows are lines, items bear their labels, a box follows its paragraph; words about a picture are no text."""
    item = "<text:list-item>{}</text:list-item>".format
    inner = "<text:list>" + item(p("sub")) + "</text:list>"
    cell = "<table:table-cell>{}</table:table-cell>".format
    read = told(
        '<text:list text:style-name="L1">' + item(p("one") + inner) + item(p("two") + p("more")) + "</text:list>"
        + '<text:list text:style-name="L1" text:continue-numbering="true">' + item(p("three")) + "</text:list>"
        + '<text:list text:style-name="L2">' + item(p("point")) + "</text:list><table:table><table:table-row>"
        + cell(p("a")) + "<table:covered-table-cell/>" + cell(p("b")) + "</table:table-row></table:table>"
        + p("x<draw:frame><draw:image/><svg:desc>A cat</svg:desc><draw:text-box>" + p("box")
            + "</draw:text-box></draw:frame>y")
    )  # fmt: skip
    assert read.pages[0].text == ("1. one\n1.a) sub\n2. two\n\nmore\n\n3. three\n\n• point\n\na | b\n\nxy\n\nbox")
    assert read.notes == ("4 list numbers are not in the file but were counted", "1 picture is not part of the text")


def test_notes_bear_the_labels_they_have(told):
    """The label stands in the file; the note stands at the end of its page."""
    note = (
        "<text:note><text:note-citation>*</text:note-citation><text:note-body>{}</text:note-body></text:note>"
    ).format(p("Aside"))
    assert told(p(f"One{note} two")).pages[0].text == "One[*] two\n\n[*] Aside"


def test_deletions_comments_and_hidden_text_are_counted(told):
    """What was inserted is text; what was deleted, remarked or hidden is not."""
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("never ") + "</text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    read = told(
        changes
        + p('We <text:change/>did<office:annotation><text:p>Did we?</text:p></office:annotation>.<text:span'
            ' text:style-name="T3">no</text:span>')
        + '<text:section text:display="none">' + p("away") + "</text:section>"
    )  # fmt: skip
    assert read.pages[0].text == "We did."
    assert read.notes == (
        "1 tracked deletion is not part of the text",
        "1 comment is not part of the text",
        "2 stretches of hidden text are not part of the text",
    )


def test_running_heads_of_used_pages_frame_the_text(told):
    """A master page that no paragraph uses shows its head nowhere."""
    master = '<style:master-page style:name="{}"><style:header>{}</style:header></style:master-page>'.format
    read = told(p("Text"), masters=master("Standard", p("The firm")) + master("Envelope", p("Sender")))
    assert read.pages[0].text == "The firm\n\nText"
    assert marks_of(read) == [("furniture", "The firm", "")]


def test_a_flat_file_says_the_same(tmp_path):
    """One file of XML is read like a package, links with their addresses."""
    path = tmp_path / "a.fodt"
    path.write_bytes(flat_odt(p('A <text:a xlink:href="https://example.org/?a=1&amp;b=2">link</text:a> &lt;x&gt;')))
    read = extract(path, Options())
    assert read.pages[0].text == "A link <x>"
    assert marks_of(read) == [("link", "link", "https://example.org/?a=1&b=2")]


def test_the_document_describes_itself(told):
    """Metadata are hints with their basis; who saved it last is no author."""
    meta = "<dc:title>Agenda</dc:title><meta:initial-creator>Petra</meta:initial-creator><dc:creator>Ann</dc:creator>"
    read = told(p("x"), meta=meta + "<meta:creation-date>2031-04-09T10:00:00</meta:creation-date>")
    assert read.hints == {"title": "Agenda", "creator": "Petra", "date": "2031-04-09"}
    assert read.bases["creator"] == "ODT metadata: creator"
    assert read.properties["last editor"] == "Ann"


def test_an_encrypted_text_is_refused(told):
    """The manifest tells that parts are encrypted."""
    with pytest.raises(Unreadable) as refusal:
        told(p("x"), manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    assert refusal.value.code == "encrypted"


def test_numbered_headings_bear_their_numbers(told):
    """Where the document numbers its headings, they are counted; a style may leave them out."""
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"'
        ' style:num-suffix="."/></text:outline-style>'
        '<style:style style:name="Plain" style:family="paragraph" style:list-style-name=""/>'
    )
    head = '<text:h text:outline-level="1" text:style-name="{}">{}</text:h>'.format
    read = told(head("H", "One") + head("H", "Two") + head("Plain", "Three"), styles=outline)
    assert read.pages[0].text == "I. One\n\nII. Two\n\nThree"
