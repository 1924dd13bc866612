"""Recognition of pages that are pictures: letters we set ourselves, scanned clean, held against what was typed."""

from __future__ import annotations

import difflib
import re
import tempfile
import time
from pathlib import Path

import pypdfium2

from archive.settings import read_settings
from ingest.reading import Reading, read

DOCUMENTS = Path(__file__).parent.parent / "documents"
TYPED = Path(__file__).parent.parent / "tools" / "sample_scans"
LEAST = 0.99
"""The share of words that clean letters must give."""

_DPI = 200
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def _scan(path: Path, folder: Path) -> Path:
    """Return a PDF that holds the pages of another as pictures alone."""
    sheets = [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(path)]
    made = folder / path.name
    sheets[0].save(made, save_all=True, append_images=sheets[1:], resolution=_DPI)
    return made


def _read(path: Path, workers: int) -> Reading:
    reading = read(path, file_name=path.name, settings=read_settings({}, workers=workers))
    assert isinstance(reading, Reading), "a PDF is one document"
    return reading


def _right(typed: str, reading: Reading) -> tuple[int, int]:
    """Return how many typed words were recognised, in order, and how many there are."""
    truth, found = _WORD.findall(typed), _WORD.findall(reading.text)
    same = difflib.SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same), len(truth)


def _row(name: str, typed: dict[Path, str]) -> str:
    """Return the line of one kind of scan."""
    right = total = pages = 0
    certain, spent = [], 0.0
    for path, text in typed.items():
        begun = time.perf_counter()
        reading = _read(path, 1)
        spent += time.perf_counter() - begun
        hits, words = _right(text, reading)
        right, total, pages = right + hits, total + words, pages + len(reading.pages)
        certain += [page.confidence for page in reading.pages]
    sure = f"{min(certain)} to {max(certain)} %" if min(certain) < max(certain) else f"{certain[0]} %"
    return f"| {name} | {pages} | {total} | {right / total:.4f} | {sure} | {spent / pages:.1f} |"


def table() -> list[str]:
    """Return word accuracy, certainty and seconds a page."""
    letters = [path for path in sorted(DOCUMENTS.glob("*.pdf")) if not (TYPED / f"{path.stem}.txt").exists()]
    dirty = {DOCUMENTS / f"{path.stem}.pdf": path.read_text(encoding="utf-8") for path in sorted(TYPED.glob("*.txt"))}
    said = (
        f"Word for word, in order, by Debian's tesseract at {_DPI} dots an inch; at least {LEAST} on clean pages. "
        "Wall clock with one worker, from the file to its passages."
    )
    columns = ["| | pages | words | right | certainty said | seconds a page |", "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        clean = {_scan(path, Path(folder)): _read(path, 1).text for path in letters}
        rows = [
            _row("the sample letters, scanned clean", clean),
            _row("the sample scan: askew, faded, with specks", dirty),
        ]
    return ["## Recognition", "", said, "", *columns, *rows]
