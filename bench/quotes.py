"""Tracing printed quotations at 100,000 passages: by what quoters do to words, on both engines, beside peers."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz

from archive.spans import Span
from archive.store import Store
from archive.verdicts import Flag, Verdict
from bench.alarms import CHOSEN, UNSEEN, Alarms, alarm_lines, alarms, unseen
from bench.articles import BESIDE
from bench.clocks import Figures, figures, timed
from bench.corpus.building import CACHE, PASSAGES, corpus
from bench.finer_mutations import FINER
from bench.mutations import MUTATIONS
from bench.questions import SEED
from bench.quid_peer import finder
from bench.quotations import Cut, altered, at_its_place, cuts, rightly_judged, wrongly_exact
from bench.rounds import ROUNDS
from index.engines.protocol import Engine
from index.reading_room import ReadingRoom
from index.traces import Trace
from index.tracing import trace

EACH, FEW = 40, 8
FEW_PASSAGES = 10_000
_PEERS = 60
_LIKE = 85
"""From which likeness in percent `partial_ratio` is taken to have found a place."""

TITLE = "## Quotations traced"


@dataclass(slots=True)
class Row:
    """What became of the quotations of one mutation; `exact` are misquotations that were called so."""

    count: int = 0
    source: int = 0
    verdict: int = 0
    misquoted: int = 0
    exact: int = 0
    spent: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """An engine's rows by mutation, and verdicts given by mutation."""

    rows: dict[str, Row] = field(default_factory=dict)
    given: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def spent(self) -> list[float]:
        """CPU milliseconds of every quotation."""
        return [each for row in self.rows.values() for each in row.spent]


def table(folder: Path = BESIDE, *, quick: bool = False) -> list[str]:
    """Return the section's lines; `folder` has saved web pages (`source.html`) whose quotations have no source here."""
    held = corpus(CACHE, FEW_PASSAGES if quick else PASSAGES)
    if not held.size.passages:
        return [TITLE, "", "Not measured: no documentation packages can be fetched here."]
    runs: dict[str, Run] = {}
    each = FEW if quick else EACH
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("tantivy", "whoosh"):
            print(f"{name} …", file=sys.stderr)
            with _archive(held.folder, Path(scratch) / name, name) as store:
                found = cuts(store, each * 2, SEED)
                runs[name] = rounds(store, name, found, each if name == "tantivy" else max(4, each // 4))
                if name == "tantivy":
                    with _engine(store, name) as engine:
                        measured = _alarms(engine, store, folder, quick=quick)
                    peers = _peers(store, found[: _PEERS if not quick else 10])
    return [
        TITLE,
        "",
        *_told(held.size.passages, runs),
        *_confusion(runs["tantivy"]),
        *alarm_lines(measured),
        *_beside(peers),
    ]


@contextmanager
def _archive(kept: Path, folder: Path, name: str) -> Iterator[Store]:
    """Yield a copy of the archive, its index built."""
    shutil.copytree(kept, folder)
    store = Store(folder)
    with _engine(store, name):
        yield store
    store.close()
    shutil.rmtree(folder)


@contextmanager
def _engine(store: Store, name: str) -> Iterator[Engine]:
    """Yield an engine, opened anew."""
    room = ReadingRoom(store, name)
    room.catch_up()
    trace(room.engine(), store, "the first question reads the vocabulary")
    yield room.engine()
    room.close()


def rounds(store: Store, name: str, found: Sequence[Cut], each: int) -> Run:
    """Trace everything in several rounds, the engine opened anew in each; of each quotation's times the median counts.

    An answer that is not the same in all rounds is an error.
    """
    runs = []
    for _ in range(ROUNDS):
        with _engine(store, name) as engine:
            runs.append(run(engine, store, found, each))
    if any(other.given != runs[0].given for other in runs):
        raise RuntimeError("the same quotation has another verdict when it is traced again")
    for mutation, row in runs[0].rows.items():
        row.spent = [median(times) for times in zip(*(other.rows[mutation].spent for other in runs), strict=True)]
    return runs[0]


def run(engine: Engine, store: Store, found: Sequence[Cut], each: int) -> Run:
    """Trace up to `each` quotations of every mutation."""
    run = Run()
    for mutation in (*MUTATIONS, *FINER):
        row = run.rows[mutation.name] = Row()
        for cut, printed in altered(mutation, found, each, SEED):
            told, took = timed(trace, engine, store, printed)
            row.spent.append(took.cpu)
            row.count += 1
            row.source += at_its_place(told, cut)
            row.verdict += rightly_judged(told, mutation)
            row.misquoted += Verdict.MISQUOTED in mutation.right
            row.exact += Verdict.MISQUOTED in mutation.right and wrongly_exact(told)
            run.given[mutation.name, _name(told)] += 1
    run.rows = {name: row for name, row in run.rows.items() if row.count}
    return run


def _name(told: Trace) -> str:
    return "similar wording" if Flag.SIMILAR in told.flags else told.verdict.value


def _alarms(engine: Engine, store: Store, folder: Path, *, quick: bool) -> dict[str, Alarms]:
    """Measure false alarms on the pages of a folder, and on those of a package."""
    sets = {CHOSEN: sorted(folder.rglob("source.html")), UNSEEN: unseen(CACHE / "packages")}
    return {name: alarms(engine, store, pages[:FEW] if quick else pages) for name, pages in sets.items()}


def _peers(store: Store, found: Sequence[Cut]) -> dict[str, tuple[int, int, Figures]]:
    """Return how often plain find, `partial_ratio` and Quid over the one right document find an altered quotation.

    They are told the document, which tracing is not: the peers have an easier task.
    """
    right: Counter[str] = Counter()
    quid = finder()
    spent: dict[str, list[float]] = {"plain find": [], "rapidfuzz partial_ratio": [], **({"Quid": []} if quid else {})}
    asked = 0
    for mutation in MUTATIONS:
        for cut, printed in altered(mutation, found, len(found) // 4 or 1, SEED):
            text = " ".join(store.revisions.text(cut.document, 1).split())
            asked += 1
            at, took = timed(text.find, printed)
            spent["plain find"].append(took.cpu)
            right["plain find"] += at >= 0
            like, took = timed(fuzz.partial_ratio, printed, text)
            spent["rapidfuzz partial_ratio"].append(took.cpu)
            right["rapidfuzz partial_ratio"] += like >= _LIKE
            if quid:
                place = Span(at := text.find(" ".join(cut.text.split())), at + len(cut.text))
                places, took = timed(quid, text, printed)
                spent["Quid"].append(took.cpu)
                right["Quid"] += any(place.intersect(each) for each in places)
    return {name: (asked, right[name], figures(listed)) for name, listed in spent.items()}


def _told(passages: int, runs: dict[str, Run]) -> Iterator[str]:
    fast, slow = runs["tantivy"], runs["whoosh"]
    yield (
        f"At {passages:,} passages. Quotations were cut from the texts with a fixed seed, altered as quoters do (first "
        f"column), and traced without saying where they are from, in {ROUNDS} rounds, the engine opened anew in each: "
        "of each quotation's times the median counts."
    )
    yield ""
    yield "| | n | source | verdict | misquoted, called exact (limit 0) | CPU ms p50 / p95, tantivy | Whoosh |"
    yield "|---|---|---|---|---|---|---|"
    for name, row in fast.rows.items():
        beside = _spent(slow.rows[name].spent) if name in slow.rows else "–"
        shares = f"{row.source / row.count:.3f} | {row.verdict / row.count:.3f}"
        yield f"| {name} | {row.count} | {shares} | {row.exact} | {_spent(row.spent)} | {beside} |"
    for name, run, least in (("tantivy", fast, 150), ("Whoosh", slow, 25)):
        pace = 1000 * len(run.spent) / sum(run.spent)
        p95 = figures(run.spent).p95
        yield ""
        yield (
            f"{name}: {pace:.0f} quotations a CPU second (target {least}, {pace / least:.2f}×), p95 {p95:.0f} ms; "
            f"{sum(row.exact for row in run.rows.values())} of {sum(row.misquoted for row in run.rows.values())} "
            "misquotations were called exact."
        )


def _spent(measured: Sequence[float]) -> str:
    shown = figures(measured)
    return f"{shown.p50:.1f} / {shown.p95:.0f}"


def _confusion(run: Run) -> Iterator[str]:
    """Yield which verdicts were given for each mutation."""
    names = [verdict.value for verdict in Verdict] + ["similar wording"]
    shown = [name for name in names if any(given == name for _, given in run.given)]
    yield from ("", "### Verdicts given", "", f"| | {' | '.join(shown)} |", "|---" * (len(shown) + 1) + "|")
    for mutation in run.rows:
        yield f"| {mutation} | {' | '.join(str(run.given[mutation, name] or '') for name in shown)} |"


def _beside(peers: dict[str, tuple[int, int, Figures]]) -> Iterator[str]:
    yield from ("", "Peers, told the right document, which tracing is not (found / asked, CPU ms p50 / p95):")
    for name, (asked, right, spent) in peers.items():
        yield f"{name} {right} / {asked}, {spent.p50:.1f} / {spent.p95:.0f};"
    if "Quid" not in peers:
        yield "Quid is not installed here."
