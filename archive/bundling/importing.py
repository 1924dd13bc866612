"""Import: a bundle becomes the record of an empty archive, all of it or nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.bundling import layout
from archive.bundling.checking import Bundle
from archive.bundling.reading_back import read_back
from archive.errors import NoRoom, Refused
from archive.store import Store
from archive.store.annotations import Sought
from archive.store.former import brought_up
from archive.store.migrate import is_older
from archive.store.originals import Originals
from archive.store.record import Record, Row

_STAGED = "importing-"
_TEXTS = "texts"
Rows = Callable[[str], Iterator[Row]]
"""Gives the rows of a table, by its name."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How much came in; of annotations, those that were not taken away."""

    documents: int
    annotations: int
    originals: int


def import_bundle(store: Store, bundle: Bundle) -> Imported:
    """Put a checked bundle into an empty archive; nothing of it is kept where anything fails.

    A bundle of an older schema is brought up to date beside the archive first. An archive that is not empty, a bundle
    of a newer schema, rows that do not hold together: `Refused`.
    """
    with store.atomic(), _apart(store) as folder:
        if held := store.record.holds():
            told = ", ".join(f"{table.replace('_', ' ')}: {count:,}" for table, count in held.items())
            raise Refused(f"this archive is not empty ({told}): import into a new folder; nothing was changed")
        with _up_to_date(store, bundle, folder) as rows:
            counts = {table: store.record.add(table, rows(table)) for table in store.record.tables}
        store.record.rein_in()
        _must_have_texts(store, bundle)
        read_back(store, frozenset(bundle.originals))
        store.originals.adopt(_staged(store, bundle, folder))
    return Imported(counts["documents"], store.annotations.count(Sought()), len(bundle.originals))


@contextmanager
def _up_to_date(store: Store, bundle: Bundle, folder: Path) -> Iterator[Rows]:
    """Yield what gives the rows of a table as this version has them, whichever version wrote them."""
    if bundle.schema == store.record.schema:
        _must_have_tables(store.record, bundle)
        yield lambda table: _rows(bundle, table)
    elif is_older(bundle.schema):
        with brought_up(folder / "former.sqlite3", bundle.schema, lambda record: _fill(record, bundle)) as record:
            yield lambda table: _with_texts(bundle, table, record.rows(table))
    else:
        raise Refused(
            f"the bundle was written by a newer version of Verbatim, or by none (its schema is "
            f"{bundle.schema or 'unknown'!r}, here {store.record.schema!r}): import it with the version that wrote it"
        )


def _fill(record: Record, bundle: Bundle) -> None:
    _must_have_tables(record, bundle)
    for table in record.tables:
        record.add(table, _rows(bundle, table))


def _must_have_tables(record: Record, bundle: Bundle) -> None:
    """Refuse a bundle that lacks a table of its schema, or has one more."""
    known = {layout.record(table) for table in record.tables}
    told = {name for name in bundle.names if name.startswith("data/record/")}
    if known != told:
        raise Refused(f"{min(known ^ told)} is missing, or is no table that this version knows")


def _must_have_texts(store: Store, bundle: Bundle) -> None:
    """Refuse a bundle with a text that no row names; one whose text is missing was refused before."""
    rows = store.record.rows(_TEXTS)
    named = {layout.text(str(row["document"]), int(str(row["revision"]))) for row in rows}
    if stray := sorted(name for name in bundle.names - named if name.startswith("data/texts/")):
        raise Refused(f"{stray[0]} belongs to no revision")


def _rows(bundle: Bundle, table: str) -> Iterator[Row]:
    """Return the rows of a table as the bundle has them."""
    return _with_texts(bundle, table, _told(bundle, table))


def _with_texts(bundle: Bundle, table: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, those of texts with the text that stands in a file of its own."""
    for number, row in enumerate(rows, start=1):
        yield {**row, "text": _text(bundle, row, number)} if table == _TEXTS else row


def _told(bundle: Bundle, table: str) -> Iterator[dict[str, object]]:
    for number, line in enumerate(_lines(bundle.chunks(layout.record(table)), table), start=1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Refused(f"{table}, row {number}: it is not JSON") from error
        if not isinstance(row, dict):
            raise Refused(f"{table}, row {number}: it is not a row")
        yield row


def _text(bundle: Bundle, row: Row, number: int) -> str:
    """Return the frozen text that a row of texts belongs to."""
    document, revision = row.get("document"), row.get("revision")
    if not layout.is_id(document) or not isinstance(revision, int):
        raise Refused(f"{_TEXTS}, row {number}: it names no revision")
    name = layout.text(str(document), revision)
    if name in bundle.names and bundle.size(name) > layout.MOST_AT_ONCE:
        raise Refused(f"{name} is longer than a bundle's texts are")
    try:
        return b"".join(bundle.chunks(name)).decode()
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is not UTF-8") from error


def _lines(chunks: Iterable[bytes], table: str) -> Iterator[bytes]:
    """Yield lines, each bounded before it is held; the last one must end as the others do."""
    parts: list[bytes] = []
    held = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for line in ended:
            yield b"".join([*parts, line])
            parts, held = [], 0
        parts.append(rest)
        held += len(rest)
        if held > layout.MOST_AT_ONCE:
            raise Refused(f"{table}: a row is longer than a bundle's rows are")
    if held:
        raise Refused(f"{table}: the last row is cut short")


@contextmanager
def _apart(store: Store) -> Iterator[Path]:
    """Yield a folder beside the archive's own files, on the same disk; whatever happens, nothing stays there.

    What an import that was killed has left is taken away: only one process can be here.
    """
    for forsaken in store.folder.glob(f"{_STAGED}*"):
        shutil.rmtree(forsaken, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=store.folder, prefix=_STAGED) as folder:
        yield Path(folder)


def _staged(store: Store, bundle: Bundle, folder: Path) -> Originals:
    """Return the originals, kept in this folder."""
    places = {sha256: layout.original(sha256) for sha256 in bundle.originals}
    if sum(bundle.size(place) for place in places.values()) > shutil.disk_usage(store.folder).free:
        raise NoRoom("there is no room for the originals on the archive's disk; nothing was imported")
    staged = Originals(folder / "originals")
    for sha256, place in places.items():
        staged.add(_Stream(bundle.chunks(place)), limit=bundle.size(place))
        staged.path(sha256)
    return staged


class _Stream:
    """Chunks as a file to be read, a chunk at a time."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, _: int, /) -> bytes:
        return next(self._chunks, b"")
