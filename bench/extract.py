"""Extraction of PDF text with a box for each character, beside pdfplumber's own and pypdfium2's plain text."""

from __future__ import annotations

import time
from pathlib import Path

import pdfplumber
import pypdfium2

from ingest.extract import pdf

SAMPLES = sorted((Path(__file__).parent.parent / "documents").glob("*.pdf"))
_ROUNDS = 6


def _ours(path: Path) -> int:
    return len(pdf.extract(path).pages)


def _plumber(path: Path) -> int:
    with pdfplumber.open(path) as opened:
        return len([page.extract_text() for page in opened.pages])


def _pdfium(path: Path) -> int:
    opened = pypdfium2.PdfDocument(path)
    pages = len([opened[number].get_textpage().get_text_range() for number in range(len(opened))])
    opened.close()
    return pages


def table() -> list[str]:
    """Return pages a CPU second on the sample letters, each reader in turn, several rounds."""
    spent = dict.fromkeys(("Verbatim (text, boxes, marks, second reader)", "pdfplumber extract_text", "pypdfium2"), 0.0)
    pages = 0
    for _ in range(_ROUNDS):
        for name, reader in zip(spent, (_ours, _plumber, _pdfium), strict=True):
            begun = time.process_time()
            pages = sum(reader(path) for path in SAMPLES)
            spent[name] += time.process_time() - begun
    rates = {name: _ROUNDS * pages / seconds for name, seconds in spent.items()}
    base = rates["pdfplumber extract_text"]
    rows = [f"| {name} | {rate:.1f} | {rate / base:.2f}× |" for name, rate in rates.items()]
    return ["## Extraction", "", f"{pages} pages.", "", "| | pages per CPU s | ratio |", "|---|---|---|", *rows]
