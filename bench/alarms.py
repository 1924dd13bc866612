"""Quotations of press articles that nothing in the archive is the source of: how many are given one all the same."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.folding import terms
from archive.settings import read_settings
from archive.store import Store
from bench.corpus.packages import PRESS, files, unpacked
from index.engines.protocol import Engine
from index.tracing import trace
from ingest.reading import Reading, read

CHOSEN, UNSEEN = "on which thresholds were chosen", f"on which no threshold was chosen (package `{PRESS.names[0]}`)"
"""What is said of the two sets of pages: the share on the first one is a fit, the one on the other is not."""

_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of so many pages, those with quotations of five words and more, counted once each; how many have a source."""

    pages: int
    asked: int
    named: int

    def __str__(self) -> str:
        """Return the counts, and the share of those that were given a source."""
        share = self.named / self.asked if self.asked else 0.0
        return f"{self.named} of {self.asked:,} quotations in {self.pages} articles ({share:.2%})"


def unseen(cache: Path) -> list[Path]:
    """Return the saved pages of a package of press articles, fetched where it is missing; none where it cannot be."""
    place = unpacked(PRESS, cache)
    return list(files(PRESS, place)) if place else []


def alarms(engine: Engine, store: Store, pages: Iterable[Path]) -> Alarms:
    """Trace the quotations of saved pages; those that are given a source are shown, for a person to judge."""
    quoted = {path: list(_quotations(path)) for path in pages}
    once = {" ".join(terms(words)): words for found in quoted.values() for words in found}
    named = 0
    for words in once.values():
        place = trace(engine, store, words).named
        if place:
            named += 1
            print(
                f"given a source: “{words}” as “{place.exact}” in {place.document.description.title}", file=sys.stderr
            )
    return Alarms(sum(map(bool, quoted.values())), len(once), named)


def alarm_lines(measured: dict[str, Alarms]) -> Iterator[str]:
    """Yield the lines on both sets; where one could not be had that is said."""
    yield ""
    yield (
        f"Quotations of {_LEAST_WORDS} words and more in saved press articles, of which nothing here is the source, "
        "each counted once; given a source all the same (limit 1 %):"
    )
    yield ""
    for name in (CHOSEN, UNSEEN):
        found = measured.get(name)
        yield f"- pages {name}: {found if found and found.pages else 'not measured: they are not here'}"


def _quotations(path: Path) -> Iterator[str]:
    """Yield the quotations of a page that stand in no other."""
    reading = read(path, file_name=path.name, settings=read_settings({}))
    if isinstance(reading, Reading):
        for quotation in reading.detected.quotations:
            words = quotation.span.of(reading.text)
            if quotation.parent is None and len(words.split()) >= _LEAST_WORDS:
                yield words
