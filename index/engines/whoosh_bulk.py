"""Writes a Whoosh segment in bulk: postings are gathered in memory and put down a whole block at a time.

The files are those of Whoosh's own codec (`whoosh.codec.whoosh3`, version 2.7.5); only the way there is
shorter than `SegmentWriter.add_document`, which sends each posting through a sorting pool and a writer call.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from pickle import dumps
from typing import Any

from whoosh.system import pack_uint
from whoosh.writing import SegmentWriter

_BLOCK = 128
_ONE: list[bytes] = [pack_uint(1) + dumps([position], 2) for position in range(2048)]

_Postings = tuple[list[int], list[float], list[bytes]]


def encode_positions(positions: Sequence[int]) -> bytes:
    """Return positions as Whoosh's `Positions` format keeps them: a count and pickled distances."""
    if len(positions) == 1 and positions[0] < len(_ONE):
        return _ONE[positions[0]]
    base, distances = 0, []
    for position in positions:
        distances.append(position - base)
        base = position
    return bytes(pack_uint(len(distances)) + dumps(distances, 2))


class BulkWriter(SegmentWriter):
    """A `SegmentWriter` whose new documents come as lists of terms."""

    def __init__(self, index: Any, **options: Any) -> None:
        """Open a writer on a Whoosh index; files are not packed into one (`compound=False`)."""
        super().__init__(index, compound=False, **options)
        self._gathered: dict[str, dict[bytes, _Postings]] = {}

    def add_row(
        self, worded: Mapping[str, Sequence[str]], exact: Mapping[str, str], columns: Mapping[str, bytes | int]
    ) -> None:
        """Add a document: fields of words with positions, fields of one exact term, and column values."""
        number = self.docnum
        self.perdocwriter.start_doc(number)
        for name, terms in worded.items():
            self._gather_words(name, terms, number)
            self.perdocwriter.add_field(name, self.schema[name], None, len(terms))
        for name, term in exact.items():
            if term:
                self._post(name, term.encode(), number, 1.0, b"")
                self.perdocwriter.add_field(name, self.schema[name], None, 0)
        for name, value in columns.items():
            self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _gather_words(self, name: str, terms: Sequence[str], number: int) -> None:
        places: dict[str, list[int]] = {}
        for position, term in enumerate(terms):
            places.setdefault(term, []).append(position)
        gathered = self._gathered.setdefault(name, {})
        for term, positions in places.items():
            key = term.encode()
            held = gathered.get(key)
            if held is None:
                held = gathered[key] = ([], [], [])
            held[0].append(number)
            held[1].append(float(len(positions)))
            held[2].append(encode_positions(positions))

    def _post(self, name: str, term: bytes, number: int, weight: float, value: bytes) -> None:
        ids, weights, values = self._gathered.setdefault(name, {}).setdefault(term, ([], [], []))
        ids.append(number)
        weights.append(weight)
        if value:
            values.append(value)

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Take over the postings of an older segment that is merged into this one."""
        for name, term, number, weight, value in self._process_posts(reader.iter_postings(), startdoc, docmap):
            self._post(name, term, number, weight, value or b"")

    def _flush_segment(self) -> None:
        """Put everything gathered down, fields and terms in order."""
        self.perdocwriter.close()
        lengths = self.per_document_reader()
        for name in sorted(self._gathered):
            self.fieldwriter.start_field(name, self.schema[name])
            of_field = [lengths.doc_field_length(number, name) or 0 for number in range(self.docnum)]
            for term, postings in sorted(self._gathered[name].items()):
                self._put_down(term, postings, of_field)
            self.fieldwriter.finish_field()
        self._gathered.clear()
        self.fieldwriter.close()
        lengths.close()

    def _put_down(self, term: bytes, postings: _Postings, lengths: Sequence[int]) -> None:
        """Write one term's postings, block by block, in the order of document numbers."""
        fieldwriter = self.fieldwriter
        fieldwriter.start_term(term)
        writer = fieldwriter._postwriter  # noqa: SLF001  whole blocks go past the call a posting
        for ids, weights, values, last in _blocks(*postings):
            writer._ids = array("I", ids)  # noqa: SLF001
            writer._weights = array("f", weights)  # noqa: SLF001
            writer._values = values  # noqa: SLF001
            writer._maxweight = max(weights)  # noqa: SLF001
            known = [lengths[number] for number in ids if lengths[number]]
            writer._minlength = min(known) if known else None  # noqa: SLF001
            writer._maxlength = max(known) if known else 0  # noqa: SLF001
            if not last:
                writer._write_block()  # noqa: SLF001
        fieldwriter.finish_term()


def _blocks(
    ids: list[int], weights: list[float], values: list[bytes]
) -> Iterator[tuple[list[int], list[float], list[bytes], bool]]:
    for start in range(0, len(ids), _BLOCK):
        end = start + _BLOCK
        yield ids[start:end], weights[start:end], values[start:end], end >= len(ids)
