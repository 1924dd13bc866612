"""Provenance and relations on a document's page."""

from dataclasses import replace

import make
import pytest

from archive.access import Role
from archive.documents import Kind, Page, PageState
from archive.identifiers import Identifier, Scheme
from archive.spans import Span


def page(client, document):
    return client.get(f"/documents/{document.id}@1").get_data(as_text=True)


@pytest.fixture
def arrived(store, letter):
    """The letter came twice: from a folder and through the browser."""
    first = make.arrive(store, "letter.txt", document=letter.id, agent="verbatim ingest")
    store.accessions.replace(replace(first, source="file:///srv/private/letter.txt"))
    return first, make.arrive(store, "again.txt", document=letter.id, agent="Bo", failed="")


def test_each_arrival_is_told_with_its_events(anonymous, letter, arrived):
    """Two records of the same letter."""
    told = page(anonymous, letter)
    assert told.count('class="arrival"') == 2
    assert told.count("<strong>Received and kept</strong>") == 2
    assert (told.count("Brought by verbatim ingest"), told.count("Brought by a person")) == (1, 1)
    assert f"/documents/{letter.id}@1.premis" in told


def test_records_and_places_on_disk_are_for_those_who_take_files_in(anonymous, sign_in, letter, arrived):
    """Everybody sees that it came from a folder, not which."""
    told, more = page(anonymous, letter), page(sign_in("Root", Role.REVIEWER), letter)
    link = f'href="/accessions/{arrived[0].id}"'
    assert (link in told, "/srv/private" in told) == (False, False)
    assert (link in more, "/srv/private" in more) == (True, True)
    assert "/srv/private" not in anonymous.get(f"/documents/{letter.id}@1.premis").get_data(as_text=True)


def test_pages_read_in_different_ways_are_told_those_alike_together(anonymous, store, room):
    """How, by what, why, how sure, what is doubtful."""
    scanned = {"state": PageState.RECOGNISED, "reader": "tesseract", "confidence": 81}
    pages = (
        Page(1, "i", Span(0, 1)),
        Page(2, "ii", Span(2, 3)),
        Page(3, "1", Span(4, 5), why="a picture", doubts=("7 words are uncertain",), **scanned),
    )
    told = page(anonymous, make.keep(store, "a\fb\fc", pages=pages))
    assert "<td>i–ii</td><td>text of the file</td>" in told
    row = "<td>1</td><td>recognised from a picture</td><td>tesseract</td><td>81 %</td>"
    assert f"{row}<td>a picture; 7 words are uncertain</td>" in told


def test_pages_read_as_usual_need_no_table(anonymous, letter):
    """The page stays quiet."""
    assert "How the pages were read" not in page(anonymous, letter)


def test_a_mail_shows_its_thread_and_what_came_with_it(anonymous, store, room):
    """In the order of time, each linked, this one marked."""
    mails = [make.keep(store, text, title=text, kind=Kind.EMAIL) for text in ("The question", "The answer")]
    store.identifiers.replace(mails[0].id, [Identifier(Scheme.MESSAGE, "1")])
    store.identifiers.replace(mails[1].id, [Identifier(Scheme.MESSAGE, "2"), Identifier(Scheme.REPLY, "1")])
    carrier = make.arrive(store, "answer.eml", document=mails[1].id)
    make.arrive(store, "photo.png", parent=carrier.id)
    told = page(anonymous, mails[1])
    assert "One of 2 mails in a thread · 1 file inside" in told
    assert f'href="/documents/{mails[0].id}-the-question">The question</a>' in told
    assert "answered by this one" in told
    assert '<strong>The answer</strong> <span class="quiet">(this one)</span>' in told
    assert "photo.png" in told


def test_only_web_addresses_are_linked(anonymous, store, room):
    """What a page says of itself may be anything."""
    article = make.keep(store, "Article")
    named = ("https://lantern.example/boots", "javascript:alert(1)")
    store.identifiers.replace(article.id, [Identifier(Scheme.WEB, value) for value in named])
    told = page(anonymous, article)
    assert '<a href="https://lantern.example/boots" rel="noreferrer nofollow">' in told
    assert "javascript:alert" not in told


def test_a_letter_alone_shows_nothing(anonymous, letter):
    """No empty headings."""
    assert 'class="related"' not in page(anonymous, letter)
