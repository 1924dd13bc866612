"""What the margin shows is gathered: the notes of a revision, those carried over to it, answers, reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.access import Action, may
from archive.anchored import Carried
from archive.annotations import Anchor, Annotation
from archive.documents import Revision
from archive.reviews import Assessment
from archive.selectors import describe
from archive.tags import ListedTag, fold
from web.asked import Looking
from web.desk import Desk
from web.stretches import Stretch, stretch


@dataclass(frozen=True, slots=True)
class Gathered:
    """The notes on a revision that the actor sees, in the order of their places, with all that belongs to them.

    `all` are those before the choice, `shown` those chosen, `stretch` those of them that one page shows. A note that
    was carried over stands with its places in this revision; `carried` has how it came to be there. `lost` are those
    of which a person must say where they stand. For a note that was taken away, its first answer stands under its id.
    """

    all: tuple[Annotation, ...]
    shown: tuple[Annotation, ...]
    stretch: Stretch
    carried: Mapping[str, Sequence[Carried]]
    lost: tuple[Annotation, ...]
    replies: Mapping[str, Sequence[Annotation]]
    said: Mapping[str, Sequence[Assessment]]
    asked: Mapping[str, Sequence[tuple[str, str]]]
    listed: Mapping[str, ListedTag]


def gathered(held: Desk, revision: Revision, looked: Looking, near: int) -> Gathered:
    """Return the notes on a revision; questions are asked only about those on the page, the one near a code point."""
    store, document = held.store, revision.document
    everything = store.annotations.on(document, viewer=held.actor)
    by_id = {note.id: note for note in everything}
    replies = _replies(everything, by_id)
    carried = dict(store.anchors.on(document, revision.number)) if _has_earlier(everything, revision) else {}
    roots = [note for note in everything if not note.reply_to]
    for root, (first, *_) in replies.items():
        if root not in by_id:
            roots.append(replace(first, id=root))
            carried |= {root: carried[first.id]} if first.id in carried else {}
    here = [note for note in roots if note.revision == revision.number]
    moved, lost = _moved(roots, carried, revision)
    ordered = sorted((*here, *moved), key=lambda note: (note.span, note.created, note.id))
    shown = tuple(note for note in ordered if looked.notes.fits(note))
    root = _root(by_id[looked.note], by_id) if looked.note in by_id else looked.note
    page = stretch(shown, note=root, near=near)
    ids = [note.id for note in page.cards]
    return Gathered(
        all=tuple(ordered),
        shown=shown,
        stretch=page,
        carried=carried,
        lost=tuple(lost),
        replies=replies,
        said=store.reviews.on(ids) if ids else {},
        asked=store.reviews.assigned(ids) if ids else {},
        listed={fold(tag.label): tag for tag in store.listed_tags.all()}
        if ids or may(held.actor, Action.ANNOTATE)
        else {},
    )


def _has_earlier(notes: Sequence[Annotation], revision: Revision) -> bool:
    return any(note.revision < revision.number for note in notes)


def _moved(
    roots: Sequence[Annotation], carried: Mapping[str, Sequence[Carried]], revision: Revision
) -> tuple[list[Annotation], list[Annotation]]:
    """Return the notes of earlier revisions with their places in this one, and those that have none for certain.

    A note of which some passages are sure stands on those; the others wait beside the lost.
    """
    moved, lost = [], []
    for note in roots:
        if note.revision >= revision.number:
            continue
        places = carried.get(note.id, ())
        known = [each.span for each in places if each.span is not None]
        anchors = [Anchor(span, describe(revision.text, span)) for span in known]
        if anchors:
            first, *further = anchors
            moved.append(replace(note, span=first.span, quote=first.quote, further=tuple(further)))
        if not places or any(each.waits for each in places):
            lost.append(note)
    return moved, lost


def _replies(notes: Sequence[Annotation], by_id: Mapping[str, Annotation]) -> dict[str, list[Annotation]]:
    """Return the answers under the note at the root of each thread, oldest first."""
    threads: dict[str, list[Annotation]] = {}
    for note in sorted(notes, key=lambda note: (note.created, note.id)):
        if note.reply_to:
            threads.setdefault(_root(note, by_id), []).append(note)
    return threads


def _root(note: Annotation, by_id: Mapping[str, Annotation]) -> str:
    """Return the id of the note at the root of the thread in which a note stands."""
    at = note
    while at.reply_to in by_id:
        at = by_id[at.reply_to]
        if not at.reply_to:
            return at.id
    return at.reply_to or at.id
