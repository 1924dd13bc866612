"""Extraction of PDFs beside pdfplumber's own text and pypdfium2's: speed, words, places, memory."""

from __future__ import annotations

import gzip
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pypdfium2

from archive.documents import StructureKind
from archive.errors import Unreadable
from bench.places import round_trip
from ingest.canonical import canonical
from ingest.extract.extraction import Extraction, Options
from ingest.extract.pdf import extractor as pdf

BOOK = Path("/usr/share/debian-reference/debian-reference.en.pdf")
KNOWN = BOOK.with_suffix(".txt.gz")
SAMPLES = sorted((Path(__file__).parent.parent / "documents").glob("*.pdf"))
_HOW_TO_GET = "the book is not here: install Debian's package `debian-reference-en` (`apt-get install` it)"
_ROUNDS = 5
_PAGES = 30
_LONG = 300
_WORD = re.compile(r"[^\W_]+")


def table(more: Path | None = None) -> list[str]:
    """Return the section's lines; rows that need a book which is not here are skipped aloud.

    `more` is a folder of further PDFs for the round trip.
    """
    book = BOOK.exists() and KNOWN.exists()
    rows = [
        *_speed(BOOK if book else None),
        *(_words() if book else ()),
        *_places(more, book=book),
        *_memory(book=book),
    ]
    lines = ["## Extraction", "", "| | limit | Verbatim | beside |", "|---|---|---|---|", *rows]
    if not book:
        print(f"Skipped: words recovered; {_HOW_TO_GET}.", file=sys.stderr)
        lines += ["", f"Not measured: words recovered ({_HOW_TO_GET})."]
    return [*lines, "", *_explained()]


def _explained() -> list[str]:
    speed = (
        f"Speed: pages a CPU second, median of {_ROUNDS} rounds in which each reader has its turn, on {_PAGES} pages "
        "of the Debian Reference (of the sample letters where the book is missing). Ours has text, a box for each "
        "sign, marks, links, headings and the second reader's check; the others have plain text."
    )
    words = (
        "Words: runs of letters and digits, without case, as a bag. Recovered is the share of the words of the book's "
        "published text that the canonical text of the PDF has; foreign is the share of its words, running heads and "
        "feet aside, that occur nowhere in the published text. Nothing is forgiven: page numbers in the tables of "
        "contents, which only the PDF has, count as foreign."
    )
    places = (
        "Places: for each word, whether pdfium finds it in the rectangle of our boxes (a band through its middle). "
        "Memory: the most that a process of its own held while it read all pages in one go."
    )
    return [speed, "", words, "", places]


def _speed(book: Path | None) -> Iterator[str]:
    """Yield the rows of pages a CPU second."""
    paths = [book] if book else SAMPLES
    readers: dict[str, Callable[[Path], int]] = {
        "ours": lambda path: len(_extracted(path, "pdfplumber").pages),
        "bulk": lambda path: len(_extracted(path, "pdfium").pages),
        "plumber": _plumber,
        "pdfium": _pdfium,
    }
    rates: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(_ROUNDS):
        for name, reader in readers.items():
            begun = time.process_time()
            pages = sum(reader(path) for path in paths)
            rates[name].append(pages / (time.process_time() - begun))
    rate = {name: statistics.median(each) for name, each in rates.items()}
    base = rate["plumber"]
    beside = f"pdfplumber `extract_text()` {base:.1f}, pypdfium2 {rate['pdfium']:.0f}"
    yield f"| pages a CPU second, everything | ≥ 1.45× | {rate['ours']:.1f} = {rate['ours'] / base:.2f}× | {beside} |"
    yield f"| pages a CPU second, bulk engine | ≥ 12× | {rate['bulk']:.1f} = {rate['bulk'] / base:.1f}× | {beside} |"


def _extracted(path: Path, engine: str) -> Extraction:
    return pdf.extract(path, Options(engine=engine, last=_PAGES))


def _plumber(path: Path) -> int:
    with pdfplumber.open(path) as opened:
        return len([page.extract_text() for page in opened.pages[:_PAGES]])


def _pdfium(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as opened:
        wanted = range(min(_PAGES, len(opened)))
        return len([opened[number].get_textpage().get_text_range() for number in wanted])


def _words() -> Iterator[str]:
    """Yield the rows of words recovered and foreign words, on the whole book."""
    known = _bag(gzip.decompress(KNOWN.read_bytes()).decode())
    with pdfplumber.open(BOOK) as opened:
        plain = _bag("\n".join(map(_text_of, opened.pages)))
    bags = [*(_bag(_without_furniture(engine)) for engine in ("pdfplumber", "pdfium")), plain]
    recovered = [(known & found).total() / known.total() for found in bags]
    foreign = [sum(n for word, n in found.items() if word not in known) / found.total() for found in bags]
    for name, limit, (mine, fast, theirs) in (
        ("words of a known book recovered", "≥ 0.98", recovered),
        ("foreign words in it", "≤ 0.002", foreign),
    ):
        yield f"| {name} | {limit} | {mine:.4f} | bulk engine {fast:.4f}, pdfplumber `extract_text()` {theirs:.4f} |"


def _text_of(page: pdfplumber.page.Page) -> str:
    text = page.extract_text()
    page.close()
    return text


def _without_furniture(engine: str) -> str:
    """Return the canonical text of the book without running heads, feet and page numbers."""
    form = canonical(pdf.extract(BOOK, Options(engine=engine)).pages)
    kept, at = [], 0
    for mark in (mark for mark in form.structures if mark.kind is StructureKind.FURNITURE):
        kept.append(form.text[at : max(at, mark.span.start)])
        at = max(at, mark.span.end)
    return "\n".join([*kept, form.text[at:]])


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _places(more: Path | None, *, book: bool) -> Iterator[str]:
    """Yield the row of words that pdfium finds where our boxes are."""
    paths = [*SAMPLES, *([BOOK] if book else []), *(sorted(more.glob("*.pdf")) if more else [])]
    shares = []
    for engine in ("pdfplumber", "pdfium"):
        found = total = 0
        for path in paths:
            try:
                right, words = round_trip(path, engine, _PAGES)
            except Unreadable:
                continue
            found, total = found + right, total + words
        shares.append((found / total, total))
    (mine, count), (fast, _) = shares
    beside = f"bulk engine {fast:.4f}; {count:,} words of {len(paths)} files"
    yield f"| words found by pdfium in their boxes | ≥ 0.97 | {mine:.4f} | {beside} |"


def _memory(*, book: bool) -> Iterator[str]:
    """Yield the row of the most memory that reading a long PDF takes."""
    from bench.long import written  # noqa: PLC0415  fpdf2 is a tool of development

    with written(_LONG, BOOK if book else None) as path:
        used = [_most(path, reader) for reader in ("ours", "plumber")]
    yield f"| MB on {_LONG} pages | ≤ 150 | {used[0]:.0f} | pdfplumber `extract_text()` {used[1]:.0f} |"


def _most(path: Path, reader: str) -> float:
    """Return the most MB that a process held which read the whole file."""
    command = [sys.executable, "-m", "bench.long", reader, str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(said) / 1000
