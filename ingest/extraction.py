"""Extraction of one file: long PDFs in ranges of pages at once, a second try with pdfium, pictures recognised."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from archive.documents import PageState
from archive.errors import Unreadable
from archive.settings import Settings
from ingest import recognition
from ingest.confine import confine
from ingest.extract.extraction import Extraction, Options
from ingest.identify import Format
from ingest.stages import Stages

RANGE = 50
"""How many pages of a PDF one child reads."""

_TRY_AGAIN = frozenset({"timeout", "memory", "crash"})


def extract(path: Path, file_format: Format, settings: Settings, stages: Stages) -> Extraction:
    """Return everything that can be read of a file; what cannot be read at all is `Unreadable`."""
    options = Options(engine=settings.pdf_engine, last=RANGE)
    with stages.of("extraction") as stage:
        extraction = _whole(path, file_format, settings, options)
        stage.tool = f"{extraction.engine} {extraction.engine_version}"
        stage.detail = extraction.profile
    waiting = [number for number, page in enumerate(extraction.pages, 1) if page.state is PageState.NEEDS_OCR]
    if not waiting:
        return extraction
    with stages.of("recognition") as stage:
        return recognition.recognised(path, file_format, settings, extraction, waiting, stage)


def _whole(path: Path, file_format: Format, settings: Settings, options: Options) -> Extraction:
    """Return all pages; a PDF whose reading is stopped or breaks down is tried once more, with pdfium alone."""
    try:
        return _in_ranges(path, file_format, settings, options)
    except Unreadable as error:
        if file_format is not Format.PDF or error.code not in _TRY_AGAIN or options.engine == "pdfium":
            raise
        second = _in_ranges(path, file_format, settings, replace(options, engine="pdfium"))
        note = f"the first reader was stopped ({error.code}): pdfium alone read the file"
        return replace(second, notes=(note, *second.notes))


def _in_ranges(path: Path, file_format: Format, settings: Settings, options: Options) -> Extraction:
    """Return all pages, those after the first range read at once by as many children as there are workers."""
    first = confine(path, file_format, settings, options)
    if first.page_count <= RANGE:
        return first
    ranges = [
        replace(options, first=start, last=min(start + RANGE - 1, first.page_count))
        for start in range(RANGE + 1, first.page_count + 1, RANGE)
    ]
    with ThreadPoolExecutor(settings.workers) as pool:
        rest = list(pool.map(partial(confine, path, file_format, settings), ranges))
    return replace(
        first,
        pages=tuple(page for part in (first, *rest) for page in part.pages),
        notes=tuple(dict.fromkeys(_notes([first, *rest]))),
    )


def _notes(parts: list[Extraction]) -> Iterator[str]:
    for part in parts:
        yield from part.notes
