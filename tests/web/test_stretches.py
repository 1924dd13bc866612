"""Very many notes: the page shows some of them, says so, and leads to the others."""

import html
import re

import make
import make_traces
import pytest

from archive.annotations import Annotation, Motivation
from archive.selectors import describe
from archive.spans import Span
from archive.verdicts import Verdict
from web import stretches

TEXT = " ".join(f"w{number:03}" for number in range(40))


@pytest.fixture
def few(monkeypatch):
    """Three cards a page; up to twenty passages are all marked."""
    monkeypatch.setattr(stretches, "CARDS", 3)
    monkeypatch.setattr(stretches, "MARKS", 20)


def note(store, document, start, tags=()):
    span = Span(start, start + 4)
    now = store.clock.now()
    quote, why = describe(TEXT, span), Motivation.HIGHLIGHTING
    made = Annotation(store.clock.new_id(), document, 1, span, quote, why, "", "ada", "Ada", now, now, 1, tags)
    store.annotations.add(made)
    return made


@pytest.fixture
def marked(store):
    """A document with seven notes, one after another."""
    make.person(store, "Ada")
    document = make.keep(store, TEXT)
    return document, [note(store, document.id, 5 * number) for number in range(7)]


def cards(page):
    return re.findall(r'<section class="note-card" id="note-(\w+)"', page)


def marks(page):
    return re.findall(r'id="mark-(\w+)"', page)


def link(page, rel):
    return html.unescape(re.search(rf'<a rel="{rel}" href="([^"]*)"', page[page.index('class="stretch"') :])[1])


def test_a_page_says_which_notes_it_shows(few, anonymous, marked):
    """The first three, of seven; all are marked in the text."""
    document, notes = marked
    page = anonymous.get(f"/documents/{document.id}").text
    assert cards(page) == [each.id for each in notes[:3]]
    assert marks(page) == [each.id for each in notes]
    assert "Notes 1–3 of 7 stand here." in page


def test_the_links_lead_through_all_notes_and_back(few, anonymous, marked):
    """Each note has its card once on the way."""
    document, notes = marked
    page = anonymous.get(f"/documents/{document.id}").text
    seen = cards(page)
    while 'rel="next"' in page[page.index('class="stretch"') :]:
        page = anonymous.get(link(page, "next")).text
        seen += cards(page)
    assert seen == [each.id for each in notes]
    assert cards(anonymous.get(link(page, "prev")).text) == [each.id for each in notes[3:6]]


def test_beyond_the_limit_only_the_notes_shown_are_marked(few, anonymous, marked, store):
    """And the page says so."""
    document, _ = marked
    for number in range(14):
        note(store, document.id, 5 * number + 50)
    page = anonymous.get(f"/documents/{document.id}").text
    assert marks(page) == cards(page)
    assert "Notes 1–3 of 21 stand here; only their passages are marked in the text." in page


def test_the_address_of_a_note_shows_its_card(few, anonymous, marked):
    """Wherever it stands."""
    _, notes = marked
    place = anonymous.get(f"/annotations/{notes[5].id}", headers={"Accept": "text/html"}).headers["Location"]
    assert notes[5].id in cards(anonymous.get(place).text)


def test_a_cited_passage_shows_the_notes_about_it(few, anonymous, marked):
    """The sixth note lies on it."""
    document, notes = marked
    assert notes[5].id in cards(anonymous.get(f"/documents/{document.id}@1?at=25-29").text)


def test_a_choice_is_kept_from_stretch_to_stretch(few, anonymous, marked, store):
    """Only the notes with the tag, on all pages."""
    document, _ = marked
    tagged = [note(store, document.id, 5 * number + 50, tags=("quality",)).id for number in range(5)]
    page = anonymous.get(f"/documents/{document.id}?tag=quality").text
    assert cards(page) + cards(anonymous.get(link(page, "next")).text) == tagged


def test_few_notes_need_no_stretches(anonymous, marked):
    """Seven stand on one page, and nothing is said of more."""
    document, notes = marked
    page = anonymous.get(f"/documents/{document.id}").text
    assert (cards(page), 'class="stretch"' in page) == ([each.id for each in notes], False)


@pytest.fixture
def quoting(store):
    """A letter and an article that quotes it eight times, every other time wrongly."""
    letter, article = make_traces.many(store, 2)
    spans = [Span(40 * number, 40 * number + 20) for number in range(8)]
    given = [(span, letter, span) for span in spans]
    make_traces.quote(store, article, *given)
    wrong = [make_traces.trace(number, letter, spans[number], verdict=Verdict.MISQUOTED) for number in range(0, 8, 2)]
    store.traces.replace(article.id, 1, wrong, {})
    return letter, article


def walked(client, address):
    """Return the numbers of the cards, and the text, of a page and of all pages that follow it."""
    cards, text, told = [], "", ""
    while address:
        told = client.get(address).get_data(as_text=True)
        cards.append(re.findall(r'id="card-(\d+)"', told))
        text += re.sub("<[^>]+>", "", re.search(r"<article.*?</article>", told, re.S)[0])
        address = html.unescape((re.search(r'rel="next" href="([^"]+)"', told) or [0, ""])[1])
    return cards, text, told


@pytest.mark.usefixtures("few")
def test_all_quotations_of_a_long_ledger_are_reached_by_stretches(anonymous, quoting):
    """The page says which of how many it has; counts and exports are of all; narrowed too, and near a quotation."""
    letter, article = quoting
    cards, _, last = walked(anonymous, f"/documents/{article.id}/quotations")
    assert cards == [["0", "1", "2"], ["3", "4", "5"], ["6", "7"]]
    assert "Quotations 7–8 of 8 stand here" in last
    assert "8 quotations: 4 exact, 4 misquoted." in last
    assert walked(anonymous, f"/documents/{article.id}/quotations?show=misquoted")[0] == [["0", "2", "4"], ["6"]]
    assert walked(anonymous, f"/documents/{article.id}/quotations?near=7")[0] == [["6", "7"]]
    assert len(anonymous.get(f"/documents/{article.id}/quotations.json").get_json()["quotations"]) == 8
    assert walked(anonymous, f"/documents/{letter.id}/quoted")[0] == [["0", "1", "2"], ["3", "4", "5"], ["6", "7"]]


@pytest.mark.usefixtures("few")
def test_the_stretches_of_a_long_ledger_hold_the_whole_text(anonymous, store):
    """Each has the paragraphs about its quotations, the first also what comes before, the last what comes after."""
    text = "First.\n\n" + "\n\n".join(f"It wrote “the words of part {number}”." for number in range(7)) + "\n\nLast."
    article = make.keep(store, text)
    found = [Span(each.start() + 1, each.end() - 1) for each in re.finditer("“[^”]+”", text)]
    make_traces.quote(store, article, *((span,) for span in found))
    cards, told, _ = walked(anonymous, f"/documents/{article.id}/quotations")
    assert len(cards) == 3
    parts = dict.fromkeys(re.findall(r"First|part \d|Last", told))
    assert list(parts) == ["First", *(f"part {number}" for number in range(7)), "Last"]
