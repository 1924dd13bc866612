"""Carrying annotations over to a new revision: their own stays as it is; what a person must decide waits for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.access import Action, Actor, may, must, must_own
from archive.anchored import Carried
from archive.anchoring import Anchored, Outcome, reanchor
from archive.annotations import Annotation
from archive.errors import NotHeld, Refused
from archive.sight import seen
from archive.spans import Span
from archive.store import Store

_Place = tuple[str, int, Span]
"""An annotation, the number of one of its passages, where that stands in some revision."""


def carry(store: Store, document: str, revision: int) -> list[Carried]:
    """Find where the annotations on a document stand in a revision, from the last one in which that is known; keep it.

    Annotations of which it is kept already are left as they are.
    """
    earlier = store.anchors.on(document)
    done = {note for note, places in earlier.items() if any(each.revision == revision for each in places)}
    notes = [note for note in store.annotations.all_on(document) if note.revision < revision and note.id not in done]
    if not notes:
        return []
    by_base: dict[int, list[_Place]] = {}
    for note in notes:
        for part, anchor in enumerate(note.anchors):
            base, span = _last_known(note, part, anchor.span, earlier.get(note.id, ()), revision)
            by_base.setdefault(base, []).append((note.id, part, span))
    now = store.clock.now()
    found = _found(store, document, revision, by_base)
    carried = [Carried(note, revision, part, anchored, "", now) for note, part, anchored in found]
    store.anchors.add(carried)
    return carried


def carry_due(store: Store, document: str = "") -> None:
    """Carry over whatever is not known of the newest revision, in one document or in all."""
    for due in store.anchors.due(document):
        with store.atomic():
            carry(store, due, store.documents.get(due).newest)


def _last_known(note: Annotation, part: int, own: Span, earlier: Sequence[Carried], before: int) -> tuple[int, Span]:
    known = [each for each in earlier if each.part == part and each.revision < before and each.span is not None]
    if known and (span := known[-1].span) is not None:
        return known[-1].revision, span
    return note.revision, own


def _found(
    store: Store, document: str, revision: int, by_base: Mapping[int, Sequence[_Place]]
) -> list[tuple[str, int, Anchored]]:
    new = store.revisions.text(document, revision)
    found = []
    for base, places in by_base.items():
        anchored = reanchor(store.revisions.text(document, base), new, [span for _, _, span in places])
        found += [(note, part, each) for (note, part, _), each in zip(places, anchored, strict=True)]
    return found


def decide(
    store: Store, actor: Actor, identifier: str, revision: int, part: int, span: Span | None, *, exact: str = ""
) -> Carried:
    """Let a person say where a passage stands in a revision: at `span`, where they saw `exact`, or nowhere (None).

    The author may, and reviewers. `Refused` where other words stand there.
    """
    must(actor, Action.ANNOTATE)
    now = store.clock.now()
    with store.atomic():
        note = seen(store, actor, identifier)
        if not may(actor, Action.REVIEW):
            must_own(actor, note.author)
        held = _held(store, note, revision, part)
        decided = Anchored(Outcome.GONE, None, 1.0) if span is None else _at(store, note, revision, part, span, exact)
        kept = Carried(identifier, revision, part, decided, actor.id, now)
        store.anchors.settle(kept)
        store.outbox.add("annotation", identifier, at=now)
        outcome = f"{held.anchored.outcome.value} -> {decided.outcome.value}"
        store.audit.add(at=now, actor=actor.id, act="decide place", key=identifier, outcome=outcome)
    return kept


def _held(store: Store, note: Annotation, revision: int, part: int) -> Carried:
    for carried in store.anchors.on(note.document, revision).get(note.id, []):
        if carried.part == part:
            return carried
    raise NotHeld("this annotation has no such passage to be placed in that revision")


def _at(store: Store, note: Annotation, revision: int, part: int, span: Span, exact: str) -> Anchored:
    stands = span.of(store.revisions.text(note.document, revision))
    if not stands.strip():
        raise Refused("a mark needs at least one visible character")
    if stands != exact:
        raise Refused("other words stand at this place now; nothing was stored")
    same = stands == note.anchors[part].quote.exact
    return Anchored(Outcome.MOVED if same else Outcome.CHANGED, span, 1.0)
