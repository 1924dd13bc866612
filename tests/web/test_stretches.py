"""Very many notes: the page shows some of them, says so, and leads to the others."""

import html
import re

import make
import pytest

from archive.annotations import Annotation, Motivation
from archive.selectors import describe
from archive.spans import Span
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
