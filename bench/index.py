"""Index and search: our bulk writer and set executor beside Whoosh as documented, and a plain scan of the texts."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from whoosh.filedb.filestore import FileStorage
from whoosh.query import And, Phrase, Prefix, Term

from archive.clock import Clock
from archive.documents import Description, Document, Frozen, Page, Passage, Revision, digest
from archive.folding import occurrences, terms, words
from archive.spans import Span
from archive.store import Store
from bench.prose import documents
from index.analyzer import passage_terms
from index.engines.protocol import Answer, Engine, Filters, Row, Wanted
from index.engines.whoosh_engine import WhooshEngine, _schema
from index.expansion import expanded
from index.parsing import parse
from index.query import Node
from index.search import search
from ingest.segment import segment

QUERIES = {
    "common word": "function",
    "AND of three": "class method attribute",
    "phrase, six words": '"the value of the expression is"',
    "prefix, four letters": "attr*",
}
_ROUNDS = 15
T = TypeVar("T")


def run(folder: Path) -> list[str]:
    """Return the table's lines."""
    store = Store(folder / "archive", clock=Clock())
    for text in documents(copies=6):
        _keep(store, text)
    rows, texts = _rows(store)
    size = sum(len(text.encode()) for text in texts) / 1e6
    engine, ours = _timed(lambda: _build(folder / "ours", rows))
    stock, theirs = _timed(lambda: _stock(folder / "stock", rows))
    lines = [
        f"{len(rows):,} passages, {size:.1f} MB of text ({len(texts)} documents). CPU seconds, one run, one core.",
        "",
        "| | Verbatim | Whoosh as documented | ratio |",
        "|---|---|---|---|",
        f"| build, MB/s | {size / ours:.2f} | {size / theirs:.2f} | {theirs / ours:.1f}× |",
        f"| index / text | {_bytes(folder / 'ours') / size:.2f} | {_bytes(folder / 'stock') / size:.2f} | |",
        "",
        "| CPU ms p50 / p95 | engine | whole search, confirmed | Whoosh as documented | scan of all texts |",
        "|---|---|---|---|---|",
    ]
    for name, typed in QUERIES.items():
        root = parse(typed).root
        assert root is not None
        lines.append(
            f"| {name} | {_p(lambda root=root: _asked(engine, root))} "
            f"| {_p(lambda typed=typed: search(engine, store, parse(typed)))} "
            f"| {_p(lambda typed=typed: _stock_search(stock, typed))} | {_scan(typed, texts)} |"
        )
    return lines


def _keep(store: Store, text: str) -> None:
    """Store one document; only what the measurement needs is described."""
    page = Page(1, "", Span(0, len(text)))
    document = Document(store.clock.new_id(), Description(text[:40]), 1, store.clock.now())
    frozen = Frozen(digest(text), digest(text), digest(text), "bench", "1", "plain", "canon/1")
    made = Revision(document.id, 1, text, (page,), (), frozen, store.clock.now(), "text/plain", "bench.txt")
    with store.atomic():
        store.documents.add(document, pages=1)
        store.revisions.add(made, boxes=b"", offset_runs=b"")
        store.passages.add(
            [Passage(document.id, 1, number, at, span) for number, (at, span) in enumerate(segment(text, (page,)))]
        )


def _rows(store: Store) -> tuple[list[Row], list[str]]:
    rows, texts = [], []
    for identifier in store.documents.ids():
        text = store.revisions.text(identifier, 1)
        texts.append(text)
        passages = store.passages.of(identifier, 1)
        for passage, worded in zip(passages, passage_terms(text, passages), strict=True):
            rows.append(Row(passage.id, identifier, *worded, kind="other"))
    return rows, texts


def _build(folder: Path, rows: list[Row]) -> WhooshEngine:
    engine = WhooshEngine(folder, identity="bench")
    engine.write(rows, gone=(), cursor=0)
    return engine


def _asked(engine: Engine, root: Node) -> Answer:
    """Return the first page of an answer, and all its counts."""
    return engine.answer(expanded(root, engine.vocabulary), Filters(), Wanted())


def _stock(folder: Path, rows: list[Row]) -> object:
    folder.mkdir()
    index = FileStorage(str(folder)).create_index(_schema())
    writer = index.writer()
    for row in rows:
        writer.add_document(
            text=" ".join(row.text),
            seam=" ".join(row.seam),
            document=row.document,
            passage=row.id.encode(),
        )
    writer.commit()
    return index


def _stock_search(index: object, typed: str) -> int:
    with index.searcher() as searcher:  # type: ignore[attr-defined]  # Whoosh has no types
        found = terms(typed)
        if typed.startswith('"'):
            query = Phrase("text", found)
        elif typed.endswith("*"):
            query = Prefix("text", found[0])
        else:
            query = And([Term("text", term) for term in found])
        return len(searcher.search(query, limit=20))


def _scan(typed: str, texts: list[str]) -> str:
    """Return what folding and scanning every text costs, once; only for phrases."""
    if not typed.startswith('"'):
        return "–"
    phrase = terms(typed)
    _, seconds = _timed(lambda: [list(occurrences(words(text), phrase)) for text in texts])
    return f"{seconds * 1000:,.0f}"


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    return act(), time.process_time() - begun


def _p(act: Callable[[], object]) -> str:
    act()
    seconds = sorted(_timed(act)[1] * 1000 for _ in range(_ROUNDS))
    return f"{statistics.median(seconds):.1f} / {seconds[int(_ROUNDS * 0.95)]:.1f}"


def _bytes(folder: Path) -> float:
    """Return the size of a folder's files in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def table() -> list[str]:
    """Measure in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return ["## Index and search", "", *run(Path(folder))]
