"""The ledger of quotations as a page: the text tinted, a card for each quotation, counts by standing."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.access import Action, may
from archive.counting import many
from archive.documents import Revision
from archive.quotations import Quotation
from archive.spans import Span
from archive.update_notes import update_notes
from archive.verdicts import Verdict
from web import stretches, urls
from web.desk import Desk
from web.ledgers import Ledger
from web.marks import Layer
from web.pages.ledger import CardsShown, Filter, LedgerPage, RequotedLine, UpdateLine
from web.present.quotation_card import QUOTE, WAITING, quotation_card, tint, wire_word
from web.present.text import marks_of_source, pages_of_text
from web.present.tracing import shortened
from web.verdict_words import LABELS, TINTS


def ledger_page(held: Desk, ledger: Ledger, *, show: str = "", near: int = 0, about: str, back_href: str) -> LedgerPage:
    """Return the page of a ledger; `show` is the verdict to which it is narrowed, empty for all.

    Of very many quotations it has those about the one with the number `near`, and the text about them; of a draft,
    which has no other page, it has all.
    """
    revision = ledger.revision
    pinned = bool(revision.document)
    chosen = [each for each in ledger.quotations if not show or wire_word(ledger, each) == show]
    at = bisect_left(chosen, near, key=lambda each: each.number)
    first = stretches.beginning(len(chosen), at) if pinned else 0
    listed = chosen[first : first + stretches.CARDS] if pinned else chosen
    layers = [mark for mark in marks_of_source(revision) if mark.sort != "link"]
    layers += [Layer(_tinted(ledger, each), "quotation", f"{each.number} {tint(ledger, each)}") for each in listed]
    return LedgerPage(
        title=ledger.title,
        about=about,
        back_href=back_href,
        timeline_href=urls.timeline(around=revision.document) if pinned else "",
        summary=summary(ledger),
        progress=_progress(ledger) if pinned else "",
        notes=tuple(_notes(ledger)),
        updates=tuple(_updates(revision)),
        requoted=tuple(_requoted(ledger)),
        requoted_count=len(ledger.requoted or ()),
        filters=tuple(_filters(ledger, show)) if pinned else (),
        pages=pages_of_text(revision, layers, _text_about(revision, chosen, first, first + len(listed))),
        page_count=len(revision.pages),
        cards=tuple(quotation_card(ledger, each) for each in listed),
        shown=_shown(ledger, chosen, first, first + len(listed), show),
        forms=_forms(ledger) if pinned else (),
        may_judge=pinned and may(held.actor, Action.JUDGE),
    )


def _tinted(ledger: Ledger, quotation: Quotation) -> Span:
    """Return the words of a quotation with their marks, as far as they were traced."""
    span = ledger.traced_span(quotation)
    return quotation.outer if span == quotation.span else Span(quotation.outer.start, span.end)


def _text_about(revision: Revision, chosen: Sequence[Quotation], first: int, last: int) -> Span:
    """Return where the text of a stretch runs: from its first quotation to that of the next one."""
    start = chosen[first].outer.start if first else 0
    return Span(start, chosen[last].outer.start if last < len(chosen) else len(revision.text))


def _shown(ledger: Ledger, chosen: Sequence[Quotation], first: int, last: int, show: str) -> CardsShown:
    def href(at: int) -> str:
        key = ledger.revision.document, ledger.revision.number
        return urls.ledger(*key, show=show, near=str(chosen[at].number))

    previous = href(first - stretches.CARDS) if first else ""
    return CardsShown(first + 1, last, len(chosen), previous, href(last) if last < len(chosen) else "")


def summary(ledger: Ledger) -> str:
    """Return the counts in a line, as in `93 quotations: 71 exact, 8 misquoted`, with a full stop."""
    counts = Counter(wire_word(ledger, each) for each in ledger.quotations)
    words = {verdict.value: LABELS[verdict].lower() for verdict in Verdict} | {WAITING: "still to be traced"}
    listed = ", ".join(f"{counts[wire]:,} {word}" for wire, word in words.items() if counts[wire])
    return f"{many(len(ledger.quotations), 'quotation')}{': ' if listed else ''}{listed}."


def _progress(ledger: Ledger) -> str:
    judged = {each.number for each in ledger.quotations if ledger.ruling(each)}
    again = {number for number, said in ledger.judgements.items() if any(each.asked_again for each in said)} - judged
    asked = f", {len(again):,} to be reviewed anew" if again else ""
    return f"{len(judged):,} of {len(ledger.quotations):,} reviewed{asked}" if ledger.quotations else ""


def _notes(ledger: Ledger) -> Iterator[str]:
    if not ledger.searched:
        yield "This revision has not been searched for quotations yet; come back in a moment."
    if ledger.waiting:
        yield f"{many(ledger.waiting, 'quotation')} still to be traced; come back in a moment."
    if ledger.requoted is None:
        yield "What became of its quotations since the revision before has not been looked at."
    if not ledger.complete:
        yield f"It has more quotations than are kept: these are the first {len(ledger.quotations):,}."


def _updates(revision: Revision) -> Iterator[UpdateLine]:
    for note in update_notes(revision.text):
        href = urls.passage(revision.document, revision.number, note.span) if revision.document else ""
        yield UpdateLine(note.date, shortened(note.span.of(revision.text), 2 * QUOTE), href)


def _requoted(ledger: Ledger) -> Iterator[RequotedLine]:
    for each in (ledger.requoted or ())[: stretches.CARDS]:
        was = shortened(each.old.span.of(ledger.before), QUOTE) if each.old else ""
        now = shortened(ledger.exact(each.new), QUOTE) if each.new else ""
        href = urls.quotation(ledger.revision.document, ledger.revision.number, each.new.number) if each.new else ""
        yield RequotedLine(each.fate.value, was, now, href)


def _filters(ledger: Ledger, show: str) -> Iterator[Filter]:
    counts = Counter(wire_word(ledger, each) for each in ledger.quotations)
    key = ledger.revision.document, ledger.revision.number
    yield Filter("All", "", len(ledger.quotations), urls.ledger(*key), not show)
    for verdict in Verdict:
        if counts[verdict.value]:
            href = urls.ledger(*key, show=verdict.value)
            yield Filter(LABELS[verdict], TINTS[verdict], counts[verdict.value], href, show == verdict.value)


def _forms(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    key = ledger.revision.document, ledger.revision.number
    names = (("CSV", ".csv"), ("JSON", ".json"), ("Web annotations", ".jsonld"))
    return tuple((name, urls.ledger(*key, form=form)) for name, form in names)
