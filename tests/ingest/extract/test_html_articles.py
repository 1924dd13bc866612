"""Web pages: every word of the article and its marks, what the page says of itself, and where it says it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.documents import StructureKind
from archive.identifiers import Identifier, Scheme
from ingest.extract import addresses, markup
from ingest.extract.extraction import Options
from ingest.extract.html import extractor as html
from ingest.extract.html import linked
from ingest.results import Status

DOCUMENTS = Path(__file__).parents[3] / "documents"
LONG = "The ferry was late again, and the people on the quay, who had waited since noon, began to talk."
BODY = (
    "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><main><article><h1>The late ferry</h1>"
    f"<p>{LONG}</p><p>{LONG}</p><h2>Noon</h2><ul><li>Bread</li><li>Salt</li></ul>"
    "<blockquote><p>Nobody has <em>ever</em> told us why [emphasis added].</p></blockquote>"
    + f"<p>{LONG} She <strong>said</strong> <a href='../log?x=1'>the log</a> was lost.</p>" * 4
    + "<p>UPDATE: The ferry came.</p></article><aside><p>Subscribe to our letter, dear reader.</p></aside></main>"
)


def _read(folder, head="", body=BODY):
    file = folder / "page.html"
    file.write_text(f"<!doctype html><html><head><title>Page</title>{head}</head><body>{body}</body></html>")
    return html.extract(file, Options())


def _marked(page, kind):
    return [page.text[mark.start : mark.end] for mark in page.structures if mark.kind is kind]


def test_no_word_of_the_article_is_lost_and_none_is_added(tmp_path):
    """A repeated paragraph, short list items and a short heading stand; menu and advertising do not."""
    text = _read(tmp_path).pages[0].text
    assert text.startswith("The late ferry\n\nThe ferry was late")
    assert text.count(LONG) == 6
    assert "\n\nNoon\n\nBread\nSalt\n\nNobody has ever told us why [emphasis added]." in text
    assert text.endswith("UPDATE: The ferry came.")
    assert "Home" not in text
    assert "Subscribe" not in text


def test_the_marks_of_the_page_are_kept(tmp_path):
    """Emphasis, block quotations, headings with their level, links with their whole address."""
    page = _read(tmp_path, "<link rel=canonical href='https://example.org/a/b/ferry'>").pages[0]
    assert _marked(page, StructureKind.EMPHASIS) == ["ever"]
    assert _marked(page, StructureKind.STRONG) == ["said"] * 4
    assert _marked(page, StructureKind.BLOCKQUOTE) == ["Nobody has ever told us why [emphasis added]."]
    details = {mark.detail for mark in page.structures if mark.kind is StructureKind.LINK}
    assert details == {"https://example.org/a/log?x=1"}
    assert [mark.detail for mark in page.structures if mark.kind is StructureKind.HEADING] == ["1", "2"]


def test_an_anchor_without_an_address_is_no_link():
    """A name to jump to, or an empty address, leads nowhere, whatever address the page has."""
    root = markup.parse("<p><a name='top'>Words</a> and <a href=''>more</a>, <a href='/x'>and a link</a></p>")
    page = markup.running_text(root, markup.web("https://example.org/a"))
    assert _marked(page, StructureKind.LINK) == ["and a link"]


@pytest.mark.parametrize("file", sorted(DOCUMENTS.glob("*.html")), ids=lambda file: file.stem)
def test_the_sample_articles_are_whole(file):
    """The text of each sample article is that of its article element, word for word, and so are its marks."""
    root = markup.parse(file.read_text(encoding="utf-8"))
    whole = markup.running_text(root.find(".//article"))
    page = html.extract(file, Options()).pages[0]
    assert page.text == whole.text
    for kind in (StructureKind.EMPHASIS, StructureKind.STRONG, StructureKind.BLOCKQUOTE, StructureKind.HEADING):
        assert _marked(page, kind) == _marked(whole, kind)


def test_a_fold_is_kept_and_said(tmp_path):
    """Words that the page hides may belong to the article: they are kept, with a note."""
    folded = BODY.replace("<p>UPDATE", "<div style='display: none'><p>" + LONG + " He left.</p></div><p>UPDATE")
    found = _read(tmp_path, body=folded)
    assert ("He left." in found.pages[0].text) == any("hidden" in note for note in found.notes)


def test_cells_are_parted():
    """Two cells of a table without blanks between them are two words."""
    root = markup.parse("<table><tr><td>One</td><td>Two</td></tr></table>")
    assert markup.running_text(root).text == "One Two"


@pytest.mark.parametrize(
    ("head", "field", "value", "basis"),
    [
        (
            "<meta name=author content='Ann Ash'><meta name=author content='Bo'>",
            "creator",
            "Ann Ash; Bo",
            "meta author",
        ),
        ("<meta name=author content='https://example.org/ann'>", "creator", None, None),
        ("<meta property=article:published_time content=2031-04-22T06:30Z>", "date", "2031-04-22", None),
        ("<meta name=citation_date content=2031/04/22>", "date", "2031-04-22", "meta citation_date"),
        ("<meta property=og:site_name content='The Lantern'>", "publisher", "The Lantern", "meta og:site_name"),
        ("<meta property=og:url content=https://example.org/x>", "source_url", "https://example.org/x", "meta og:url"),
        ("<link rel=canonical href='javascript:x'>", "source_url", None, None),
        ("<meta property=og:locale content=en_GB>", "language", "en-GB", "meta og:locale"),
        ("<meta property=og:title content='Late ferry'>", "title", "Late ferry", "meta og:title"),
    ],
)
def test_the_page_says_and_we_say_where(tmp_path, head, field, value, basis):
    """Each hint names the element it stood in; what is no name, date or address is left out."""
    found = _read(tmp_path, head)
    assert found.hints.get(field) == value
    assert basis is None or found.bases[field] == basis


def test_json_ld_speaks_where_elements_are_silent(tmp_path):
    """Headline, authors, dates and publisher are found inside a graph."""
    news = {
        "@type": ["NewsArticle"],
        "headline": "A ferry",
        "author": [{"name": "Ann Ash"}, {"name": "Bo Birk"}],
        "datePublished": "2031-04-22T01:00Z",
        "dateModified": "2031-04-23",
        "publisher": {"@type": "Organization", "name": "The Lantern"},
    }
    told = json.dumps({"@graph": [{"@type": "WebSite", "name": "no"}, news]})
    found = _read(tmp_path, f"<script type='application/ld+json'>{told}</script>")
    assert (found.hints["title"], found.hints["creator"]) == ("A ferry", "Ann Ash; Bo Birk")
    assert (found.hints["date"], found.bases["date"]) == ("2031-04-22", "JSON-LD datePublished")
    assert (found.hints["publisher"], found.properties["modified"]) == ("The Lantern", "2031-04-23")


@pytest.mark.parametrize("told", ["[" * 5000, '{"a":' * 5000, "[" + "[]," * 90_000 + "[]]", "{", "null", '"x"'])
def test_hostile_json_ld_says_nothing(told):
    """Too deep, too large or broken JSON is passed over."""
    root = markup.parse(f"<html><head><script type='application/ld+json'>{told}</script></head><body>x</body></html>")
    assert linked.linked_data(root) == linked.Linked()


def test_broken_json_ld_still_gives_its_plain_fields():
    """A missing comma does not hide the date of publication."""
    told = '{"@type": "BreadcrumbList"} {"@type": "NewsArticle" "datePublished": "2031-04-22"'
    root = markup.parse(f"<html><head><script type='application/ld+json'>{told}</script></head><body>x</body></html>")
    assert linked.linked_data(root).published == "2031-04-22"


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://Example.org:443/a?utm_source=x&id=7&fbclid=2#top", "https://example.org/a?id=7"),
        ("http://example.org/a", "http://example.org/a"),
        ("https://example.org/?p=12", "https://example.org/?p=12"),
        ("https://example.org/", ""),
        ("ftp://example.org/a", ""),
        ("https://[broken", ""),
        ("https://example.org/a b", ""),
    ],
)
def test_addresses_are_made_comparable(address, plain):
    """Fragment and tracking go; a site's own address is none of a page."""
    assert addresses.plain(address) == plain


def test_a_changed_copy_is_a_new_revision(take_in):
    """The second copy of a page, saved under another name with a tracked address, revises the first."""
    page = "<html><head><link rel=canonical href='https://example.org/ferry{}'></head><body>{}</body></html>"
    first = take_in("a.html", page.format("", BODY).encode())
    second = take_in("b.html", page.format("?utm_source=x#top", BODY.replace("came", "sank")).encode())
    assert (first.status, second.status) == (Status.STORED, Status.REVISION)
    assert second.document == first.document


def test_the_canonical_address_is_an_identifier(tmp_path):
    """It names the page among others."""
    found = _read(tmp_path, "<link rel=canonical href='https://example.org/ferry#x'>")
    assert found.identifiers == (Identifier(Scheme.WEB, "https://example.org/ferry"),)


def test_a_page_of_too_many_elements_is_kept_whole(tmp_path):
    """No article is looked for in it; a note says so, and no word is lost."""
    found = _read(tmp_path, body="<p>word</p>" * (html.ELEMENTS_LIMIT + 1))
    assert found.pages[0].text.count("word") == html.ELEMENTS_LIMIT + 1
    assert "all visible text" in found.notes[0]
