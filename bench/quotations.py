"""Quotations cut from an archive: found as phrases when typeset, traced to their places when altered."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.documents import StructureKind
from archive.folding import terms, words
from archive.spans import Span
from archive.store import Store
from archive.verdicts import Flag, Verdict
from bench.clocks import Figures, figures, timed
from bench.mutations import MUTATIONS, Mutation
from bench.questions import SEED
from bench.typeset import typeset
from index.engines.protocol import Engine, Filters
from index.parsing import parse
from index.search import search
from index.traces import Place, Trace
from index.tracing import trace

SHORTEST, LONGEST = 6, 40
_PROSE = re.compile(r"[A-Za-z0-9\s.,;:!?'’\"“”()–—-]+")
_BEFORE, _AFTER = re.compile(r"[\s(“\"]\Z"), re.compile(r"[\s.,;:!?)”\"]")
LETTERS = re.compile(r"[A-Za-z]{2,}")
_MOST_SHOWN = 200
_TRIES = 1000
_FEW_WORDS = 8
"""Of a shorter quotation with a wrong word no source is named; it is called similar wording."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of a document as they stand there; `span` is in code points of its first revision."""

    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of the quotations of one mutation: counts, and milliseconds of CPU for one."""

    count: int
    found: int
    right: int
    called_exact: int
    spent: Figures


@dataclass(frozen=True, slots=True)
class Quality:
    """Phrases found, of so many that were cut, and some that were missed; tracing by mutation; quotations a second."""

    cut: int
    found: int
    missed: Sequence[str]
    traced: Mapping[str, Traced]
    a_second: float


def cuts(store: Store, count: int, seed: int = SEED) -> list[Cut]:
    """Cut so many different quotations of six to forty words of prose from the documents, with a fixed seed."""
    chance = random.Random(seed)
    identifiers = sorted(store.documents.ids())
    found: dict[str, Cut] = {}
    for _ in range(count * _TRIES):
        identifier = chance.choice(identifiers)
        cut = _cut(identifier, store.revisions.text(identifier, 1), chance)
        if cut is not None and not _emphasised(store, cut):
            found.setdefault(" ".join(terms(cut.text)), cut)
        if len(found) == count:
            return list(found.values())
    raise ValueError(f"only {len(found)} different quotations can be cut from these texts")


def _emphasised(store: Store, cut: Cut) -> bool:
    """Tell whether the document emphasises some of the words: a plain quotation of them is not exact."""
    _, structures = store.revisions.outline(cut.document, 1)
    kinds = {StructureKind.EMPHASIS, StructureKind.STRONG}
    return any(mark.kind in kinds and mark.span.intersect(cut.span) for mark in structures)


def _cut(document: str, text: str, chance: random.Random) -> Cut | None:
    """Return a stretch of whole words; None where it is no prose, or begins or ends inside a word with a hyphen."""
    standing = words(text)
    length = chance.randint(SHORTEST, LONGEST)
    if len(standing) <= length:
        return None
    first = chance.randrange(len(standing) - length)
    span = Span(standing[first].start, standing[first + length - 1].end)
    cut = span.of(text)
    if not _BEFORE.search(text[max(0, span.start - 1) : span.start]) or not _AFTER.match(text, span.end):
        return None
    letters = sum(word.term.isalpha() and len(word.term) > 1 for word in standing[first : first + length])
    return Cut(document, span, cut) if _PROSE.fullmatch(cut) and letters > 0.8 * length else None


def phrases(engine: Engine, store: Store, quotations: Sequence[Cut], seed: int = SEED) -> list[str]:
    """Search each quotation, typeset, as a phrase; return those that were not found where they were cut."""
    chance = random.Random(seed)
    missed = []
    for cut in quotations:
        printed = typeset(cut.text, chance)
        anywhere, there = Filters(), Filters(document=cut.document)  # some words stand in a thousand documents
        if not any(_is_found(engine, store, printed, cut, filters) for filters in (anywhere, there)):
            missed.append(printed)
    return missed


def _is_found(engine: Engine, store: Store, printed: str, cut: Cut, filters: Filters) -> bool:
    """Tell whether one of the first hits for a phrase is where the words were cut."""
    results = search(engine, store, parse(f"“{printed}”"), filters=filters, page_size=_MOST_SHOWN)
    places = [(hit.passage.document, span) for hit in results.hits for span in hit.spans]
    return any(document == cut.document and span.intersect(cut.span) for document, span in places)


def quality(engine: Engine, store: Store, count: int, each: int, seed: int = SEED) -> Quality:
    """Measure phrases on `count` quotations, and tracing on `each` of them for every mutation."""
    quotations = cuts(store, count, seed)
    missed = phrases(engine, store, quotations, seed)
    begun, traced = time.perf_counter(), 0
    found: dict[str, Traced] = {}
    for mutation in MUTATIONS:
        found[mutation.name] = _traced(engine, store, mutation, quotations, each, seed)
        traced += found[mutation.name].count
    seconds = time.perf_counter() - begun
    return Quality(len(quotations), len(quotations) - len(missed), missed[:3], found, traced / seconds)


def _traced(
    engine: Engine, store: Store, mutation: Mutation, quotations: Sequence[Cut], most: int, seed: int
) -> Traced:
    """Trace up to `most` quotations, altered in one way."""
    spent, found, right, called_exact = [], 0, 0, 0
    for cut, printed in altered(mutation, quotations, most, seed):
        told, took = timed(trace, engine, store, printed)
        spent.append(took.cpu)
        found += at_its_place(told, cut)
        right += rightly_judged(told, mutation)
        called_exact += wrongly_exact(told)
    return Traced(len(spent), found, right, called_exact, figures(spent))


def altered(mutation: Mutation, quotations: Sequence[Cut], most: int, seed: int) -> Iterator[tuple[Cut, str]]:
    """Yield up to `most` quotations with what a mutation makes of them, without those of which it makes nothing."""
    chance, made = random.Random(f"{seed} {mutation.name}"), 0
    for cut in quotations:
        other = chance.choice(LETTERS.findall(chance.choice(quotations).text))
        printed = mutation.make(" ".join(cut.text.split()), chance, other)
        if printed is None:
            continue
        yield cut, printed
        made += 1
        if made == most:
            return


def at_its_place(told: Trace, cut: Cut) -> bool:
    """Tell whether the first place is where the words were cut, or one where the same words stand again."""
    if not told.places:
        return False
    best = told.places[0]
    if best.document.id == cut.document and best.collation.span.intersect(cut.span):
        return True
    return terms(_stored(best)) == terms(cut.text)


def rightly_judged(told: Trace, mutation: Mutation) -> bool:
    """Tell whether the verdict is one that is right for the mutation, or for what it happened to make.

    Halves that were turned round may stand in that order further on: then they are elided.
    """
    if told.verdict in mutation.right:
        return True
    if Verdict.SPLICED in mutation.right and told.verdict is Verdict.ELIDED:
        return _stands_in_order(told)
    similar = Verdict.MISQUOTED in mutation.right and Flag.SIMILAR in told.flags
    return similar and told.quoted.word_count < _FEW_WORDS


def _stands_in_order(told: Trace) -> bool:
    """Tell by plain search whether the pieces stand word for word, one after another, around the first place."""
    stored, at = f" {' '.join(terms(told.places[0].excerpt.source.text))} ", 0
    for piece in told.quoted.pieces:
        wanted = f" {' '.join(piece.terms)} "
        found = stored.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted) - 1
    return True


def wrongly_exact(told: Trace) -> bool:
    """Tell whether a quotation is called exact, or so but for its typography, where its words do not stand."""
    if told.verdict not in {Verdict.EXACT, Verdict.TYPOGRAPHY} or not told.places:
        return False
    printed = "".join(term for piece in told.quoted.pieces for term in piece.terms)
    return "".join(terms(_stored(told.places[0]))) != printed


def _stored(place: Place) -> str:
    """Return the stored words from the first to the last that a quotation took."""
    return place.excerpt.source.between(place.collation.span.start, place.collation.span.end)
