"""Judging the machine's verdict on a quotation: the rules, each write atomic and in the audit log."""

from __future__ import annotations

from dataclasses import dataclass

from archive.access import Action, Actor, must
from archive.collation import collate
from archive.errors import Refused
from archive.judgements import Judgement, Ruling
from archive.ledgers import NumberedQuotation
from archive.quoted import LONGEST, read_quotation
from archive.sources import Source
from archive.spans import Span
from archive.store import Store
from archive.verdicts import Verdict

COMMENT_LIMIT = 10_000
"""Code points of the longest comment."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a pinned revision; `span` is in code points."""

    document: str
    revision: int
    span: Span


def judge(
    store: Store,
    actor: Actor,
    quotation: NumberedQuotation,
    ruling: Ruling,
    *,
    comment: str = "",
    place: Place | None = None,
) -> Judgement:
    """Keep what a reviewer says of a quotation; of a correction the verdict at the other place is found here.

    `Refused` where a comment says nothing, a correction names no place, or the quotation does not stand there at all.
    """
    must(actor, Action.JUDGE)
    if len(comment) > COMMENT_LIMIT:
        raise Refused(f"a comment may have {COMMENT_LIMIT:,} characters; this one has {len(comment):,}")
    if ruling is Ruling.COMMENT and not comment.strip():
        raise Refused("a comment needs words")
    if (ruling is Ruling.CORRECTED) != (place is not None):
        raise Refused("a correction, and nothing else, names another place")
    document, revision, number = quotation
    printed = store.quotations.get(document, revision, number)
    verdict = _verdict(printed.span.of(store.revisions.text(document, revision)), store, place) if place else None
    made = Judgement(
        id=store.clock.new_id(),
        quotation=quotation,
        ruling=ruling,
        comment=comment.strip(),
        person=actor.id,
        person_name=actor.name,
        at=store.clock.now(),
        source=place.document if place else "",
        revision=place.revision if place else 0,
        span=place.span if place else None,
        verdict=verdict,
    )
    with store.atomic():
        store.judgements.add(made)
        key = f"{document}@{revision}/{number}"
        store.audit.add(at=made.at, actor=actor.id, act=f"judge: {ruling.value}", key=key, outcome="done")
    return made


def _verdict(words: str, store: Store, place: Place) -> Verdict:
    """Return how quoted words stand at a place; `Refused` where nothing of them stands there."""
    there = place.span.of(store.revisions.text(place.document, place.revision))
    if not there.strip() or len(there) > 2 * LONGEST:
        raise Refused("the other place must be words of a document, and not more than a few pages of them")
    found = collate(read_quotation(words), Source(there, place.span.start))
    if not found:
        raise Refused("nothing of the quotation stands at that place")
    return min((each.verdict for each in found), key=lambda verdict: verdict.rank)
