"""Makers: small values for tests, with a fixed clock and counted ids."""

from __future__ import annotations

import datetime
import hashlib
import html
import itertools
import re
import resource
from contextlib import contextmanager
from dataclasses import replace

import sqlalchemy as sa

from archive.access import Actor, Role
from archive.clock import ALPHABET, Clock
from archive.documents import (
    Description,
    Document,
    Frozen,
    Kind,
    Page,
    Passage,
    Revision,
    Structure,
    StructureKind,
    digest,
)
from archive.marking import Draft, annotate
from archive.provenance import Accession, Event, Outcome
from archive.selectors import describe
from archive.spans import Span

NOON = datetime.datetime(2031, 3, 14, 12, 0, 0, tzinfo=datetime.UTC)


class Moment:
    """A time that stands still until told to move."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now

    def advance(self, minutes):
        self.now += datetime.timedelta(minutes=minutes)


def counted_ids():
    """Return a maker of ids aaaaaaa2, aaaaaaa3, …"""
    numbers = itertools.count()

    def new_id():
        number, signs = next(numbers), ""
        for _ in range(8):
            number, place = divmod(number, len(ALPHABET))
            signs = ALPHABET[place] + signs
        return signs

    return new_id


def clock(moment=None):
    return Clock(moment or Moment(), counted_ids())


def actor(name="Ada", role=Role.ANNOTATOR, identifier=""):
    return Actor(identifier or name.lower(), name, role)


def person(store, name="Ada", role=Role.ANNOTATOR):
    """Put a person into a store and return them."""
    made = actor(name, role)
    store.people.add(made, at=store.clock.now())
    return made


def note(store, author, document, words, body="", *, number=1, **rest):
    """Let somebody annotate the first place at which words stand in a revision, and return the annotation."""
    text = store.revisions.text(document.id, number)
    span = Span(text.index(words), text.index(words) + len(words))
    return annotate(store, author, Draft(document.id, number, span, describe(text, span), body, **rest))


def frozen(text, original="0" * 64):
    return Frozen(original, digest(text), digest(text), "hand", "1", "plain", "canon/1")


def revision(text, document="aaaaaaa2", number=1, structures=(), media_type="text/markdown", pages=(), findings=()):
    return Revision(
        document=document,
        number=number,
        text=text,
        pages=tuple(pages) or _pages(text),
        structures=tuple(structures),
        frozen=frozen(text),
        created="2031-03-14T12:00:00Z",
        media_type=media_type,
        file_name="letter.md",
        findings=tuple(findings),
    )


def _pages(text):
    pages, start = [], 0
    for page, part in enumerate(text.split("\f"), start=1):
        pages.append(Page(page, str(page), Span(start, start + len(part))))
        start += len(part) + 1
    return tuple(pages)


def mark(kind, start, end):
    return Structure(StructureKind(kind), Span(start, end))


def marks_of(extraction, page=0):
    """Return kind, words and detail of each mark of a page that was read."""
    text = extraction.pages[page].text
    return [(mark.kind.value, text[mark.start : mark.end], mark.detail) for mark in extraction.pages[page].structures]


def again(value, **changed):
    """Return a value with some of it changed."""
    return replace(value, **changed)


def keep(
    store, text, *, title="A letter", kind=Kind.LETTER, creator="Ida Brandt", date="2031-03-01", described=None, **rest
):
    """Put a document of one revision into a store, one passage a paragraph, and return it.

    `described` are further properties of its description.
    """
    description = Description(title, kind, creator, date=date, **(described or {}))
    document = Document(store.clock.new_id(), description, 1, store.clock.now())
    made = revision(text, document=document.id, **rest)
    with store.atomic():
        store.documents.add(document, pages=len(made.pages))
        store.revisions.add(made, boxes=b"", offset_runs=b"")
        store.passages.add(list(passages(made)))
        store.outbox.add("document", document.id, at=store.clock.now())
    return document


def revise(store, document, text, **rest):
    """Put a new revision of a document into a store, and return the document as it is then."""
    advanced = replace(document, newest=document.newest + 1)
    made = revision(text, document=document.id, number=advanced.newest, **rest)
    with store.atomic():
        store.documents.advance(advanced, pages=len(made.pages), needs_review=False)
        store.revisions.add(made, boxes=b"", offset_runs=b"")
        store.passages.add(list(passages(made)))
        store.outbox.add("document", document.id, at=store.clock.now())
    return advanced


def text_of(page):
    """Return the concatenated text of all blocks, as a browser's DOM would hold it."""
    article = re.search(r'<article id="text".*?</article>', page, re.S)[0]
    blocks = re.findall(r"<(p|h2|blockquote|div)\b[^>]*data-start=\"(\d+)\"[^>]*>(.*?)</\1>", article, re.S)
    return [(int(start), html.unescape(re.sub(r"<[^>]+>", "", inner))) for _, start, inner in blocks]


def passages(made):
    start = 0
    for number, part in enumerate(made.text.split("\n\n")):
        end = min(start + len(part) + 2, len(made.text))
        page = made.page_at(min(start, len(made.text) - 1)).number
        yield Passage(made.document, made.number, number, page, Span(start, end))
        start = end


def arrive(store, name, *, document="", parent="", original="", agent="Ada", failed=""):
    """Record that a file has arrived, with its first event, and with a failure of this code where one is given."""
    sha256 = original or hashlib.sha256(name.encode()).hexdigest()
    at, place = store.clock.now(), f"upload:{name}"
    accession = Accession(
        store.clock.new_id(), sha256, 7, name, place, agent, at, document=document, parent=parent, deposit="deposit1"
    )
    store.accessions.add(accession)
    store.accessions.record(Event(accession.id, "accession", Outcome.SUCCESS, "7 bytes kept", at))
    if failed:
        store.accessions.record(Event(accession.id, "extraction", Outcome.FAILURE, "it failed", at, code=failed))
    return accession


@contextmanager
def full_disk(*, beyond=0):
    """Let the system take no byte more into any file that is longer than `beyond`, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def full_database(store):
    """Let SQLite take no page more, as it says of a full disk."""
    engine, free = store._database._writer, [1 << 30]

    def limit(connection, *_):
        connection.execute(f"PRAGMA max_page_count = {free[-1]}")

    sa.event.listen(engine, "checkout", limit)
    with store.atomic(), store._database.reading() as connection:
        free.append(connection.exec_driver_sql("PRAGMA page_count").scalar())
    try:
        yield
    finally:
        free.pop()
        with store.atomic():
            sa.event.remove(engine, "checkout", limit)


@contextmanager
def full_originals(store):
    """Let originals find the disk full, and nobody else."""
    add = store.originals.add

    def keep_on_full_disk(source, *, limit):
        with full_disk():
            return add(source, limit=limit)

    store.originals.add = keep_on_full_disk
    try:
        yield
    finally:
        store.originals.add = add
