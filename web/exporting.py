"""Annotations are gathered for a file: those of a document or of a search that somebody sees, as threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive.access import Actor
from archive.annotations import Annotation
from archive.documents import Document, Page
from archive.store import Store
from index.annotations import Notes

MOST_FOUND = 10_000
"""How many annotations of a search one file holds."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A note with the answers to it and to those, the oldest first.

    Where `root` itself answers, what it answers is not in the file.
    """

    root: Annotation
    replies: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file holds: `address` is where it was asked for (a path), `cut_off` says what is missing, if anything is.

    `digests` are the SHA-256 of the texts of revisions, `pages` their pages where they are told; both by document and
    number.
    """

    title: str
    address: str
    name: str
    at: str
    threads: tuple[Thread, ...]
    documents: Mapping[str, Document]
    digests: Mapping[tuple[str, int], str]
    pages: Mapping[tuple[str, int], Sequence[Page]] = field(default_factory=dict)
    cut_off: str = ""

    @property
    def notes(self) -> list[Annotation]:
        """All annotations, each answer after what it answers."""
        return [note for thread in self.threads for note in (thread.root, *thread.replies)]

    def page(self, note: Annotation) -> str:
        """Return the name of the page on which a note begins; empty where there is one page, or it is not told."""
        pages = self.pages.get((note.document, note.revision), ())
        begun = [page for page in pages if page.span.start <= note.span.start]
        return begun[-1].name if len(pages) > 1 and begun else ""


def of_document(store: Store, viewer: Actor, document: Document, address: str, *, revision: int = 0) -> Exported:
    """Return what `viewer` sees of the annotations on a document, or of those made on one revision of it."""
    notes = store.annotations.on(document.id, revision or None, viewer=viewer)
    keys = {(note.document, note.revision) for note in notes}
    return Exported(
        title=f"Annotations on “{document.description.title or 'Untitled'}”",
        address=address,
        name=f"{document.id}{f'@{revision}' if revision else ''}-annotations",
        at=store.clock.now(),
        threads=threads(sorted(notes, key=lambda note: note.revision)),
        documents={document.id: document},
        digests=_digests(store, keys),
        pages={key: store.revisions.outline(*key)[0] for key in keys},
    )


def of_search(store: Store, found: Notes, typed: str, address: str) -> Exported:
    """Return the annotations that answer a search, in its order; `found` is its first and only page."""
    notes = [note.annotation for note in found.notes]
    missing = []
    if found.total > len(notes):
        missing.append(f"{found.total:,} annotations answer; the first {len(notes):,} are here")
    if found.looked < found.held:
        missing.append(f"only {found.looked:,} of {found.held:,} annotations were looked at: there may be more")
    return Exported(
        title=f"Annotations that answer “{typed}”" if typed else "Annotations",
        address=address,
        name="annotations",
        at=store.clock.now(),
        threads=threads(notes),
        documents={note.document.id: note.document for note in found.notes},
        digests=_digests(store, {(note.document, note.revision) for note in notes}),
        cut_off="; ".join(missing),
    )


def threads(notes: Sequence[Annotation]) -> tuple[Thread, ...]:
    """Return notes as threads, in the order of their first notes."""
    by_id = {note.id: note for note in notes}
    replies: dict[str, list[Annotation]] = {}
    for note in sorted(notes, key=lambda note: (note.created, note.id)):
        root = _root(note, by_id)
        if root.id != note.id:
            replies.setdefault(root.id, []).append(note)
    roots = [note for note in notes if _root(note, by_id).id == note.id]
    return tuple(Thread(root, tuple(_answered_first(root, replies.get(root.id, ())))) for root in roots)


def _root(note: Annotation, by_id: Mapping[str, Annotation]) -> Annotation:
    while note.reply_to in by_id:
        note = by_id[note.reply_to]
    return note


def _answered_first(root: Annotation, replies: Sequence[Annotation]) -> Iterable[Annotation]:
    """Return answers so that each comes after what it answers; clocks of the same second tell no order."""
    told, waiting = {root.id}, list(replies)
    while waiting:
        ready = [reply for reply in waiting if reply.reply_to in told]
        yield from ready
        told.update(reply.id for reply in ready)
        waiting = [reply for reply in waiting if reply.id not in told]


def _digests(store: Store, keys: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    found = {}
    for document in {document for document, _ in keys}:
        for imprint in store.revisions.imprints(document):
            found[document, imprint.number] = imprint.frozen.text_sha256
    return {key: found[key] for key in keys}
