"""An excerpt in every form: read back by the libraries that reference managers use."""

import html
import json
import re
from concurrent.futures import ThreadPoolExecutor

import bibtexparser
import make
import pytest
import rispy
from pylatexenc.latex2text import LatexNodes2Text

from archive.citations import cite
from archive.documents import Description, Document, Kind
from archive.spans import Span
from web import urls
from web.present.citation import excerpt_of
from web.present.citation_forms import FORMS
from web.present.reference import locator
from web.present.styled import STYLES, styled

HOST = "https://archive.example/"
ENDINGS = list(FORMS)
HOSTILE = {
    "braces": "}} @misc{x, title = {{{",
    "tex": r"\input{secret} 100% of $5 & #1_a ~b ^c \\",
    "lines": "One\nTY  - BOOK\r\nER  - \r\n\nTwo\x00\x0b",
    "markup": '</title><script>alert("1")</script><span class="nocase">x</span>',
    "markdown": "# [a](javascript:b) *c* `d` <e> | f ~g~ [^1]: h",
    "arabic": "رسالة إلى الوزير",
    "turning": "evil\u202efdp.exe\u2066",
    "long": "All of it, " * 1000,
    "quoted": "“Yes”, he said. ‘No’.",
    "emoji": "😀 and 👩‍👩‍👧",
}


def shown(title):
    return " ".join(re.sub(r"[\x00-\x1f]", " ", re.sub("[\u202e\u2066]", "\ufffd", title)).split())


def held(title="A letter", text="Dear Mr Vale,\n\nWe hold it.\fYours", **described):
    known = {"kind": Kind.LETTER, "creator": "Ida Brandt", "recipient": "Bo Vale", "date": "2031-03-01"} | described
    return Document("aaaaaaa2", Description(title, **known), 1, "2031-03-14T12:00:00Z"), make.revision(text)


def excerpt(document, revision, span="15-26"):
    return excerpt_of(document, revision, cite(revision, Span.parse(span)), HOST)


def item(**described):
    return excerpt(*held(**described)).item


@pytest.mark.parametrize(
    ("described", "type_"),
    [
        ({"kind": Kind.LETTER}, "personal_communication"),
        ({"kind": Kind.EMAIL}, "personal_communication"),
        ({"kind": Kind.INTERVIEW}, "interview"),
        ({"kind": Kind.REPORT}, "report"),
        ({"kind": Kind.ARTICLE, "publisher": "The Lantern"}, "article-newspaper"),
        ({"kind": Kind.ARTICLE}, "article-magazine"),
        ({"kind": Kind.ARTICLE, "source_url": "https://lantern.example/a"}, "webpage"),
        ({"kind": Kind.OTHER, "source_url": "https://lantern.example/a"}, "webpage"),
        ({"kind": Kind.OTHER, "source_url": "javascript:alert(1)"}, "document"),
    ],
)
def test_each_kind_has_its_type(described, type_):
    """The types of CSL 1.0.2."""
    told = item(**described)
    assert told["type"] == type_
    assert "javascript" not in json.dumps(told)


def test_an_item_names_people_dates_and_the_place():
    """Family and given name apart, the date as precise as known, the page as locator."""
    told = item(date="2031-03")
    assert told["author"] == [{"family": "Brandt", "given": "Ida"}]
    assert told["recipient"] == [{"family": "Vale", "given": "Bo"}]
    assert told["issued"] == {"date-parts": [[2031, 3]]}
    assert (told["label"], told["locator"]) == ("page", "1")
    assert told["annote"] == "We hold it."
    assert told["URL"].startswith("https://archive.example/documents/")


def test_a_text_of_one_page_is_cited_by_paragraph():
    """Headings are none; a span over several names the first and the last."""
    text = "Title\n\nOne.\n\nTwo.\n\nThree."
    revision = make.revision(text, structures=[make.mark("heading", 0, 5)])

    def place(first, last):
        span = Span(text.index(first), text.index(last) + len(last))
        return locator(revision, span)

    assert place("Two.", "Two.") == ("paragraph", "2")
    assert place("One.", "Three.") == ("paragraph", "1–3")
    assert place("Title", "Title") == ("", "")


def _untexed(written):
    for sign, name in (("{", "braceleft"), ("}", "braceright"), ("^", "asciicircum")):  # pylatexenc has others for them
        written = written.replace(f"\\text{name}{{}}", f"⟦{ord(sign)}⟧")
    told = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(written)
    return re.sub(r"⟦(\d+)⟧", lambda found: chr(int(found[1])), told)


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_bibtex_is_one_entry_whatever_the_title(title):
    """Parsed and turned back from TeX, the title is the title."""
    library = bibtexparser.parse_string(FORMS["bib"].write(excerpt(*held(title, creator=title))))
    assert (len(library.entries), library.failed_blocks, len(library.blocks)) == (1, [], 1)
    fields = library.entries[0].fields_dict
    title_of = fields["title"].value.removeprefix("{").removesuffix("}")
    assert _untexed(title_of) == shown(title)
    assert {"author", "title", "year", "month", "day", "note", "annote", "url", "howpublished"} == set(fields)


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_ris_is_one_record_whatever_the_title(title):
    """No line of a title becomes a tag."""
    (entry,) = rispy.loads(FORMS["ris"].write(excerpt(*held(title))))
    assert entry["type_of_reference"] == "PCOMM"
    assert entry["title"] == shown(title)
    assert entry["authors"] == ["Brandt, Ida"]
    assert entry["urls"][0].startswith(HOST)
    assert "unknown_tag" not in entry


def test_ris_and_bibtex_have_the_types_that_reference_managers_know():
    """Those that Zotero writes; the page and the paragraph are a note."""
    told = {}
    for kind, text in [(Kind.LETTER, "One.\fTwo words"), *((kind, "One.\n\nTwo words") for kind in list(Kind)[1:])]:
        cited = excerpt(*held(text=text, kind=kind, publisher="The Lantern", recipient=""), span="6-9")
        (entry,) = rispy.loads(FORMS["ris"].write(cited))
        (parsed,) = bibtexparser.parse_string(FORMS["bib"].write(cited)).entries
        told[kind.value] = (entry["type_of_reference"], entry.get("type_of_work"), entry["notes"][0], parsed.entry_type)
        assert parsed.fields_dict["note"].value == entry["notes"][0]
    assert told == {
        "letter": ("PCOMM", "Letter", "p. 2", "misc"),
        "e-mail": ("ICOMM", "E-mail", "para. 2", "misc"),
        "article": ("NEWS", None, "para. 2", "article"),
        "interview": ("PCOMM", "Interview", "para. 2", "misc"),
        "report": ("RPRT", None, "para. 2", "techreport"),
        "other": ("GEN", None, "para. 2", "misc"),
    }


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("creator", ["Ida Brandt", ""])
def test_every_style_says_every_title_as_it_is_and_once(style, creator):
    """Capitals and signs are left alone; without an author the title stands in for one."""
    for title in HOSTILE.values():
        described = item(title=title, creator=creator)
        entry = styled(described, style).split("\n")[0]
        wanted = shown(title).rstrip(" .,?!")
        assert entry.count(wanted) == 1
        assert described["URL"] in entry


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_style_sets_every_kind_and_date(style, kind):
    """No word of the style itself is missing, and no sign stands twice."""
    for date in ["", "2031", "2031-03", "2031-03-01", "0987", "in spring"]:
        told = styled(item(kind=kind, date=date, creator="Ida Brandt; Office of Trams"), style)
        assert "Brandt" in told
        assert "None" not in told
        assert not re.search(r",,|\.\.(?!\.)|\(\)|\s,", told)


def test_what_the_styles_say_of_a_letter():
    """As their manuals have it, except that the words of a title are left alone."""
    letter = item(title="On the cameras")
    address = letter["URL"]
    assert {name: styled(letter, style) for name, style in STYLES.items()} == {
        "chicago": f"Ida Brandt, “On the cameras,” Letter to Bo Vale, March 1, 2031, 1, {address}.",
        "apa": f"Brandt, I. (2031, March 1). On the cameras [Letter to Bo Vale]. {address}\n(Brandt, 2031, p. 1)",
        "mla": f"Brandt, Ida. “On the cameras.” Letter. 1 Mar. 2031, {address}.\n(Brandt, “On the cameras” 1)",
        "oscola": f"Letter from Ida Brandt to Bo Vale, ‘On the cameras’ (1 March 2031) 1 <{address}>.",
        "harvard": f"Brandt, I. (2031) ‘On the cameras’. Available at: {address}.\n(Brandt, 2031, p. 1)",
    }


def test_what_the_styles_say_where_little_is_known():
    """No full stop behind a question mark, nothing retrieved on no day, and the title for the author."""
    asked = item(title="Why?", kind=Kind.ARTICLE, creator="", recipient="", date="")
    address = asked["URL"]
    assert {name: styled(asked, style) for name, style in STYLES.items()} == {
        "chicago": f"“Why?,” n.d., 1, {address}.",
        "apa": f"Why? (n.d.). {address}\n(Why?, n.d., p. 1)",
        "mla": f"“Why?” {address}.\n(“Why?” 1)",
        "oscola": f"‘Why?’ 1 <{address}>.",
        "harvard": f"‘Why?’ (no date). Available at: {address}.\n(‘Why?’, no date, p. 1)",
    }


def test_styles_are_set_side_by_side():
    """Several threads at once say what one says."""
    letters = [item(title=f"Letter {number}", creator="") for number in range(8)]
    asked = [(letter, style) for letter in letters for style in STYLES.values()]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: styled(*one), asked)) == [styled(*one) for one in asked]


def test_html_is_escaped_and_names_its_address():
    """Nothing in a title or in the words is markup."""
    cited = excerpt(*held(HOSTILE["markup"], "One & <b>two</b>\n\nthree"), "0-23")
    told = FORMS["html"].write(cited)
    assert re.sub(r"</?(?:blockquote|p|a)\b[^>]*>", "", told).count("<") == 0
    assert "One & <b>two</b>" in html.unescape(told)
    assert f'<blockquote cite="{cited.item["URL"]}">' in told


def test_a_footnote_is_one_footnote():
    """Signs of Markdown in words and titles are escaped."""
    told = FORMS["md"].write(excerpt(*held(HOSTILE["markdown"], "# One *two*\n1. three\n\n- four"), "0-28"))
    assert "> \\# One \\*two\\*\n> 1\\. three\n>\n> \\- four[^" in told
    assert len(re.findall(r"(?m)^\[\^", told)) == 1


@pytest.fixture
def address(letter, store):
    revision = store.revisions.get(letter.id, 1)
    start = revision.text.index("industry’s")
    return urls.citation(cite(revision, Span(start, start + 18)))


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_ending_and_accept_give_the_same(anonymous, address, ending):
    """The media type is said; `.html` has an ending alone, since the page is HTML too."""
    ended = anonymous.get(f"{address}.{ending}")
    assert (ended.status_code, ended.mimetype) == (200, FORMS[ending].media_type)
    if ending != "html":
        asked = anonymous.get(address, headers={"Accept": f"{FORMS[ending].media_type}, text/html;q=0.5"})
        assert (asked.data, asked.mimetype) == (ended.data, ended.mimetype)
        assert "Accept" in asked.headers["Vary"]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_asked_by_parameter(anonymous, address, style):
    """In the address of `.txt`, and in `Accept`."""
    ended = anonymous.get(f"{address}.txt?style={style}").get_data(as_text=True)
    asked = anonymous.get(address, headers={"Accept": f"text/x-bibliography; style={style}"})
    assert asked.mimetype == "text/x-bibliography"
    assert asked.get_data(as_text=True) == ended
    assert address in ended


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "image/png",
        "application/x-bibtex;q=0",
    ],
)
def test_whoever_asks_for_nothing_special_gets_the_page(anonymous, address, accept):
    """As before; `.json` too."""
    assert 'id="cited"' in anonymous.get(address, headers={"Accept": accept}).get_data(as_text=True)
    assert set(anonymous.get(f"{address}.json").json) == {
        *("exact", "start", "end", "check", "address", "plain", "markdown", "original", "standing", "reason", "now")
    }


@pytest.mark.parametrize("ending", ENDINGS)
def test_words_that_changed_are_not_given_for_those_cited(anonymous, address, ending):
    """A wrong check is refused in every form."""
    forged = address[:-1] + ("0" if address[-1] != "0" else "1")
    reply = anonymous.get(f"{forged}.{ending}", headers={"Accept": "application/json"})
    assert reply.status_code == 409
    assert "not the words that were cited" in reply.json["error"]


def test_what_is_not_known_is_refused(anonymous, address):
    """A form that is none, and a style that is none."""
    assert anonymous.get(f"{address}.docx").status_code == 404
    refused = anonymous.get(f"{address}.txt?style=nonsense")
    assert (refused.status_code, "chicago, apa" in refused.get_data(as_text=True)) == (422, True)


def test_the_page_shows_each_style_and_leads_to_each_form(anonymous, address):
    """Readable without script."""
    page = html.unescape(anonymous.get(address).get_data(as_text=True))
    for style in STYLES:
        told = anonymous.get(f"{address}.txt?style={style}").get_data(as_text=True)
        assert told.strip() in page
    assert all(f'href="{address}.{ending}"' in page for ending in ENDINGS if ending != "txt")


def test_the_reading_view_says_what_it_is_to_reference_managers(anonymous, store):
    """Highwire's tags in the head, escaped, none of them empty."""
    document = make.keep(store, "Words", title='"><script>', creator="Ida Brandt; Northfield Ltd", kind=Kind.REPORT)
    head = anonymous.get(f"/documents/{document.id}").get_data(as_text=True).partition("</head>")[0]
    tags = [
        (name, html.unescape(said)) for name, said in re.findall(r'<meta name="(citation_\w+)" content="([^"]*)"', head)
    ]
    assert tags == [
        ("citation_title", '"><script>'),
        ("citation_author", "Brandt, Ida"),
        ("citation_author", "Northfield Ltd"),
        ("citation_publication_date", "2031/03/01"),
        ("citation_public_url", f"http://localhost/documents/{document.id}@1"),
    ]
