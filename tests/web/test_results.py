"""The page of results: narrowed, ordered, shown, and honest about what was understood."""

import html
import re

import make
import pytest

from archive.documents import Kind
from archive.marking import Draft, annotate
from archive.selectors import describe
from archive.spans import Span


@pytest.fixture
def letters(store, room):
    """Four documents of three years and one without a date."""
    for number, date in enumerate(("2029-05-01", "2031", "2031-03", "")):
        kind = Kind.ARTICLE if number == 1 else Kind.LETTER
        text = f"Common words, and a Word of letter {number}.\n\nMore common words.\n\nLast ones."
        make.keep(store, text, title=f"Letter {number}", kind=kind, creator=f"Writer {number % 2}", date=date)
    room.catch_up()
    return store.documents.ids()


@pytest.fixture
def get(anonymous):
    """Return a function that opens a page, with its text and the addresses of its links by their words."""

    def opened(address, **query):
        answer = anonymous.get(address, query_string=query or None)
        assert answer.status_code == 200
        page = answer.get_data(as_text=True)
        links = re.findall(r'<a\b([^>]*)href="([^"]*)"([^>]*)>(.*?)</a>', page, re.S)
        found = {}
        for before, href, after, inner in links:
            label = re.search(r'aria-label="([^"]*)"', before + after)
            told = label[1] if label else " ".join(re.sub(r"<[^>]+>", "", inner).split())
            found.setdefault(html.unescape(told), html.unescape(href))
        return page, found

    return opened


def total(page):
    return int(re.search(r"<strong>(\d+) passage", page)[1])


def note(store, document, words, *tags):
    """Put a note with tags on words of a document."""
    text = store.revisions.text(document, 1)
    span = Span(text.index(words), text.index(words) + len(words))
    return annotate(store, make.actor("Bo"), Draft(document, 1, span, describe(text, span), "Hm.", tags))


@pytest.mark.parametrize(
    ("link", "narrowed", "chip"),
    [
        ("letter", 6, "kind: letter"),
        ("Writer 1", 4, "author: Writer 1"),
        ("2031: 4 passages", 4, "2031"),
        ("only in here: Letter 0", 2, "in: Letter 0"),
    ],
)
def test_a_link_narrows_and_a_chip_takes_it_off(get, letters, link, narrowed, chip):
    """There and back."""
    page, links = get("/search", q="common")
    assert total(page) == 8
    page, links = get(links[link])
    assert total(page) == narrowed
    off = next(href for told, href in links.items() if told.startswith(f"Take off {chip}"))
    assert total(get(off)[0]) == 8


def test_a_count_beside_a_link_is_what_the_link_finds(get, letters):
    """For every value of every facet and every bar."""
    page, _ = get("/search", q="common")
    told = re.findall(r'<li><a href="([^"]*)">[^<]*</a> <span class="tally">.*?</span>(\d+)<', page)
    told += re.findall(r'<th scope="row"><a href="([^"]*)">[^<]*</a></th><td>(\d+)</td>', page)
    assert len(told) == 6
    for href, count in told:
        assert total(get(html.unescape(href))[0]) == int(count)


@pytest.mark.parametrize("narrowed", [{"from": "2029-03"}, {"to": "2031-02"}, {"from": "2029-05-01", "to": "2031-03"}])
def test_a_bar_keeps_within_the_dates_asked_for(get, store, room, narrowed):
    """It never leads to more of its year than it counts."""
    for date in ("2029-01-02", "2029-05-01", "2031-02-11", "2031-03-04"):
        make.keep(store, f"Common words of {date}.", date=date)
    room.catch_up()
    page, _ = get("/search", q="common", **narrowed)
    told = re.findall(r'<th scope="row"><a href="([^"]*)">[^<]*</a></th><td>(\d+)</td>', page)
    assert len(told) == 2
    for href, count in told:
        assert total(get(html.unescape(href))[0]) == int(count)


def test_passages_without_a_date_are_named_apart(get, letters):
    """On no bar."""
    page, links = get("/search", q="common")
    assert "2 passages without a date" in page
    assert [label for label in links if label.endswith("passages") and ":" in label] == [
        "2029: 2 passages",
        "2031: 4 passages",
    ]


def test_marks_narrow_too(get, letters, store):
    """By tag, however it is spelt, and by having any note."""
    make.person(store, "Bo")
    note(store, letters[0], "Common words", "Quality Control")
    note(store, letters[1], "More common", "quality control", "other")
    note(store, letters[2], "Last ones", "other")
    _, links = get("/search", q="common")
    assert "Quality Control" in links or "quality control" in links
    for label, count in (("other", 1), ("with annotations", 2)):
        assert total(get(links[label])[0]) == count
    assert total(get("/search", q="common", tag="QUALITY control")[0]) == 2
    assert "Take off with annotations" in get("/search", q="common", has="annotation")[1]


def test_one_by_one_each_passage_stands_with_its_document(get, letters):
    """And by document each document stands once."""
    for view, headings in (("grouped", 4), ("flat", 8)):
        page, links = get("/search", q="common", view=view)
        assert page.count("<h2><a href=") == headings
        assert page.count('class="hitline"') == 8
    assert "view=flat" not in links["by document"]


@pytest.mark.parametrize(("order", "first"), [("date", "Letter 2"), ("added", "Letter 0")])
def test_order_is_kept_by_the_page_and_its_links(get, letters, order, first):
    """Through narrowing."""
    page, links = get("/search", q="common", order=order)
    assert re.search(r'<h2><a href="[^"]*">([^<]*)', page)[1] == first
    assert f"order={order}" in links["letter"]


def test_the_query_itself_may_say_the_order(get, letters):
    """And the page shows that it does."""
    page, _ = get("/search", q="common sort:date")
    assert '<option value="date" selected>' in page
    assert re.search(r'<h2><a href="[^"]*">([^<]*)', page)[1] == "Letter 2"


def test_the_wrong_stretch_of_a_query_is_marked(get, letters):
    """As typed, beside what is wrong with it."""
    page, _ = get("/search", q="common colour:<red>")
    assert '<mark class="wrong">colour:&lt;red&gt;</mark>' in page
    assert "There is no field" in page


@pytest.mark.parametrize("narrowed", [{"q": "in:abcdefgh common"}, {"q": "common", "in": "abcdefgh"}])
def test_a_document_that_is_not_there_is_named(get, anonymous, letters, narrowed):
    """Its id may be mistyped; nothing at all is found in it."""
    page, _ = get("/search", **narrowed)
    assert (total(page), "There is no document abcdefgh in this archive" in page) == (0, True)
    assert anonymous.get("/search.json", query_string=narrowed).json["ignored"]
    assert "There is no document" not in get("/search", q=f"in:{letters[0]} common")[0]


def test_exactly_as_typed_tells_capitals_apart(get, letters):
    """In the list, in the exports, and in the text that a hit opens."""
    assert total(get("/search", q="word", exact="")[0]) == 4
    assert total(get("/search", q="word", exact="1")[0]) == 0
    page, links = get("/search", q="Word", exact="1")
    assert total(page) == 4
    href = next(href for href in links.values() if "#hit-" in href)
    opened, _ = get(href)
    assert re.findall(r'<mark class="hit"[^>]*>([^<]*)', opened) == ["Word"]


def test_a_misspelt_word_leads_to_the_word_that_was_meant(get, letters):
    """The rest of the query stays."""
    page, links = get("/search", q='commmon "words"')
    assert "stands nowhere in this archive" in page
    assert total(get(links["common"])[0]) == 8


def test_a_hit_gives_its_passage_with_its_neighbours(anonymous, store, letters):
    """Sign for sign, with the words marked in all three."""
    page = anonymous.get("/search?q=more+OR+ones").get_data(as_text=True)
    wholes = [html.unescape(found) for found in re.findall(r'data-whole="([^"]*)"', page)]
    wire = anonymous.get(next(found for found in wholes if "/1.json" in found)).json
    told = ["".join(part["text"] for part in wire[name]) for name in ("before", "passage", "after")]
    assert "".join(told) == store.revisions.text(wire["document"], wire["revision"])
    assert told[1].startswith("More common words.")
    hits = [part["text"] for name in ("before", "passage", "after") for part in wire[name] if part["hit"]]
    assert hits == ["More", "ones"]


@pytest.mark.parametrize("number", ["0", "2", "999999"])
def test_a_passage_at_the_edge_has_one_neighbour_and_one_past_it_is_not_here(anonymous, letters, number):
    """The first, the last, and none."""
    answer = anonymous.get(f"/documents/{letters[0]}@1/passages/{number}.json?q=common")
    if number == "999999":
        assert answer.status_code == 404
    else:
        assert [bool(answer.json[name]) for name in ("before", "after")] == [number == "2", number == "0"]


def test_a_hit_leads_to_passages_like_it(get, letters):
    """Others, not itself."""
    _, links = get("/search", q='"more common"')
    page, _ = get(next(href for told, href in links.items() if told.startswith("more like this")))
    assert "Passages like this" in page
    assert page.count('class="hitline"') > 0


def test_a_document_can_be_searched_from_its_reading_view(get, letters):
    """The box leads back to the same text, with the words marked."""
    page, _ = get(f"/documents/{letters[0]}")
    action = re.search(r'<form class="within" action="([^"]*)"', page)[1]
    opened, _ = get(action, q="common")
    assert re.search(r"hit <span[^>]*>1</span> of 2", opened)


def test_a_signed_in_reader_can_save_what_narrows_too(ada, letters):
    """The form holds the whole search."""
    page = ada.get("/search?q=common&kind=letter&from=2031&exact=1").get_data(as_text=True)
    form = page.partition('action="/searches"')[2].partition("</form>")[0]
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert {name: kept[name] for name in kept if name != "csrf"} == {
        "q": "common",
        "kind": "letter",
        "from": "2031",
        "exact": "1",
    }


def test_more_facets_and_marks_are_not_more_questions_to_the_database(anonymous, letters, store, questions):
    """Two notes or twenty."""
    make.person(store, "Bo")
    note(store, letters[0], "Common words", "x")
    few = questions(lambda: anonymous.get("/search?q=common"))
    for number in range(20):
        note(store, letters[number % 4], "Common", f"tag {number}")
    assert questions(lambda: anonymous.get("/search?q=common")) == few


@pytest.mark.parametrize(
    ("dates", "remark", "found"),
    [
        ({"from": "2031-13"}, "“2031-13” is not a date", 8),
        ({"to": "2031-02-30"}, "“2031-02-30” is not a date", 8),
        ({"from": "2032", "to": "2031"}, "the dates ran backwards and were read as 2031 to 2032", 4),
        ({"from": "2031-03", "to": "2031"}, "", 2),
    ],
)
def test_dates_that_cannot_be_meant_are_said(anonymous, letters, dates, remark, found):
    """And never make an answer empty in silence."""
    told = anonymous.get("/search.json", query_string={"q": "common", **dates}).json
    assert (told["total"], remark in "".join(told["ignored"])) == (found, True)


HOSTILE = ("\x00", "9" * 400, "-1", "((((", "[TO]", "a" * 5000, "../..", "='1", "<b>", "é" * 300, "%00", "١")
NAMES = ("q", "kind", "author", "recipient", "from", "to", "tag", "has", "in", "exact", "order", "view", "page", "all")


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("form", ["", ".json", ".csv", ".atom"])
def test_no_parameter_is_a_fault(anonymous, letters, form, value):
    """Whatever stands in it, alone or with all others."""
    for asked in [dict.fromkeys(NAMES, value), *({"q": "common", name: value} for name in NAMES if not form)]:
        assert anonymous.get(f"/search{form}", query_string=asked).status_code == 200, asked


@pytest.mark.parametrize("number", ["9" * 30, "0" * 30, "99999999"])
@pytest.mark.parametrize("ending", [".json", "/like"])
def test_a_number_of_a_passage_may_be_any(anonymous, letters, number, ending):
    """A passage, or a page that says there is none."""
    answer = anonymous.get(f"/documents/{letters[0]}@1/passages/{number}{ending}")
    assert answer.status_code == (404 if int(number) else 200)


@pytest.mark.parametrize(("query", "offered"), [("Common words [...] of letter 1", True), ("common words", False)])
def test_a_quotation_as_it_was_printed_can_be_traced(get, letters, query, offered):
    """The offer carries the words to the page that traces them."""
    _page, links = get("/search", q=query)
    assert ("Trace it to its source" in links) is offered
    traced, _links = get(links["As a printed quotation"])
    assert html.escape(query) in traced
