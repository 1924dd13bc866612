"""Near a million passages on tantivy: built, searched and traced, each in a process whose memory is told."""

from __future__ import annotations

import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from archive.store import Store
from bench.clocks import Spent, figures, timed
from bench.corpus.building import CACHE, Corpus, corpus
from bench.ours import Measured, Sets, built, measure, sets
from bench.questions import SEED
from bench.quotations import cuts
from bench.quotes import Run, run
from bench.reported import at_least, at_most, pair, plain
from index.engines.protocol import Row
from index.reading_room import ReadingRoom
from index.tracing import trace

PASSAGES, QUESTIONS, EACH = 1_000_000, 40, 30
TITLE = "## Near a million passages"
_ENGINE = "tantivy"
_DRAWN_FROM = 8_000
"""From about so many passages, spread over the archive, the questions are drawn: all would not go into memory."""

_BUILD, _SIZE, _ANSWER, _PAGE, _PACE, _TRACED = 9.0, 0.5, 3.0, 60.0, 60.0, 100.0
"""The limits, as `bench/reported.py` has them for fewer passages; quotations a second and their 95th percentile."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Build:
    """CPU seconds of the engine's writes and of everything, bytes of the index, minutes by the clock."""

    figures: tuple[float, float, int]
    minutes: float


@dataclass(frozen=True, slots=True)
class Traces:
    """The first question that a process puts, and the quotations."""

    first: Spent
    run: Run


def table() -> list[str]:
    """Return the section's lines; the archive is built where it is not there, of fewer passages where no more are."""
    held = corpus(CACHE, PASSAGES)
    if not held.size.passages:
        return [TITLE, "", "Not measured: no documentation packages can be fetched here."]
    return measured(held, QUESTIONS, EACH)


def measured(held: Corpus, questions: int, each: int) -> list[str]:
    """Return the section's lines on an archive: so many questions a kind and set, so many quotations a mutation."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "archive"
        shutil.copytree(held.folder, folder)
        (build, asked), most = alone(building, folder, max(1, held.size.passages // _DRAWN_FROM), questions)
        traces, tracing = alone(traced, folder, each)
        found, searching = alone(searched, folder, build, asked)
        return lines_of(held, build, found, traces, {"building": most, "tracing": tracing, "searching": searching})


def alone(act: Callable[P, T], *given: P.args, **named: P.kwargs) -> tuple[T, int]:
    """Do something in a process of its own; return what it gave and the most MB that the process held."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        value = pool.submit(act, *given, **named).result()
        return value, pool.submit(_held).result()


def _held() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class _Sample(list[Row]):
    """Rows that an engine is fed, one of `share`."""

    def __init__(self, share: int) -> None:
        """Begin without any."""
        super().__init__()
        self._share = share

    def extend(self, rows: Sequence[Row]) -> None:  # type: ignore[override]
        """Keep some."""
        super().extend(rows[:: self._share])


def building(folder: Path, share: int, questions: int) -> tuple[Build, Sets]:
    """Build the index of an archive; return what that took, and questions drawn from one of `share` of its passages."""
    rows = _Sample(share)
    store = Store(folder)
    found, took = timed(built, store, _ENGINE, rows)
    store.close()
    return Build(found, took.wall / 60_000), sets(rows, questions)


def searched(folder: Path, build: Build, asked: Sets) -> Measured:
    """Ask the engine, the whole search and the page."""
    store = Store(folder)
    try:
        return measure(store, _ENGINE, asked, build.figures)
    finally:
        store.close()


def traced(folder: Path, each: int) -> Traces:
    """Trace quotations, `each` of every mutation."""
    store = Store(folder)
    room = ReadingRoom(store, _ENGINE)
    try:
        _, first = timed(lambda: trace(room.engine(), store, "the first question reads the vocabulary"))
        return Traces(first, run(room.engine(), store, cuts(store, 2 * each, SEED), each))
    finally:
        room.close()
        store.close()


def lines_of(held: Corpus, build: Build, found: Measured, traces: Traces, memory: dict[str, int]) -> list[str]:
    """Return the section's lines."""
    return [
        TITLE,
        "",
        _head(held),
        "",
        *_quotations(traces),
        "",
        *_index(held.size.bytes / 1e6, build, found, traces, memory),
        "",
        *_searches(found),
    ]


def _head(held: Corpus) -> str:
    size = held.size
    return (
        f"{size.passages:,} passages of {size.documents:,} documents, {size.bytes / 1e6:,.0f} MB of text of "
        f"{len(held.packages)} documentation packages of Debian, no text twice, on tantivy. CPU time of all threads, "
        "one run; a figure that misses its limit is followed by how many times the limit it is."
    )


def _quotations(traces: Traces) -> Iterator[str]:
    rows, spent = traces.run.rows, traces.run.spent
    pace, p95 = 1000 * len(spent) / sum(spent), figures(spent).p95
    yield (
        f"{at_least(pace, _PACE)} quotations a CPU second (limit {_PACE:.0f}); one takes {plain(figures(spent))} ms "
        f"p50 / p95 (limit {_TRACED:.0f}{f', **{p95 / _TRACED:.1f}×**' if p95 > _TRACED else ''}), the longest "
        f"{max(spent):.0f} ms. {sum(row.exact for row in rows.values())} of "
        f"{sum(row.misquoted for row in rows.values())} misquotations were called exact (limit 0)."
    )
    yield ""
    yield "| | n | source | verdict | CPU ms p50 / p95 |"
    yield "|---|---|---|---|---|"
    for name, row in rows.items():
        shares = f"{row.source / row.count:.3f} | {row.verdict / row.count:.3f}"
        yield f"| {name} | {row.count} | {shares} | {pair(figures(row.spent), _TRACED)} |"
    source, verdict, count = (
        sum(getattr(row, name) for row in rows.values()) for name in ("source", "verdict", "count")
    )
    yield f"| **all** | {count} | {source / count:.3f} | {verdict / count:.3f} | {pair(figures(spent), _TRACED)} |"


def _index(mb: float, build: Build, found: Measured, traces: Traces, memory: dict[str, int]) -> Iterator[str]:
    yield "| the index | |"
    yield "|---|---|"
    yield f"| build, MB of text a CPU second (limit {_BUILD:.0f}) | {at_least(mb / found.write_seconds, _BUILD)} |"
    yield f"| the same with reading the store and folding | {at_least(mb / found.rebuild_seconds, 0)} |"
    yield f"| the whole build, minutes by the clock | {build.minutes:.1f} |"
    yield f"| index / text (limit {_SIZE}) | {at_most(found.bytes / 1e6 / mb, _SIZE, 2)} |"
    yield f"| opening, ms | {found.opening:.0f} |"
    yield f"| the first quotation of a process, which reads the vocabulary, ms | {traces.first.cpu:,.0f} |"
    added = f"{plain(found.added)} ({plain(found.added_wall)} by the clock)"
    yield f"| one passage added and found, ms p50 / p95 | {added} |"
    yield f"| tidying up after it, ms p50 / p95 | {plain(found.tidied)} |"
    for name, most in memory.items():
        yield f"| most memory of the process while {name}, MB, with the parts of the index that are mapped | {most:,} |"


def _searches(found: Measured) -> Iterator[str]:
    limits = f"engine (limit {_ANSWER:.0f}) | whole search | page over HTTP (limit {_PAGE:.0f})"
    yield f"| CPU ms p50 / p95 | {limits} |"
    yield "|---|---|---|---|"
    for kind in found.engine:
        cells = (pair(found.engine[kind], _ANSWER), plain(found.search[kind]), pair(found.page[kind], _PAGE))
        yield f"| {kind} | {' | '.join(cells)} |"
