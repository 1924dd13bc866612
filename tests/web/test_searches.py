"""Saved searches and feeds over HTTP."""

import re

import make
import pytest
from lxml import etree

from archive.access import Role

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def keep(ada):
    """Return a function that keeps a search and returns its address."""

    def kept(query="words", name="Mine", client=ada, **filters):
        sent = client.post("/searches", data={"csrf": client.csrf, "q": query, "name": name, **filters})
        assert sent.status_code == 303
        page = client.get("/searches").get_data(as_text=True)
        return re.findall(r'href="(/searches/[a-z0-9]{8})\.atom"', page)[-1]

    return kept


@pytest.fixture
def letters(store, room, moment):
    """Three letters, the last one added half an hour after the others."""
    for title in ("One & two", "Second"):
        make.keep(store, "Words <of> a letter.\n\nMore words.", title=title)
    moment.advance(30)
    make.keep(store, "Late words\x01.", title="Late", date="1999")
    room.catch_up()


def parsed(response):
    assert response.content_type.startswith("application/atom+xml")
    return etree.fromstring(response.data)


def texts(root, path):
    return [str(found) for found in root.xpath(path, namespaces=ATOM)]


def test_a_kept_search_is_listed_and_asked_again(ada, letter, keep):
    """With what narrowed it."""
    address = keep('"isn’t approved"', kind="letter", **{"from": "2031"})
    page = ada.get("/searches").get_data(as_text=True)
    assert all(told in page for told in ("Mine", "isn’t approved", "kind: letter", "from 2031"))
    answer = ada.get(address, follow_redirects=True)
    assert (answer.request.args["kind"], "1 passage<" in answer.get_data(as_text=True)) == ("letter", True)


def test_it_is_renamed_and_removed(ada, keep):
    """By forms, without script."""
    address = keep()
    assert ada.post(f"{address}/name", data={"csrf": ada.csrf, "name": "Yours"}).status_code == 303
    assert "Yours" in ada.get("/searches").get_data(as_text=True)
    assert ada.post(f"{address}/name", data={"csrf": ada.csrf, "name": " "}).status_code == 422
    assert ada.post(f"{address}/remove", data={"csrf": ada.csrf}).status_code == 303
    assert ada.get(f"{address}.atom").status_code == 404


def test_nothing_to_ask_cannot_be_kept(ada):
    """And the page says why."""
    refused = ada.post("/searches", data={"csrf": ada.csrf, "q": " "})
    assert (refused.status_code, "no words" in refused.get_data(as_text=True)) == (422, True)


def test_a_search_is_its_owners_and_the_anonymous_keep_none(anonymous, sign_in, keep):
    """Its answer and its feed can be read by whoever has the address."""
    address, other = keep(), sign_in("Bo", Role.READER)
    assert address not in other.get("/searches").get_data(as_text=True)
    assert other.post(f"{address}/remove", data={"csrf": other.csrf}).status_code == 403
    assert anonymous.get("/searches").status_code == 403
    assert anonymous.post("/searches", data={"q": "x"}).status_code == 403
    assert anonymous.get(f"{address}.atom").status_code == 200


def test_a_reader_may_keep_searches(sign_in, keep):
    """It needs a name, no more."""
    assert keep(client=sign_in("Bo", Role.READER))


@pytest.mark.parametrize("saved", [True, False])
def test_a_feed_has_what_atom_asks_for(anonymous, keep, letters, saved):
    """Ids, titles, moments, authors and links, each once where it must be."""
    root = parsed(anonymous.get(f"{keep()}.atom" if saved else "/search.atom?q=words"))
    for element in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            (text,) = texts(element, f"a:{name}/text()")
            assert text
        assert all(re.fullmatch(r"[\d-]{10}T[\d:]{8}Z", at) for at in texts(element, "a:updated/text()"))
        assert len(element.xpath("a:link[@rel='alternate']", namespaces=ATOM)) == 1
    assert texts(root, "a:author/a:name/text()") == ["Verbatim"]
    assert len(texts(root, "a:link[@rel='self']/@href")) == 1


def test_what_was_added_last_stands_first(anonymous, letters):
    """Whatever its own date and rank."""
    root = parsed(anonymous.get("/search.atom?q=words"))
    assert texts(root, "a:entry/a:title/text()")[0] == "Late"
    assert texts(root, "a:updated/text()") == texts(root, "a:entry/a:updated/text()")[:1] == ["2031-03-14T12:30:00Z"]


def test_an_entry_leads_to_its_words(anonymous, letters):
    """And shows them, as text."""
    root = parsed(anonymous.get("/search.atom?q=letter"))
    url, _, fragment = texts(root, "a:entry/a:link/@href")[0].partition("#")
    assert f'id="{fragment}"' in anonymous.get(url).get_data(as_text=True)
    assert "Words &lt;of&gt; a <b>letter</b>." in texts(root, "a:entry/a:content/text()")[0]


def test_ids_stay_when_something_is_added(anonymous, letters, store, room):
    """The new one has its own."""
    before = texts(parsed(anonymous.get("/search.atom?q=words")), "//a:id/text()")
    make.keep(store, "New words.")
    room.catch_up()
    after = texts(parsed(anonymous.get("/search.atom?q=words")), "//a:id/text()")
    assert set(before) < set(after)
    assert len(set(after)) == len(after) == len(before) + 1


def test_a_reader_that_comes_again_is_told_when_nothing_is_new(anonymous, letters, store, room):
    """304 until something is added."""
    tag = anonymous.get("/search.atom?q=words").headers["ETag"]
    again = anonymous.get("/search.atom?q=words", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    make.keep(store, "New words.")
    room.catch_up()
    assert anonymous.get("/search.atom?q=words", headers={"If-None-Match": tag}).status_code == 200
    assert anonymous.get("/search.atom?q=words").headers["Last-Modified"].endswith("GMT")


@pytest.mark.parametrize("query", ["", "nothing-here", "\x00\x01", "((((", "]]>&<"])
def test_a_feed_without_entries_is_a_feed(anonymous, letters, query):
    """Whatever was typed."""
    root = parsed(anonymous.get("/search.atom", query_string={"q": query}))
    assert (len(texts(root, "a:entry")), len(texts(root, "a:id"))) == (0, 1)
