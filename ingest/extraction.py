"""Extraction of one file: long PDFs in ranges of pages at once, a second try with pdfium, pictures recognised."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from archive.documents import PageState
from archive.errors import Unreadable
from archive.settings import Settings
from ingest import recognition
from ingest.confine import confine
from ingest.extract.allowance import allowed_seconds, refuse_excess
from ingest.extract.extraction import Extraction, Options
from ingest.identify import Format
from ingest.stages import Stages

RANGE = 50
"""How many pages of a PDF one child reads."""

_FIRST = 10
"""How many pages are read before it is known how many there are: the rest is read by several children at once."""

_TRY_AGAIN = frozenset({"timeout", "memory", "crash"})


def extract(path: Path, file_format: Format, settings: Settings, stages: Stages) -> Extraction:
    """Return everything that can be read of a file; what cannot be read at all is `Unreadable`."""
    options = Options(engine=settings.pdf_engine, last=_FIRST)
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
    """Return all pages; a PDF whose reading is stopped or breaks down is tried once more, with pdfium alone.

    The second try has half the time: pdfium is many times faster, or fails as well.
    """
    try:
        return _in_ranges(path, file_format, settings, options)
    except Unreadable as error:
        if file_format is not Format.PDF or error.code not in _TRY_AGAIN or options.engine == "pdfium":
            raise
        hurried = replace(settings, extract_seconds=max(1, settings.extract_seconds // 2))
        second = _in_ranges(path, file_format, hurried, replace(options, engine="pdfium"))
        note = f"the first reader was stopped ({error.code}): pdfium alone read the file"
        doubt = f"the first reader was stopped ({error.code}), and nothing confirms what pdfium alone read"
        pages = tuple(replace(page, doubts=(*page.doubts, doubt)) for page in second.pages)
        return replace(second, pages=pages, notes=(note, *second.notes))


def _in_ranges(path: Path, file_format: Format, settings: Settings, options: Options) -> Extraction:
    """Return all pages, those after the first range read at once by as many children as there are workers.

    All ranges together have the wall clock of one file with that many pages; the first that fails stops the others.
    """
    begun = time.monotonic()
    first = confine(path, file_format, settings, options)
    if first.page_count <= options.last:
        return first
    ranges = [
        replace(options, first=start, last=min(start + RANGE - 1, first.page_count))
        for start in range(options.last + 1, first.page_count + 1, RANGE)
    ]
    until = begun + 2 * allowed_seconds(settings.extract_seconds, first.page_count)
    pages, notes = list(first.pages), list(first.notes)
    with ThreadPoolExecutor(settings.workers) as pool:
        try:
            for part in pool.map(partial(confine, path, file_format, settings, until=until), ranges):
                pages.extend(part.pages)
                notes.extend(part.notes)
                refuse_excess(pages)
        except Unreadable:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    if len(pages) != first.page_count:  # one range too short would shift the numbers of all later pages
        raise Unreadable(
            "crash", f"of {first.page_count} pages {len(pages)} were given back; the file is probably damaged"
        )
    return replace(first, pages=tuple(pages), notes=tuple(dict.fromkeys(notes)))
