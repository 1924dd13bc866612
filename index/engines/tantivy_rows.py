"""Rows as what tantivy takes in; what all passages of a document have is made ready once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tantivy import Document

from index.days import day_of
from index.engines.protocol import Row
from index.engines.tantivy_schema import DESCRIBING, OPENS, code_of, lead
from index.engines.tantivy_tally import CODED, Place


def made_of(rows: Sequence[Row], places: Mapping[str, Place]) -> Iterator[Document]:
    """Yield each row as tantivy takes it in, given the places of their documents."""
    shared: dict[str, _Values] = {}
    for row in rows:
        opens = row.document not in shared
        if opens:
            shared[row.document] = _of_document(row, places[row.document])
        yield _document(row, shared[row.document], opens=opens)


class _Values(NamedTuple):
    """What all passages of a document have, by field."""

    texts: Sequence[tuple[str, str]]
    numbers: Sequence[tuple[str, int]]


def _of_document(row: Row, place: Place) -> _Values:
    texts = {name: " ".join(getattr(row, name)) for name in DESCRIBING}
    texts |= {"kind": row.kind, "author": row.author, "addressee": row.addressee, "document": row.document}
    day = day_of(row.date)
    codes = zip(map(code_of, CODED), place.codes, strict=True)
    placed = (("bin", place.bin), ("unit", place.unit), ("part", place.part))
    numbers = (("day", day), ("year", day // 10_000 * 10_000), *placed, *codes)
    return _Values([each for each in texts.items() if each[1]], numbers)


def _document(row: Row, shared: _Values, *, opens: bool) -> Document:
    made = Document()
    for name, text in shared.texts:
        made.add_text(name, text)
    for name, number in shared.numbers:
        made.add_unsigned(name, number)
    made.add_text("text", " ".join(row.text))
    made.add_text("seam", " ".join(row.seam))
    made.add_text("passage", row.id)
    if row.page:
        made.add_text("page", row.page)
    if opens:
        made.add_text("opens", OPENS)
    made.add_unsigned("leaf", row.leaf)
    made.add_unsigned("lead", lead(row.id))
    made.add_unsigned("length", len(row.text))
    return made
