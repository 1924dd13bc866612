"""Export: the record as it stands at one moment becomes a bundle."""

from __future__ import annotations

import contextlib
import fcntl
import glob
import hashlib
import heapq
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from archive.bundling import layout
from archive.bundling.bagging import Leaf, write_bag
from archive.errors import Damaged, Refused, Unwritable
from archive.store import Store

Readable = Callable[[Store, Sequence[str]], Iterator[Leaf]]
"""Makes the pages for readers of these documents (ids), in the order of their names."""

_CHUNK = 1 << 20


def export_bundle(store: Store, target: Path, readable: Readable, *, documents: Sequence[str] = ()) -> int:
    """Write a bundle of the archive, or of these documents (ids), to a new file; return how many documents it holds.

    The file is there whole, or not at all. A document that is not held: `NotHeld`; an original or a text that is
    not what it was: `Damaged`; a file that is there already: `Refused`.
    """
    if target.exists():
        raise Refused(f"{target} is there already; nothing was written")
    with store.looking(), _appearing(target) as file:
        store.documents.must_hold(*documents)
        chosen = sorted(set(documents)) if documents else None
        ids = sorted(chosen or store.documents.ids())
        leaves = heapq.merge(readable(store, ids), _record(store, chosen, ids), key=lambda leaf: leaf.name)
        write_bag(file, leaves, _told(store, part=chosen is not None))
        return len(ids)


def _told(store: Store, *, part: bool) -> dict[str, str]:
    what = "some documents of an archive" if part else "an archive of documents"
    return {
        "External-Description": f"{what}, with texts, annotations and provenance; data/index.html opens them",
        layout.FORMAT_LABEL: layout.FORMAT,
        layout.SCHEMA_LABEL: store.record.schema,
    }


@contextmanager
def _appearing(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file that appears at `target` once it is whole and durable; nothing is left of one that fails.

    What an export to this name that was killed has left is taken away.
    """
    name, prefix = "", f".{target.name}-"
    for forsaken in target.parent.glob(f"{glob.escape(prefix)}*"):
        _take_away(forsaken)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix)
        with os.fdopen(handle, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            raise Refused(f"{target} is there already; nothing was written")
        Path(name).rename(target)
    except OSError as error:
        raise Unwritable(f"the bundle could not be made, nothing is left of it: {error.strerror or error}") from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)


def _take_away(path: Path) -> None:
    """Take away a file of ours unless somebody is writing it."""
    with contextlib.suppress(OSError), path.open("rb") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()


def _record(store: Store, chosen: Sequence[str] | None, ids: Sequence[str]) -> Iterator[Leaf]:
    """Yield originals, tables and texts, in the order of their names."""
    for sha256 in _originals(store, chosen):
        yield Leaf(layout.original(sha256), _bytes_of(store, sha256), packed=True)
    for table in sorted(store.record.tables):
        yield Leaf(layout.record(table), _lines(store, table, chosen))
    revisions = [(document, imprint.number) for document in ids for imprint in store.revisions.imprints(document)]
    for document, number in sorted(revisions, key=lambda key: layout.text(*key)):
        encoded = store.revisions.get(document, number).text.encode()
        yield Leaf(layout.text(document, number), [_bounded(encoded, f"the text of {document}@{number}")])


def _originals(store: Store, chosen: Sequence[str] | None) -> list[str]:
    """Return the digests of all originals that the rows name, in order."""
    tables = ("accessions", "revisions")
    return sorted({str(row["original_sha256"]) for table in tables for row in store.record.rows(table, chosen)})


def _bytes_of(store: Store, sha256: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with store.originals.path(sha256).open("rb") as kept:
        while chunk := kept.read(_CHUNK):
            digest.update(chunk)
            yield chunk
    if digest.hexdigest() != sha256:
        raise Damaged(f"original {sha256[:12]}… now hashes to {digest.hexdigest()[:12]}…; nothing was exported")


def _lines(store: Store, table: str, chosen: Sequence[str] | None) -> Iterator[bytes]:
    for row in store.record.rows(table, chosen):
        yield _bounded(_line(row), f"a row of {table}")


def _line(row: object) -> bytes:
    try:
        return (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, which JSON alone can write
        return (json.dumps(row, separators=(",", ":")) + "\n").encode()


def _bounded(line: bytes, what: str) -> bytes:
    if len(line) > layout.MOST_AT_ONCE:
        raise Refused(f"{what} is longer than a bundle takes ({layout.MOST_AT_ONCE >> 20} MiB)")
    return line
