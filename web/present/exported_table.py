"""Annotations as CSV: a row each, from which they can be read again."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archive.annotations import Annotation
from archive.citations import Citation, check_of
from web import urls
from web.exporting import Exported
from web.tables import csv_text

COLUMNS = (
    "id", "document", "revision", "title", "page", "start", "end", "exact", "prefix", "suffix", "further", "comment",
    "tags", "motivation", "visibility", "creator", "created", "modified", "answers", "via", "canonical", "cite",
    "text_sha256",
)  # fmt: skip
"""The columns; `further` are further passages as JSON, each `[start, end, exact, prefix, suffix]`."""


def as_csv(exported: Exported, host: str) -> str:
    """Return the table as a spreadsheet reads it; what is missing stands in the first cell of the last row."""
    base = host.rstrip("/")
    rows = [list(_row(exported, note, base)) for note in exported.notes]
    if exported.cut_off:
        rows.append([f"# {exported.cut_off}", *[""] * (len(COLUMNS) - 1)])
    return "\ufeff" + csv_text(COLUMNS, rows)


def _row(exported: Exported, note: Annotation, base: str) -> Iterator[str | int]:
    yield from (base + urls.annotation(note.id), note.document, note.revision)
    yield from (exported.documents[note.document].description.title, exported.page(note))
    yield from (note.span.start, note.span.end, note.quote.exact, note.quote.prefix, note.quote.suffix)
    yield json.dumps(further, ensure_ascii=False) if (further := _further(note)) else ""
    yield from (note.body, ", ".join(note.tags), note.motivation.value, note.visibility.value)
    yield from (note.author_name, note.created, note.modified)
    yield base + urls.annotation(note.reply_to) if note.reply_to else ""
    yield from (note.via, note.canonical)
    yield base + urls.citation(Citation(note.document, note.revision, note.span, check_of(note.quote.exact)))
    yield exported.digests[note.document, note.revision]


def _further(note: Annotation) -> list[list[str | int]]:
    return [
        [anchor.span.start, anchor.span.end, anchor.quote.exact, anchor.quote.prefix, anchor.quote.suffix]
        for anchor in note.further
    ]
