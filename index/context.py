"""A ledger as a whole: what the article says of its sources is held against the places that were found.

Short quotations are named by the longer ones around them; places that are alike are put in the order in which the
article's own words speak for them; what cannot be checked is told from what is not found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.answering import answered
from archive.attribution import Attribution, agreement, attribution, surnames
from archive.documents import Document, Revision
from archive.ledgers import Found, Traced
from archive.quotations import Quotation
from archive.store import Store
from archive.verdicts import Flag, Verdict

_AROUND = 160
"""Code points after a quotation that may name its speaker: `said Mr Vale`."""


class Context:
    """What a revision says of its quotations' sources, and what the archive knows of them."""

    def __init__(self, store: Store, revision: Revision, article: Document) -> None:
        """Stand on a revision of a document that quotes."""
        self._store, self._revision = store, revision
        self._date = article.description.date
        self._year = self._date[:4]
        self._answered = answered(store, article.id)
        self._authors = surnames(store.documents.creators(limit=1_000))

    def seen(
        self, quotations: Sequence[Quotation], traces: Mapping[int, Traced], naming: Mapping[int, str] | None = None
    ) -> dict[int, Traced]:
        """Return the traces as they are seen together.

        `naming` are other quotations of the revision that name a source by their own words, each with the source's id;
        a number that is among `traces` too counts as it is there.
        """
        wanted = sorted({place.document for traced in traces.values() for place in traced.places})
        sources = self._store.documents.get_many(wanted)
        around = Counter(named_together(traces, naming or {}).values())
        intros = {each.number: self._intro(each) for each in quotations if each.number in traces}
        told = {number: attribution(intro, year=self._year) for number, intro in intros.items()}
        held = self._store.documents.dated(sorted({each.date for each in told.values() if each.date}))
        return {
            number: self._seen(intro, told[number], traces[number], sources, around, held)
            for number, intro in intros.items()
        }

    def _intro(self, quotation: Quotation) -> str:
        """Return the words that lead up to a quotation, and those after it in its sentence."""
        text = self._revision.text
        before = quotation.intro.of(text) if quotation.intro else ""
        after = text[quotation.outer.end : quotation.outer.end + _AROUND]
        cut = min((at for sign in (".", "\n", "“", '"') if (at := after.find(sign)) >= 0), default=len(after))
        return f"{before} {after[:cut]}"

    def _seen(
        self,
        intro: str,
        told: Attribution,
        traced: Traced,
        sources: Mapping[str, Document],
        around: Mapping[str, int],
        held: frozenset[str],
    ) -> Traced:
        if traced.verdict is Verdict.NOT_FOUND and not traced.places:
            return _unheld(traced, told, held)
        fits = {
            identifier: agreement(intro, told, sources[identifier].description, self._authors)
            for identifier in {place.document for place in traced.places}
            if identifier in sources
        }
        places = _ordered(traced.places, fits, around if Flag.SHORT in traced.flags else {}, self._answered)
        attributed = _attributed(replace(traced, places=places), fits, around)
        if attributed.named and places and self._is_later(sources.get(places[0].document)):
            return replace(attributed, flags=_with(attributed.flags, Flag.DATED_LATER))
        return attributed

    def _is_later(self, source: Document | None) -> bool:
        """Tell whether a source is surely dated after the document that quotes: a month is not later than its days."""
        told = source.description.date if source else ""
        common = min(len(told), len(self._date))
        return told[:common] > self._date[:common]


def named_together(traces: Mapping[int, Traced], naming: Mapping[int, str]) -> dict[int, str]:
    """Return the sources that quotations name by their own words, by number: those of `traces`, else of `naming`."""
    kept = {number: source for number, source in naming.items() if number not in traces}
    fresh = {number: traced.places[0].document for number, traced in traces.items() if traced.by_itself}
    return kept | fresh


def _ordered(
    places: Sequence[Found], fits: Mapping[str, int], around: Mapping[str, int], line: Sequence[str]
) -> tuple[Found, ...]:
    """Return the places with those that stand alike in the order in which the article speaks for them.

    `line` are the mails that the article answers, the nearest first: of those that merely quote the words the earliest
    comes first, since those after it quote it.
    """
    if not places:
        return ()
    best = places[0].verdict, round(places[0].score, 6), Flag.SECOND_HAND in places[0].flags
    alike = [each for each in places if (each.verdict, round(each.score, 6), Flag.SECOND_HAND in each.flags) == best]
    rest = [each for each in places if each not in alike]
    steps = {document: step for step, document in enumerate(reversed(line) if best[2] else line)}
    alike.sort(
        key=lambda each: (
            -fits.get(each.document, 0),
            -around.get(each.document, 0),
            steps.get(each.document, len(steps)),
        )
    )
    return (*alike, *rest)


def _attributed(traced: Traced, fits: Mapping[str, int], around: Mapping[str, int]) -> Traced:
    """Return a trace with what its attribution says: named by what stands around it, or said to come from elsewhere."""
    if not traced.places:
        return traced
    best = traced.places[0]
    fit = fits.get(best.document, 0)
    if Flag.SHORT in traced.flags:
        if fit > 0 or around.get(best.document):
            return replace(traced, named=True, flags=_with(traced.flags, Flag.BY_CONTEXT, without=Flag.SHORT))
        return traced
    if traced.named and fit < 0:
        return replace(traced, flags=_with(traced.flags, Flag.ATTRIBUTED_ELSEWHERE))
    return traced


def _with(flags: Sequence[Flag], more: Flag, *, without: Flag | None = None) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys([*(flag for flag in flags if flag is not without), more]))


def _unheld(traced: Traced, told: Attribution, held: frozenset[str]) -> Traced:
    """Return what was not found as what cannot be checked, where it is said to come from what is not held."""
    reason = ""
    if told.date and told.date not in held:
        reason = f"It is said to be of {told.date} ({told.carrier}); the archive holds no document of that day."
    elif told.interview:
        reason = "It is said to come from an interview; the archive holds no transcript that has these words."
    return replace(traced, verdict=Verdict.CANNOT_CHECK, reason=reason) if reason else traced
