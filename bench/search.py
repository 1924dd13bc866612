"""Index and search at 100,000 passages: both engines beside Whoosh as documented, SQLite's FTS5 and a plain scan."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from archive.clock import Clock
from archive.documents import Passage
from archive.store import Store
from bench.clocks import Figures, figures, timed
from bench.corpus.building import CACHE, PASSAGES, Corpus, corpus
from bench.ours import Ids, built, bytes_in, measure, sets
from bench.peers.fts5 import Fts5
from bench.peers.peer import Peer, Unanswered
from bench.peers.stock import Stock
from bench.questions import Question
from bench.quotations import Quality, quality
from bench.reported import PHRASE, STOCK_SHARE, Beside, Run, lines_of
from bench.rounds import ROUNDS, Ask, Kinds, asked_all
from index import scan
from index.analyzer import ANALYZER
from index.engines.protocol import Row
from index.indexer import Indexer

QUESTIONS, FEW = 60, 12
FEW_PASSAGES = 10_000
_CUT = 9
"""How many quotations are searched as phrases for one that is traced in each altered form: 540 for 60."""


def table(folder: Path = CACHE, *, quick: bool = False) -> list[str]:
    """Return the section's lines; the archive that is measured on is built in `folder` where it is not there."""
    held = corpus(folder, FEW_PASSAGES if quick else PASSAGES)
    if not held.size.passages:
        return ["## Index and search", "", "Not measured: no documentation packages can be fetched here."]
    with tempfile.TemporaryDirectory() as scratch:
        return lines_of(run(held, Path(scratch), folder, FEW if quick else QUESTIONS))


def run(held: Corpus, scratch: Path, kept: Path, count: int) -> Run:
    """Measure everything, one after another; what is written to is a copy of the archive in `scratch`.

    The index of Whoosh as documented takes so long that it is kept, in `kept`, for the next run.
    """
    rows: list[Row] = []
    with _copy(held, scratch / "whoosh") as store:
        _say("Whoosh, tuned")
        build = built(store, "whoosh", rows, rounds=ROUNDS)
        asked = sets(rows, count)
        whoosh = measure(store, "whoosh", asked, build)
        slower = _quality(store, "whoosh", max(1, count // 5))
    with _copy(held, scratch / "tantivy") as store:
        _say("tantivy")
        tantivy = measure(store, "tantivy", asked, built(store, "tantivy", rounds=ROUNDS))
        quoted = _quality(store, "tantivy", count)
    _say("SQLite FTS5")
    fts5 = _beside(Fts5, scratch / "fts5", rows, asked.engine)
    _say("Whoosh as documented")
    stock = _stock(scratch, kept / f"stock-{held.size.passages}-{ANALYZER.replace('/', '-')}", rows, asked.engine)
    rows.clear()
    with _copy(held, scratch / "scan") as store:
        _say("the scan")
        scanned, found = _scanned(scratch / "scanned", store, asked.engine[PHRASE], asked.search[PHRASE])
    pairs = list(zip(whoosh.answers, tantivy.answers, strict=True))
    phrases = [each for each in whoosh.answers if each[0].kind == PHRASE]
    return Run(
        held,
        count,
        whoosh,
        tantivy,
        stock,
        fts5,
        scanned,
        quoted,
        slower,
        agreeing=sum(one[1] == other[1] for one, other in pairs),
        compared=len(pairs),
        as_scanned=sum(_same(answer, found[question.typed]) for question, answer in phrases),
        phrases=len(phrases),
    )


def _quality(store: Store, name: str, count: int) -> Quality:
    """Measure quotations on the index that was built last: `count` in each altered form, many more as phrases."""
    engine = Indexer(store, name).open()
    try:
        return quality(engine, store, count * _CUT, count)
    finally:
        engine.close()


@contextmanager
def _copy(held: Corpus, folder: Path) -> Iterator[Store]:
    """Open a copy of the archive."""
    shutil.copytree(held.folder, folder)
    store = Store(folder, clock=Clock())
    try:
        yield store
    finally:
        store.close()


def _beside(kind: type[Peer], folder: Path, rows: Sequence[Row], asked: Kinds) -> Beside:
    """Build a peer's index, in as many rounds as ours, and ask it what the engines are asked."""
    seconds = median(_built(kind, folder / str(number), rows) for number in range(ROUNDS))
    return Beside(seconds, bytes_in(folder / "0"), _asked(partial(kind, folder / "0"), asked))


def _stock(scratch: Path, kept: Path, rows: Sequence[Row], asked: Kinds) -> Beside:
    """Build a tenth of the index and take the time of that tenfold; ask the whole one, built where it is missing."""
    part = rows[::STOCK_SHARE]
    every = [_built(Stock, scratch / f"stock-{number}", part) for number in range(ROUNDS)]
    seconds = median(every) * len(rows) / len(part)
    if not kept.is_dir():
        _built(Stock, scratch / "whole", rows)
        shutil.move(scratch / "whole", kept)
    return Beside(seconds, bytes_in(kept), _asked(partial(Stock, kept), asked))


def _built(kind: type[Peer], folder: Path, rows: Sequence[Row]) -> float:
    """Build a peer's index; return the CPU seconds that took."""
    peer = kind(folder)
    _, spent = timed(peer.build, rows)
    peer.close()
    return spent.cpu / 1000


def _asked(made: Callable[[], Peer], asked: Kinds) -> dict[str, Figures]:
    """Ask a peer what the engines are asked, as far as it can answer."""

    @contextmanager
    def opened() -> Iterator[Ask]:
        peer = made()
        try:
            yield lambda question: partial(peer.ask, question)
        finally:
            peer.close()

    with opened() as ask:
        answered = {name: each for name, each in asked.items() if _can(ask(each[0]))}
    return asked_all(answered, opened)


def _can(asking: Callable[[], object]) -> bool:
    try:
        asking()
    except Unanswered:
        return False
    return True


def _scanned(
    folder: Path, store: Store, timed_on: Sequence[Question], sought: Sequence[Question]
) -> tuple[Figures, dict[str, set[str]]]:
    """Return what a scan for a phrase takes, and where it finds others."""
    scan.build(folder, _texts(store))
    opened = scan.Scan(folder)
    try:
        spent = [timed(opened.find, question.typed)[1].cpu for question in timed_on]
        return figures(spent), {question.typed: set(opened.find(question.typed)) for question in sought}
    finally:
        opened.close()


def _texts(store: Store) -> Iterator[tuple[str, list[Passage]]]:
    for identifier in store.documents.ids():
        yield store.revisions.text(identifier, 1), store.passages.of(identifier, 1)


def _same(answer: Ids, found: set[str]) -> bool:
    """Tell whether an answer counts as many passages as the scan found, and shows none besides."""
    total, shown = answer
    return total == len(found) and found.issuperset(shown)


def _say(what: str) -> None:
    print(f"Measuring {what} …", file=sys.stderr)
