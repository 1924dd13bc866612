"""Withdrawing a document: it is no longer shown, found or quoted from; its address says what stood there and why not.

Nothing of the record is lost by it, and it can be undone.
"""

from __future__ import annotations

from archive.access import Action, Actor, must
from archive.documents import Document
from archive.errors import Refused, Withdrawn
from archive.fields import shown
from archive.store import Store
from archive.withdrawals import Withdrawal

REASON_LIMIT = 500


def withdraw_document(store: Store, actor: Actor, document: str, *, reason: str) -> Withdrawal:
    """Withdraw a document, for a reason that everybody is told; one that is withdrawn already is `Refused`.

    The entry in the outbox takes it out of the index.
    """
    must(actor, Action.ADMINISTER)
    words = shown(reason)
    if not words or len(words) > REASON_LIMIT:
        raise Refused(f"say in up to {REASON_LIMIT} characters why it is withdrawn")
    with store.atomic():
        store.documents.must_hold(document)
        if store.withdrawals.of(document):
            raise Refused(f"document {document} is withdrawn already")
        withdrawal = Withdrawal(document, words, actor.id, store.clock.now())
        store.withdrawals.add(withdrawal)
        _note(store, actor, document, "withdraw document", words, withdrawal.at)
    return withdrawal


def show_again(store: Store, actor: Actor, document: str) -> None:
    """Take back that a document was withdrawn; one that is not is `Refused`."""
    must(actor, Action.ADMINISTER)
    with store.atomic():
        store.documents.must_hold(document)
        if not store.withdrawals.remove(document):
            raise Refused(f"document {document} is not withdrawn")
        _note(store, actor, document, "show document again", "done", store.clock.now())


def must_be_shown(store: Store, document: Document) -> None:
    """Raise `Withdrawn`, with what it was and why it is gone, where a document is withdrawn."""
    if withdrawal := store.withdrawals.of(document.id):
        raise Withdrawn(f"{named(document)} was withdrawn on {withdrawal.at[:10]}: {withdrawal.reason}")


def named(document: Document) -> str:
    """Return a document's title with who made it and when, as far as that is known."""
    described = document.description
    about = ", ".join(part for part in (described.creator, described.date) if part)
    return f"“{described.title}”" + (f" ({about})" if about else "")


def _note(store: Store, actor: Actor, document: str, act: str, outcome: str, at: str) -> None:
    store.outbox.add("document", document, at=at)
    store.audit.add(at=at, actor=actor.id, act=act, key=document, outcome=outcome)
