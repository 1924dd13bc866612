"""A long text that carries many annotations, in an archive of its own: what `python -m bench marks` measures on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.access import Actor, Role
from archive.annotations import Annotation, motivation
from archive.clock import Clock
from archive.documents import Description, Document, Frozen, Kind, Page, Revision, digest
from archive.selectors import describe
from archive.spans import Span
from archive.store import Store
from archive.store.people import Purpose
from bench import anchor, prose
from bench.questions import SEED
from web import urls

SIZE = 1_000_000
_BODIES = ("", "Compare the *first* letter:\n\n- the date\n- the signature", "Is this the same order?")
_TAGS = ((), ("shipment",), ("quality", "second look"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A document of the archive: its address, the session of somebody who may annotate it, its text and marks."""

    address: str
    session: str
    text: str
    spans: Sequence[Span]


def long_text(corpus: Path) -> str:
    """Return a text of `SIZE` code points, blank lines between its paragraphs: a folder's, then prose of Python."""
    found = anchor.read(corpus, SIZE) if corpus.is_dir() else ""
    copies = 0
    while len(found) < SIZE:
        copies += 1
        parts = "\n\n".join(prose.documents(copies=copies)[-70:]).split("\n\n")
        found = "\n".join([found, *filter(None, (" ".join(part.split()) for part in parts))])
    plain = "".join(sign for sign in found if sign <= "\uffff")
    return plain.replace("\n", "\n\n")[:SIZE].strip()


@contextmanager
def kept(folder: Path, text: str, count: int) -> Iterator[tuple[Store, Marked]]:
    """Keep the text with so many annotations in a new archive; their places are drawn with a fixed seed."""
    store = Store(folder, clock=Clock())
    try:
        yield store, _filled(store, text, count)
    finally:
        store.close()


def _filled(store: Store, text: str, count: int) -> Marked:
    now, reader = store.clock.now(), Actor(store.clock.new_id(), "Ada", Role.ANNOTATOR)
    frozen = Frozen(digest(text), digest(text), digest(text), "bench", "1", "prose", "canon/1")
    document = Document(store.clock.new_id(), Description("A long text", Kind.REPORT, "Ben"), 1, now)
    pages = (Page(1, "1", Span(0, len(text))),)
    spans = anchor.drawn(text, count, random.Random(SEED))
    with store.atomic():
        store.people.add(reader, at=now)
        store.people.issue("session", Purpose.SESSION, reader.id, expires=store.clock.later(600))
        store.documents.add(document, pages=1)
        made = Revision(document.id, 1, text, pages, (), frozen, now, "text/html", "long.html")
        store.revisions.add(made, boxes=b"", offset_runs=b"")
        for number, span in enumerate(spans):
            store.annotations.add(_note(store, document, reader, text, span, number))
    return Marked(urls.revision(document.id, 1), "session", text, spans)


def _note(store: Store, document: Document, reader: Actor, text: str, span: Span, number: int) -> Annotation:
    body, tags, now = _BODIES[number % len(_BODIES)], _TAGS[number // 3 % len(_TAGS)], store.clock.now()
    return Annotation(
        id=store.clock.new_id(),
        document=document.id,
        revision=1,
        span=span,
        quote=describe(text, span),
        motivation=motivation(body, tags),
        body=body and f"{body} ({number})",
        author=reader.id,
        author_name=reader.name,
        created=now,
        modified=now,
        version=1,
        tags=tags,
    )
