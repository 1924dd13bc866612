"""Word documents are read whole: nothing is dropped in silence, nothing is said twice."""

from __future__ import annotations

import pytest
from make import marks_of
from make_office import document, docx, p, packed, r

from archive.documents import PageState, StructureKind
from archive.errors import Unreadable
from ingest.extract.docx.extractor import extract
from ingest.extract.extraction import Options

HEADING = '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
QUOTE = '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
BOX = "<w:txbxContent>" + p("In the box") + "</w:txbxContent>"
NUMBERED = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:start w:val="1"/>'
    '<w:lvlText w:val="%1%2)"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


@pytest.fixture
def told(tmp_path):
    """Return a function that makes a Word document and reads it."""

    def read(body, **parts):
        path = tmp_path / "a.docx"
        path.write_bytes(docx(body, **parts))
        return extract(path, Options())

    return read


def item(text, depth=0, number=3):
    return p(text, more=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def field(instruction, result):
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    asked = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return sign("begin") + asked + sign("separate") + r(result) + sign("end")


def test_runs_become_text_with_their_emphasis(told):
    """Words cut into several runs are whole, and so is the emphasis over them; `w:b` may also switch off."""
    read = told(p("Not ", r("one", "<w:b/>"), r(" word", "<w:b/>"), r(" of", '<w:b w:val="0"/>'), r(" it", "<w:i/>")))
    assert read.pages[0].text == "Not one word of it"
    assert marks_of(read) == [("strong", "one word", ""), ("emphasis", "it", "")]


def test_emphasis_comes_from_a_style_of_signs_too(told):
    """A character style is followed to the style it rests on."""
    styles = (
        '<w:style w:styleId="A"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:name w:val="Mine"/><w:basedOn w:val="A"/></w:style>'
    )
    read = told(p("so ", r("it", '<w:rStyle w:val="B"/>')), styles=styles)
    assert marks_of(read) == [("strong", "it", "")]


def test_headings_and_quotations_by_the_names_of_styles(told):
    """The names are looked at, not the ids, and two quoted paragraphs are one quotation."""
    read = told(
        p("Head", style="berschrift1") + p("One.", style="Zitat") + p("Two.", style="Zitat") + p("End."),
        styles=HEADING + QUOTE,
    )
    assert marks_of(read) == [("heading", "Head", "1"), ("blockquote", "One.\n\nTwo.", "")]


def test_a_row_is_a_line(told):
    """Cells are parted by a bar; an empty one keeps its place; cells of several paragraphs follow one another."""
    row = "<w:tr>{}</w:tr>".format
    cell = "<w:tc>{}</w:tc>".format
    table = row(cell(p("a")) + cell(p("")) + cell(p("c"))) + row(cell(p("d") + p("e")) + cell(p("f")))
    read = told(p("Before") + f"<w:tbl>{table}</w:tbl>" + p("After"))
    assert read.pages[0].text == "Before\n\na |  | c\n\nd\n\ne\n\nf\n\nAfter"


def test_a_text_box_is_read_once_after_its_paragraph(told):
    """The fallback for old programs says the same again and is passed over."""
    inside = f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>"
    read = told(p("Around ", f"<w:r>{inside}</w:r>", "it"))
    assert read.pages[0].text == "Around it\n\nIn the box"


def test_insertions_are_kept_and_deletions_counted(told):
    """A deleted end of a paragraph joins it to the next; what was moved away is a deletion."""
    read = told(
        p("We ", "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>", f"<w:ins>{r('did ')}</w:ins>",
          more="<w:rPr><w:del/></w:rPr>")
        + p("it", f"<w:moveFrom>{r(' here')}</w:moveFrom>", "."),
    )  # fmt: skip
    assert read.pages[0].text == "We did it."
    assert read.notes == ("2 tracked deletions are not part of the text",)


def test_notes_stand_at_the_end_of_their_page(told):
    """Footnotes are counted in figures, endnotes in small Roman ones; separators are no notes."""
    note = '<w:footnote w:id="{}"{}>{}</w:footnote>'.format
    read = told(
        p("One", '<w:r><w:footnoteReference w:id="2"/></w:r>', " two", '<w:r><w:endnoteReference w:id="5"/></w:r>')
        + p('<w:r><w:br w:type="page"/></w:r>', "Next"),
        footnotes=note(0, ' w:type="separator"', p("---")) + note(2, "", p(" First ", r("note", "<w:i/>"))),
        endnotes='<w:endnote w:id="5">' + p("Last") + "</w:endnote>",
    )
    assert [page.text for page in read.pages] == ["One[1] two[i]\n\n[1] First note\n\n[i] Last", "Next"]
    assert marks_of(read) == [("emphasis", "note", "")]


def test_a_note_that_is_missing_or_named_nowhere_is_told(told):
    """Neither is a reason to refuse the letter, nor to keep silent."""
    read = told(
        p("One", '<w:r><w:footnoteReference w:id="9"/></w:r>'),
        footnotes='<w:footnote w:id="2">' + p("Lost") + "</w:footnote>",
    )
    assert read.pages[0].text == "One[1]"
    assert "1 note is named in the text but is not in the file" in read.notes
    assert "1 note without a reference is not part of the text" in read.notes


def test_links_by_relationship_and_by_field(told):
    """The instruction of a field is dropped and its result kept; a link that runs a program is no link."""
    read = told(
        p('<w:hyperlink r:id="x">' + r("page") + "</w:hyperlink>", " ", '<w:hyperlink r:id="y">' + r("trap")
          + "</w:hyperlink>", " ", field('HYPERLINK "mailto:a@example.org"', "mail"), field("PAGE", "7")),
        links={"x": "https://example.org/?a=1&amp;b=2", "y": "javascript:alert(1)"},
    )  # fmt: skip
    assert read.pages[0].text == "page trap mail7"
    assert marks_of(read) == [
        ("link", "page", "https://example.org/?a=1&b=2"),
        ("link", "mail", "mailto:a@example.org"),
    ]


def test_signs_that_are_elements(told):
    """Tabs, line ends, hyphens and symbols are signs of the text; a symbol nobody knows is shown and told."""
    inside = (
        "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Webdings" w:char="F021"/>'
    )
    read = told(p(f"<w:r>{inside}</w:r>", more='<w:tabs><w:tab w:val="left"/></w:tabs>'))
    assert read.pages[0].text == "a\tb\nc\u2011d\u00ad✓\ufffd"
    assert read.notes == ("1 sign of a symbol font has no known letter (�)",)


def test_list_items_bear_the_labels_that_word_shows(told):
    """Numbers are counted by level, restarted where the list says so, and the note says that they were counted."""
    read = told(
        item("one") + item("sub", 1) + item("sub", 1) + item("two") + item("five", number=4), numbering=NUMBERED
    )
    assert read.pages[0].text == "1. one\n1a) sub\n1b) sub\n2. two\n5. five"
    assert read.notes == ("5 list numbers are not in the file but were counted",)


def test_running_heads_frame_the_text(told):
    """They are marked as furniture; the head of a title page counts only where the section has one."""
    section = '<w:sectPr><w:headerReference w:type="{}" r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    parts = {"header": p("The firm"), "footer": p("Page 1")}
    read = told(p("Text") + section.format("default"), **parts)
    assert read.pages[0].text == "The firm\n\nText\n\nPage 1"
    assert marks_of(read) == [("furniture", "The firm", ""), ("furniture", "Page 1", "")]
    assert told(p("Text") + section.format("first"), **parts).pages[0].text == "Text\n\nPage 1"


def test_pages_end_where_the_author_ended_them(told):
    """Breaks and sections do; a section that only goes on, and where Word last broke a page, do not."""
    section = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'.format
    read = told(
        p("One", "<w:r><w:lastRenderedPageBreak/></w:r>", " still")
        + p("Two", more="<w:pageBreakBefore/>" + section("nextPage"))
        + p("Three", more=section("nextPage")) + p("goes on") + section("continuous"),
    )  # fmt: skip
    assert [page.text for page in read.pages] == ["One still", "Two", "Three\n\ngoes on"]
    blank = told(p("One", '<w:r><w:br w:type="page"/><w:br w:type="page"/></w:r>', "Three"))
    assert [page.state for page in blank.pages] == [PageState.TEXT, PageState.BLANK, PageState.TEXT]


def test_what_is_no_text_is_counted(told):
    """Comments, hidden text, pictures and objects are told by number."""
    read = told(
        p("Seen", r("unseen", "<w:vanish/>"), "<w:r><w:pict><v:imagedata/></w:pict></w:r>", "<w:r><w:object/></w:r>"),
        comments="<w:comment>" + p("Really?") + "</w:comment>",
    )
    assert read.pages[0].text == "Seen"
    assert read.notes == tuple(
        f"1 {what} is not part of the text"
        for what in ("stretch of hidden text", "picture", "embedded object", "comment")
    )


def test_the_document_describes_itself(told):
    """Core properties are hints with their basis; a file name is no title and `User` no author."""
    core = "<dc:title>The agenda</dc:title><dc:creator>Petra Lunquist</dc:creator>"
    core += "<dcterms:created>2031-04-09T10:00:00Z</dcterms:created><cp:lastModifiedBy>Ann</cp:lastModifiedBy>"
    read = told(p("x"), core=core)
    assert read.hints == {"title": "The agenda", "creator": "Petra Lunquist", "date": "2031-04-09"}
    assert read.bases["date"] == "DOCX core properties: created"
    assert read.properties["last editor"] == "Ann"
    nobody = "<dc:title>scan0001.docx</dc:title><dc:creator>Microsoft Office User</dc:creator>"
    assert told(p("x"), core=nobody).hints == {}


def test_macros_are_told_and_not_run(told):
    """A document with macros is read as text."""
    read = told(p("Text"), more={"word/vbaProject.bin": b"\xd0\xcf"})
    assert read.pages[0].text == "Text"
    assert read.notes == ("the document holds macros; they were neither read nor run",)


def test_another_kind_of_document_is_refused(tmp_path):
    """A package whose main part is no text of Word says so; one without a main part is damaged."""
    path = tmp_path / "a.docx"
    path.write_bytes(docx("<workbook><!-- w:document --></workbook>"))
    with pytest.raises(Unreadable, match="not one of Word") as refusal:
        extract(path, Options())
    assert refusal.value.code == "unsupported"
    path.write_bytes(packed({"[Content_Types].xml": "<Types/>", "word/x.xml": document(p("x"))}))
    with pytest.raises(Unreadable, match="main part is missing"):
        extract(path, Options())


def test_the_strict_dialect_is_read(told):
    """The namespace of ISO 29500 Strict means the same."""
    strict = document(p("Text", r(" so", "<w:b/>"))).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    read = told(strict)
    assert read.pages[0].text == "Text so"
    assert [mark.kind for mark in read.pages[0].structures] == [StructureKind.STRONG]
