"""Writes a Whoosh segment in bulk: the words of all its documents are gathered, sorted at once, and laid out in blocks.

The files are those of Whoosh's own codec; only the way there is shorter than `SegmentWriter.add_document`, which
sends each posting through a sorting pool and a writer call.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

import numpy as np
from whoosh.formats import Positions
from whoosh.reading import SegmentReader
from whoosh.system import pack_ushort
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from index.analyzer import EMPTY
from index.engines.arrays import Octets
from index.engines.whoosh_blocks import Occurrences, laid_out
from index.engines.whoosh_holdings import mergeable

_AT_ONCE = 500_000
"""How many occurrences are laid out together: arrays as long take little memory."""

_ASCENDING = array("I", range(4096))


class _Gathered:
    """The terms of one field as they come, document by document: for each its number, the document and the position."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._terms, self._documents, self._positions = array("I"), array("I"), array("I")

    def add_row(self, terms: Iterable[str], document: int) -> None:
        """Add what stands in one document, in order."""
        before = len(self._terms)
        self._terms.extend(map(self._numbers.__getitem__, terms))
        size = len(self._terms) - before
        self._documents.extend(array("I", [document]) * size)
        self._positions.extend(_ASCENDING[:size] if size <= len(_ASCENDING) else range(size))

    def add_posting(self, term: str, document: int, positions: Sequence[int]) -> None:
        """Add where one term stands in one document."""
        self._terms.extend([self._numbers[term]] * len(positions))
        self._documents.extend([document] * len(positions))
        self._positions.extend(positions)

    def sorted(self) -> tuple[list[str], Occurrences]:
        """Return the terms in order, and where they stand."""
        empty = self._numbers.pop(EMPTY, -1)
        ordered = sorted(self._numbers)
        ranks = np.zeros(len(ordered) + 1, np.int64)
        ranks[[self._numbers[term] for term in ordered]] = np.arange(len(ordered))
        terms = np.asarray(self._terms)
        keys = ranks[terms]
        keys <<= 32
        keys |= np.arange(len(keys))
        keys = keys[terms != empty]
        keys.sort()
        order = keys.astype(np.uint32)
        keys >>= 32
        return ordered, Occurrences(keys, np.asarray(self._documents)[order], np.asarray(self._positions)[order])


class BulkWriter(SegmentWriter):
    """A `SegmentWriter` whose new documents come as lists of terms."""

    def __init__(self, index: Any, **options: Any) -> None:
        """Open a writer on a Whoosh index; files are not packed into one (`compound=False`)."""
        super().__init__(index, compound=False, **options)
        self._gathered: defaultdict[str, _Gathered] = defaultdict(_Gathered)

    def add_row(
        self,
        worded: Mapping[str, Sequence[str]],
        exact: Mapping[str, Sequence[str]],
        columns: Mapping[str, bytes | int],
    ) -> None:
        """Add a document: fields of words with positions, fields of exact terms, and column values."""
        number = self.docnum
        self.perdocwriter.start_doc(number)
        for name, terms in worded.items():
            self._gathered[name].add_row(terms, number)
            field = self.schema[name]
            self.perdocwriter.add_field(name, field, None, len(terms) if field.scorable else 0)
        for name, terms in exact.items():
            self._gathered[name].add_row(set(terms), number)
        for name, value in columns.items():
            self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def delete_rows(self, segment: str, numbers: Iterable[int]) -> None:
        """Delete documents by their numbers in a segment of this id."""
        held = next(each for each in self.segments if each.segment_id() == segment)
        for number in numbers:
            held.delete_document(number)

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Take over the postings of an older segment that is merged into this one."""
        decoded = Positions().decode_positions
        for name, term, number, _, value in self._process_posts(reader.iter_postings(), startdoc, docmap):
            self._gathered[name].add_posting(term.decode(), number, decoded(value) if value else (0,))

    def _flush_segment(self) -> None:
        """Put everything gathered down, fields and terms in order."""
        self.perdocwriter.close()
        lengths = self.per_document_reader()
        for name in sorted(self._gathered):
            field = self.schema[name]
            self.fieldwriter.start_field(name, field)
            extents = np.zeros(self.docnum, np.uint8)
            if field.scorable:
                known = (lengths.doc_field_length(number, name) or 0 for number in range(self.docnum))
                extents[:] = [length_to_byte(length) for length in known]
            terms, found = self._gathered.pop(name).sorted()
            self._put_down(terms, found, extents, valued=field.format.fixed_value_size() != 0)
            self.fieldwriter.finish_field()
        self.fieldwriter.close()
        lengths.close()

    def _put_down(self, terms: Sequence[str], found: Occurrences, extents: Octets, *, valued: bool) -> None:
        """Write the postings of a field, and enter its terms into the index of terms."""
        file, enter = self.fieldwriter._postfile, self.fieldwriter._tindex.add  # noqa: SLF001
        field = pack_ushort(self.fieldwriter._fieldid)  # noqa: SLF001
        for part in found.parts(_AT_ONCE):
            for term, info, postings in laid_out(part, extents, file.tell(), valued=valued):
                file.write(postings)
                enter(field + terms[term].encode(), info)


def merged(writer: BulkWriter, segments: list[Any]) -> list[Any]:
    """Take the segments that are worth it into what the writer is about to write; return the others."""
    chosen = mergeable(segments)
    for segment in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in chosen]
