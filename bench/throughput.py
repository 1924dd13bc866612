"""Throughput of a whole ingest, to the last commit and the index: two workers beside one, letters and a long PDF."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = sorted((Path(__file__).parent.parent / "documents").glob("*letter-[cv]*.pdf"))
LIMIT = 1.7
_COPIES = 250


def _letters(folder: Path) -> int:
    """Write copies of the sample letters, each with bytes of its own (a comment after the end); return the pages."""
    folder.mkdir()
    for number in range(_COPIES):
        for sample in SAMPLES:
            place = folder / f"{number:03}-{sample.name}"
            place.write_bytes(sample.read_bytes() + b"\n%% copy %d\n" % number)
    return _COPIES * len(SAMPLES)


def _seconds(files: Path, archive: Path, workers: int, processors: set[int]) -> float:
    """Return how long `verbatim ingest` takes, as a process of its own that is held to some processors."""
    command = [sys.executable, "-c", "from web.cli import main; main()", "ingest", str(files), "--json"]
    ours = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    try:
        begun = time.perf_counter()
        done = subprocess.run(
            [*command, "--archive", str(archive), "--workers", str(workers)],
            stdout=subprocess.DEVNULL,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
        taken = time.perf_counter() - begun
    finally:
        os.sched_setaffinity(0, ours)
    if done.returncode:
        raise RuntimeError(f"the ingest ended with {done.returncode}")
    return taken


def _book(folder: Path) -> Path | None:
    """Return a long PDF to read in ranges of pages: the Debian Reference, where its package is installed."""
    book = Path("/usr/share/debian-reference/debian-reference.en.pdf")
    if not book.is_file():
        return None
    folder.mkdir()
    place = folder / "book.pdf"
    place.write_bytes(book.read_bytes())
    return folder


def table() -> list[str]:
    """Return seconds for one worker on one processor, one on two, and two on two, each measured once, in turn."""
    lines = [
        "## Throughput",
        "",
        f"Wall clock of `verbatim ingest`, from start to end; limit {LIMIT}× of two workers on two processors",
        "against one on one. With one worker on two processors the second is not idle: the process that keeps,",
        "stores and indexes uses it while the worker reads, so that a second worker adds less (the last column).",
        "Of one long PDF only the reading of its pages is shared out; start, recognition, normalization, storing",
        "and indexing happen once.",
        "",
        "| what | one worker, one processor | one worker, two | two workers, two | ratio | to one worker on two |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        count = _letters(root / "letters")
        lines.append(_row(f"{count} letters", root / "letters", root))
        book = _book(root / "book")
        if book is None:
            lines.append("| one long PDF | – | – | – | not measured: the package debian-reference-en is missing | – |")
        else:
            lines.append(_row("one PDF of 261 pages", book, root))
    return lines


def _row(name: str, files: Path, root: Path) -> str:
    one, two = sorted(os.sched_getaffinity(0))[:2]
    settings = ((1, {one}), (1, {one, two}), (2, {one, two}))
    folder = root / f"archives-{files.name}"
    folder.mkdir()
    alone, beside, both = (
        _seconds(files, folder / str(number), workers, processors)
        for number, (workers, processors) in enumerate(settings)
    )
    ratio = alone / both
    below = "" if ratio >= LIMIT else ", below the limit"
    return f"| {name} | {alone:.1f} s | {beside:.1f} s | {both:.1f} s | {ratio:.2f}×{below} | {beside / both:.2f}× |"
