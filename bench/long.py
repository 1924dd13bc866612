"""A long PDF, and how much memory a process of its own takes to read it: `python -m bench.long READER FILE`."""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

STATUS = Path("/proc/self/status")


@contextmanager
def written(pages: int, book: Path | None) -> Iterator[Path]:
    """Give a PDF of so many pages: those of the book over again, or prose where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        if book:
            _over_again(book, pages, path)
        else:
            _prose(pages, path)
        yield path


def _over_again(book: Path, pages: int, path: Path) -> None:
    with pypdfium2.PdfDocument(book) as source, pypdfium2.PdfDocument.new() as made:
        while len(made) < pages:
            made.import_pages(source, list(range(min(len(source), pages - len(made)))))
        made.save(path)


def _prose(pages: int, path: Path) -> None:
    from fpdf import FPDF  # noqa: PLC0415  a tool of development

    from bench.prose import documents  # noqa: PLC0415

    text = " ".join(" ".join(documents(copies=1)).encode("latin-1", "replace").decode("latin-1").split())
    made = FPDF()
    made.set_font("Helvetica", size=10)
    for number in range(pages):
        made.add_page()
        made.multi_cell(0, text=text[number * 2500 % (len(text) - 3500) :][:3500])
    made.output(str(path))


def main(reader: str, name: str) -> None:
    """Read the whole file with one reader and print the most kilobytes that this process held."""
    if reader == "plumber":
        import pdfplumber  # noqa: PLC0415  each reader is loaded by itself, so that only its memory counts

        with pdfplumber.open(name) as opened:
            for page in opened.pages:
                page.extract_text()
    else:
        from ingest.extract.extraction import Options  # noqa: PLC0415
        from ingest.extract.pdf import extractor as pdf  # noqa: PLC0415

        pdf.extract(Path(name), Options())
    print(_most())


def _most() -> int:
    """Return the most kilobytes this process held; where Linux tells, without what the caller held when it forked."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")).split()[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
