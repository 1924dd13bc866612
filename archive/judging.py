"""Judging the machine's verdict on a quotation: the rules, each write atomic and in the audit log."""

from __future__ import annotations

from dataclasses import dataclass

from archive.access import Action, Actor, must
from archive.carrying_judgements import carry_on
from archive.collation import collate
from archive.errors import Refused
from archive.judgements import Judgement, Ruling
from archive.ledgers import NumberedQuotation
from archive.printed import Printing
from archive.quotations import Quotation
from archive.quoted import LONGEST, MOST_PIECES, Quoted
from archive.reasons import unreadable
from archive.sources import source_of
from archive.spans import Span
from archive.store import Store
from archive.verdicts import Verdict

COMMENT_LIMIT = 10_000
"""Code points of the longest comment."""

_AROUND = 200
"""Code points before and after a place that are seen: the ends of its paragraph, words that its ends cut in two."""


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

    Said of an older revision, it is carried over to the later ones.
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
    held = store.quotations.get(document, revision, number)
    verdict = _verdict(_printed(store, quotation, held), store, place) if place else None
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
        carry_on(store, made)
        key = f"{document}@{revision}/{number}"
        store.audit.add(at=made.at, actor=actor.id, act=f"judge: {ruling.value}", key=key, outcome="done")
    return made


def _printed(store: Store, quotation: NumberedQuotation, held: Quotation) -> Quoted:
    """Return a quotation as it was traced: an unclosed one up to where its words end."""
    document, revision, number = quotation
    printed = Printing(store.revisions.get(document, revision)).read(held)
    traced = store.traces.of(document, revision, numbers=[number]).get(number)
    return printed.until(traced.upto) if traced and traced.upto else printed


def _verdict(quoted: Quoted, store: Store, place: Place) -> Verdict:
    """Return how a quotation stands at a place, as tracing finds it; `Refused` where nothing of it stands there."""
    revision = store.revisions.get(place.document, place.revision)
    there = place.span.of(revision.text)
    if not there.strip() or len(there) > 2 * LONGEST:
        raise Refused("the other place must be words of a document, and not more than a few pages of them")
    if quoted.cut or len(quoted.pieces) > MOST_PIECES:
        return Verdict.CANNOT_CHECK
    start = max(0, place.span.start - _AROUND)
    seen = revision.text[start : place.span.end + _AROUND]
    source = source_of(seen, start, revision.pages, revision.structures, within=place.span)
    found = collate(quoted, source)
    if not found:
        raise Refused("nothing of the quotation stands at that place")
    best = min(found, key=lambda each: each.verdict.rank)
    return Verdict.CANNOT_CHECK if unreadable(best, source, revision.pages) else best.verdict
