"""A bundle's pages for readers: a list of documents, each text with its annotations marked, annotations as JSON-LD."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.annotations import Annotation
from archive.bundling import layout
from archive.bundling.bagging import Leaf
from archive.describing import values
from archive.documents import Document, Revision
from archive.store import Store
from web import urls
from web.markdown import to_html
from web.marks import Layer
from web.moments import day, moment
from web.pages.bundle import BundledDocument, BundledIndex, BundledNote, BundledRow
from web.present.annotation import annotation_wire
from web.present.container import Container, container_wire
from web.present.description import LABELS
from web.present.text import marks_of_source, pages_of_text
from web.standing_pages import rendered

_HERE = Path(__file__).parent.parent


def readable(store: Store, documents: Sequence[str]) -> Iterator[Leaf]:
    """Yield the pages of these documents (ids, sorted), in the order of their names; withdrawn ones have none."""
    documents = [each for each in documents if store.withdrawals.of(each) is None]
    style = Leaf("data/style.css", [(_HERE / "static/bundle.css").read_bytes()])
    pages = heapq.merge(_annotations(store, documents), _texts(store, documents), key=lambda leaf: leaf.name)
    yield from pages
    yield Leaf("data/index.html", [rendered("bundle_index.html", _index(store, documents))])
    yield style


def _annotations(store: Store, documents: Sequence[str]) -> Iterator[Leaf]:
    for document in documents:
        if held := store.annotations.on(document):
            wire = json.dumps(
                container_wire(_container(document, len(held)), [annotation_wire(note, "") for note in held]),
                ensure_ascii=False,
                indent=1,
            )
            yield Leaf(f"data/annotations/{document}.jsonld", [wire.encode()])


def _container(document: str, total: int) -> Container:
    return Container(urls.container(document), total, total, iris=False, host="")


def _texts(store: Store, documents: Sequence[str]) -> Iterator[Leaf]:
    """Yield a page for each revision."""
    keys = [(document, imprint.number) for document in documents for imprint in store.revisions.imprints(document)]
    for document, number in sorted(keys, key=lambda key: _page(*key)):
        held, revision = store.documents.get(document), store.revisions.get(document, number)
        shown = _document(held, revision, store.annotations.on(document, number))
        yield Leaf(f"data/{_page(document, number)}", [rendered("bundle_document.html", shown)])


def _page(document: str, number: int) -> str:
    return f"documents/{document}@{number}.html"


def _index(store: Store, documents: Sequence[str]) -> BundledIndex:
    pages = store.documents.page_counts(documents)
    held = [store.documents.get(document) for document in documents]
    dated = sorted(
        held, key=lambda one: (not one.description.date, one.description.date, one.description.title, one.id)
    )
    return BundledIndex(tuple(_row(store, one, pages[one.id]) for one in dated))


def _row(store: Store, document: Document, pages: int) -> BundledRow:
    described = document.description
    older = range(document.newest - 1, 0, -1)
    return BundledRow(
        href=_page(document.id, document.newest),
        title=described.title or "Untitled",
        creator=described.creator,
        recipient=described.recipient,
        date=day(described.date),
        kind=described.kind.value,
        page_count=pages,
        note_count=len(store.annotations.on(document.id)),
        older=tuple((number, _page(document.id, number)) for number in older),
    )


def _marks(notes: Sequence[Annotation]) -> Iterator[Layer]:
    for note in notes:
        for number, anchor in enumerate(() if note.reply_to else note.anchors, start=1):
            yield Layer(anchor.span, "note", f"{note.id}-{number}" if number > 1 else note.id)


def _document(document: Document, revision: Revision, notes: Sequence[Annotation]) -> BundledDocument:
    layers = [*marks_of_source(revision), *_marks(notes)]
    told = [(LABELS[field], value) for field, value in values(document.description).items() if value]
    return BundledDocument(
        key=revision.key,
        title=document.description.title or "Untitled",
        told=(
            *told,
            ("Revision", f"{revision.number} of {document.newest}, {moment(revision.created)}"),
            ("File", f"{revision.file_name} ({revision.media_type})"),
            ("SHA-256 of the file", revision.frozen.original_sha256),
            ("SHA-256 of the text", revision.frozen.text_sha256),
        ),
        pages=pages_of_text(revision, layers),
        page_count=len(revision.pages),
        notes=tuple(map(_note, notes)),
        remarks=revision.notes,
        original=layout.original(revision.frozen.original_sha256),
        text=layout.text(revision.document, revision.number),
    )


def _note(annotation: Annotation) -> BundledNote:
    return BundledNote(
        id=annotation.id,
        start=annotation.span.start,
        end=annotation.span.end,
        quote=annotation.quote.exact,
        body_html=to_html(annotation.body),
        tags=annotation.tags,
        author=annotation.author_name,
        when=moment(annotation.created),
    )
