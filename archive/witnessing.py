"""Which documents carry the same text: joined and parted by people, in the audit log; likely ones proposed."""

from __future__ import annotations

from dataclasses import dataclass

from archive.access import Action, Actor, must
from archive.documents import Document
from archive.errors import Refused
from archive.kinship import shared
from archive.ledgers import Cause
from archive.store import Store

_LIKELY = 0.8
_LOOKED_AT = 40
"""How many documents of the same date or creator are held against one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A document that may carry the same text: `share` (0 to 1) of the shorter text's rows of words stand in both."""

    document: Document
    share: float


def join(store: Store, actor: Actor, document: str, other: str) -> None:
    """Say that two documents carry the same text; all that stood with either stand together then."""
    must(actor, Action.INGEST)
    if document == other:
        raise Refused("a document is no second witness of itself")
    with store.atomic():
        for one in (document, other):
            store.documents.get(one)
        store.witnesses.join(document, other)
        _look_again(store, document, other)
        _audit(store, actor, "join witnesses", (document, f"with {other}"), (other, f"with {document}"))


def leave(store: Store, actor: Actor, document: str) -> None:
    """Say that a document does not carry the letter of its group after all."""
    must(actor, Action.INGEST)
    with store.atomic():
        others = store.witnesses.of(document)
        if not others:
            raise Refused("this document stands in no group of witnesses")
        store.witnesses.leave(document)
        _look_again(store, document, *others)
        _audit(store, actor, "leave witnesses", (document, f"of {', '.join(others)}"))


def likely(store: Store, document: Document) -> list[Likeness]:
    """Return the documents of the same date or creator that share most of its words and are not yet grouped with it.

    At most `_LOOKED_AT` are looked at, those of the same date first.
    """
    known = {document.id, *store.witnesses.of(document.id)}
    text = store.revisions.text(document.id, document.newest)
    found = [
        Likeness(other, share)
        for other in store.documents.akin(document, limit=_LOOKED_AT)
        if other.id not in known and (share := shared(text, store.revisions.text(other.id, other.newest))) >= _LIKELY
    ]
    return sorted(found, key=lambda likeness: -likeness.share)


def _look_again(store: Store, *documents: str) -> None:
    """Make due the quotations with a place in documents: what is said of their witnesses has changed."""
    quotings = (each for document in documents for each in store.traces.on_source(document))
    store.quotations.make_due({each.quotation for each in quotings}, Cause.WITNESSES)


def _audit(store: Store, actor: Actor, act: str, *told: tuple[str, str]) -> None:
    at = store.clock.now()
    for key, outcome in told:
        store.audit.add(at=at, actor=actor.id, act=act, key=key, outcome=outcome)
