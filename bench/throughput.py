"""Throughput of a whole ingest, to the last commit and the index: two workers beside one, letters and a long PDF."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLES = sorted((Path(__file__).parent.parent / "documents").glob("*letter-[cv]*.pdf"))
LIMIT = 1.7
_COPIES = 250
_ROUNDS = 1


def _letters(folder: Path) -> int:
    """Write copies of the sample letters, each with bytes of its own (a comment after the end); return the pages."""
    folder.mkdir()
    for number in range(_COPIES):
        for sample in SAMPLES:
            place = folder / f"{number:03}-{sample.name}"
            place.write_bytes(sample.read_bytes() + b"\n%% copy %d\n" % number)
    return _COPIES * len(SAMPLES)


def _seconds(files: Path, archive: Path, workers: int) -> float:
    """Return how long `verbatim ingest` takes, as a process of its own."""
    command = [sys.executable, "-c", "from web.cli import main; main()", "ingest", str(files), "--json"]
    begun = time.perf_counter()
    done = subprocess.run(
        [*command, "--archive", str(archive), "--workers", str(workers)],
        stdout=subprocess.DEVNULL,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    if done.returncode:
        raise RuntimeError(f"the ingest ended with {done.returncode}")
    return time.perf_counter() - begun


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
    """Return seconds and files a second for one and two workers, the best of `_ROUNDS` rounds taken in turn."""
    lines = [
        "## Throughput",
        "",
        f"Wall clock of `verbatim ingest`, from start to end, on two processors; limit {LIMIT}×.",
        "",
        "| what | one worker | two workers | ratio |",
        "|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        count = _letters(root / "letters")
        lines.append(_row(f"{count} letters", root / "letters", root))
        book = _book(root / "book")
        if book is None:
            lines.append("| one long PDF | – | – | not measured: the Debian package debian-reference-en is missing |")
        else:
            lines.append(_row("one PDF of 261 pages", book, root))
    return lines


def _row(name: str, files: Path, root: Path) -> str:
    best = {1: float("inf"), 2: float("inf")}
    for turn in range(_ROUNDS):
        for workers in (1, 2):
            archive = root / f"archive-{name.split(maxsplit=1)[0]}-{turn}-{workers}"
            best[workers] = min(best[workers], _seconds(files, archive, workers))
    ratio = best[1] / best[2]
    below = "" if ratio >= LIMIT else ", below the limit"
    return f"| {name} | {best[1]:.1f} s | {best[2]:.1f} s | {ratio:.2f}×{below} |"
