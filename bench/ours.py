"""One of our engines measured: its build, its answers, the whole search, the page over HTTP, one passage more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from archive.documents import digest
from archive.store import Store
from bench.clocks import Figures, Spent, figures, timed
from bench.corpus.building import keep
from bench.corpus.prose import Prose
from bench.questions import Drawn, Question
from bench.rounds import Ask, Kinds, asked_all
from bench.served import left_out_of_collections, served
from bench.watched import WatchedEngine, WatchedIndexer
from index.engines.protocol import Answer, Engine, Filters, Row, Wanted
from index.expansion import expanded
from index.parsing import parse
from index.query import Query
from index.search import Results, search
from ingest.canonical import canonical
from ingest.extract.extraction import RawPage
from web import urls

ADDED = 60

Ids = tuple[int, tuple[str, ...]]
"""How many passages an answer counts, and the ids of its first page, in order."""


@dataclass(frozen=True, slots=True)
class Sets:
    """Three sets of different questions, by kind: for the engine, for the whole search, for the page."""

    engine: Kinds
    search: Kinds
    page: Kinds


@dataclass(frozen=True, slots=True)
class Measured:
    """What one engine took: seconds and bytes for the build, CPU milliseconds for each kind of question."""

    engine_name: str
    write_seconds: float
    rebuild_seconds: float
    bytes: int
    opening: float
    engine: Mapping[str, Figures]
    search: Mapping[str, Figures]
    page: Mapping[str, Figures]
    added: Figures
    added_wall: Figures
    tidied: Figures
    answers: Sequence[tuple[Question, Ids]]


def sets(rows: Sequence[Row], count: int) -> Sets:
    """Draw so many questions of each kind for each of the three sets."""
    drawn = Drawn(rows).questions(3 * count)
    parts = ({kind: each[part::3] for kind, each in drawn.items()} for part in range(3))
    return Sets(*parts)


def built(store: Store, name: str, rows: list[Row] | None = None, *, rounds: int = 1) -> tuple[float, float, int]:
    """Build an index; return CPU seconds of the engine's writes and of everything, and the index's bytes.

    Of several rounds the median counts; `rows` gathers what the engine is fed in the first.
    """
    every = [_built(store, name, rows if number == 0 else None) for number in range(rounds)]
    writing, whole, sizes = zip(*every, strict=True)
    return median(writing), median(whole), sizes[-1]


def _built(store: Store, name: str, rows: list[Row] | None) -> tuple[float, float, int]:
    indexer = WatchedIndexer(store, name, rows)
    engine, spent = timed(indexer.rebuild)
    engine.close()
    assert isinstance(engine, WatchedEngine), "the indexer opens no other"
    return engine.seconds, spent.cpu / 1000, bytes_in(store.folder / "index")


def measure(store: Store, name: str, asked: Sets, build: tuple[float, float, int]) -> Measured:
    """Ask the engine whose index has just been built."""
    indexer = WatchedIndexer(store, name)
    engine, opening = timed(indexer.open)

    def whole(engine: Engine, question: Question) -> Callable[[], Results]:
        return partial(search, engine, store, _query(question), filters=question.filters)

    in_engine = asked_all(asked.engine, partial(_opened, indexer, _call))
    in_search = asked_all(asked.search, partial(_opened, indexer, whole))
    answers = [(question, _ids(whole(engine, question)())) for each in asked.search.values() for question in each]
    with left_out_of_collections():
        more = [_added(store, indexer, engine, number) for number in range(ADDED + 1)][1:]
    engine.close()
    in_page = asked_all(asked.page, partial(_served, store, name))
    return Measured(
        name,
        *build,
        opening.cpu,
        in_engine,
        in_search,
        in_page,
        figures([spent.cpu for spent, _ in more]),
        figures([spent.wall for spent, _ in more]),
        figures([after.cpu for _, after in more]),
        answers,
    )


@contextmanager
def _opened(indexer: WatchedIndexer, call: Callable[[Engine, Question], Callable[[], object]]) -> Iterator[Ask]:
    """Open an engine anew, and ask it so."""
    engine = indexer.open()
    try:
        yield partial(call, engine)
    finally:
        engine.close()


@contextmanager
def _served(store: Store, name: str) -> Iterator[Ask]:
    """Start the server anew, and ask it for pages."""
    with served(store, store.folder, name) as browser:
        yield lambda question: partial(browser.get, address(question))


def address(question: Question) -> str:
    """Return the address of the page that answers a question."""
    told = question.filters
    return urls.search(
        q=question.typed, kind=told.kind, author=told.author, **{"from": told.date_from, "to": told.date_to}
    )


def bytes_in(folder: Path) -> int:
    """Return the size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _call(engine: Engine, question: Question) -> Callable[[], object]:
    """Return the call for the best and their number, or for the facets of an answer that was given."""

    def answer() -> Answer:
        return engine.answer(expanded(question.root, engine.vocabulary), question.filters, Wanted())

    return answer().spread if question.facets else answer


def _query(question: Question) -> Query:
    return Query(question.typed, question.root, "", (), plain=False)


def _ids(found: Results) -> Ids:
    return found.total, tuple(hit.passage.id for hit in found.hits)


def _added(store: Store, indexer: WatchedIndexer, engine: Engine, number: int) -> tuple[Spent, Spent]:
    """Store one short document, and measure from then until a search has found it; then the tidying up after it."""
    word = f"zzyzx{number}"
    form = canonical([RawPage(f"One more passage, with the word {word}, has come.\n")])
    with store.atomic():
        keep(store, Prose("one-more", word, form), digest(form.text))
    generation = indexer.current()

    def until_found() -> int:
        indexer.catch_up(engine, generation)
        return search(engine, store, parse(word), filters=Filters()).total

    total, spent = timed(until_found)
    if total != 1:
        raise RuntimeError("a passage that was added is not found")
    return spent, timed(indexer.tidy, engine, generation)[1]
