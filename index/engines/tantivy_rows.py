"""Rows as what tantivy takes in; what all passages of a document have is made ready once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from tantivy import Document

from index.days import day_of
from index.engines.protocol import Row
from index.engines.shared_fields import named, told
from index.engines.tantivy_schema import CODED, OPENS, code_of, coded, lead, line_of
from index.engines.tantivy_tally import Place


def made_of(rows: Sequence[Row], places: Mapping[str, Place]) -> Iterator[Document]:
    """Yield each row as tantivy takes it in, given the places of their documents."""
    shared: dict[str, Document] = {}
    for row in rows:
        opens = row.document not in shared
        if opens:
            shared[row.document] = _of_document(row, places[row.document])
        made = copy(shared[row.document])
        _put_own(made, row)
        if opens:
            _put_opening(made, row, places[row.document])
        yield made


def _of_document(row: Row, place: Place) -> Document:
    """Return what all passages of a document have."""
    made = Document()
    made.add_text("told", line_of(told(row)))
    for name in ("document", *CODED):
        if value := getattr(row, name):
            made.add_text("exact", named(name, value))
    day = day_of(row.date)
    codes = zip(map(code_of, CODED), place.codes, strict=True)
    numbers = {"day": day, "year": day // 10_000 * 10_000, "bin": place.bin, "unit": place.unit, "part": place.part}
    for name, number in (*numbers.items(), *codes):
        made.add_unsigned(name, number)
    return made


def _put_own(made: Document, row: Row) -> None:
    made.add_text("text", line_of(row.text))
    made.add_text("seam", line_of(row.seam))
    made.add_text("exact", named("passage", row.id))
    if row.page:
        made.add_text("exact", named("page", row.page))
    made.add_bytes("passage", row.id.encode())
    made.add_unsigned("leaf", row.leaf)
    made.add_unsigned("lead", lead(row.id))
    made.add_unsigned("length", len(row.text))


def _put_opening(made: Document, row: Row, place: Place) -> None:
    made.add_text("exact", OPENS)
    made.add_unsigned("width", place.width)
    for name, code in zip(CODED, place.codes, strict=True):
        if code:
            made.add_text("coded", coded(name, code, getattr(row, name)))
