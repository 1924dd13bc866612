"""Writes a Whoosh segment in bulk: postings are gathered in memory and put down a whole block at a time.

The files are those of Whoosh's own codec; only the way there is shorter than `SegmentWriter.add_document`, which
sends each posting through a sorting pool and a writer call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from whoosh.system import pack_ushort
from whoosh.writing import SegmentWriter

from index.analyzer import EMPTY
from index.engines.whoosh_blocks import Gathered, encode_positions, put_down

_MANY = 512
_ENCODED = [encode_positions([position]) for position in range(_MANY)]
"""The encoded positions of words that stand once in a passage."""


class BulkWriter(SegmentWriter):
    """A `SegmentWriter` whose new documents come as lists of terms."""

    def __init__(self, index: Any, **options: Any) -> None:
        """Open a writer on a Whoosh index; files are not packed into one (`compound=False`)."""
        super().__init__(index, compound=False, **options)
        self._gathered: defaultdict[str, defaultdict[str, Gathered]] = defaultdict(
            lambda: defaultdict(lambda: Gathered([], [], []))
        )

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
            self._gather_words(name, terms, number)
            self.perdocwriter.add_field(name, self.schema[name], None, len(terms))
        for name, terms in exact.items():
            gathered = self._gathered[name]
            for term in set(terms):
                ids, weights, _ = gathered[term]
                ids.append(number)
                weights.append(1)
        for name, value in columns.items():
            self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _gather_words(self, name: str, terms: Sequence[str], number: int) -> None:
        """Gather words with their positions; of those that stand there once, as most do, the last is all there are."""
        last = dict(zip(terms, range(len(terms)), strict=True))
        more: dict[str, list[int]] = {}
        if len(last) < len(terms):
            for position, term in enumerate(terms):
                if last[term] != position:
                    more.setdefault(term, []).append(position)
        last.pop(EMPTY, None)
        gathered = self._gathered[name]
        for term, position in last.items():
            ids, weights, values = gathered[term]
            ids.append(number)
            if term in more:
                positions = [*more[term], position]
                weights.append(len(positions))
                values.append(encode_positions(positions))
            else:
                weights.append(1)
                values.append(_ENCODED[position] if position < _MANY else encode_positions([position]))

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Take over the postings of an older segment that is merged into this one."""
        for name, term, number, weight, value in self._process_posts(reader.iter_postings(), startdoc, docmap):
            ids, weights, values = self._gathered[name][term.decode()]
            ids.append(number)
            weights.append(int(weight))
            if value:
                values.append(value)

    def _flush_segment(self) -> None:
        """Put everything gathered down, fields and terms in order."""
        self.perdocwriter.close()
        lengths = self.per_document_reader()
        for name in sorted(self._gathered):
            field = self.schema[name]
            self.fieldwriter.start_field(name, field)
            of_field = (
                [lengths.doc_field_length(number, name) or 0 for number in range(self.docnum)] if field.scorable else []
            )
            valued = field.format.fixed_value_size() != 0
            gathered = self._gathered.pop(name)
            for term, postings in sorted((term.encode(), postings) for term, postings in gathered.items()):
                self._put_down(term, put_down(self.fieldwriter._postfile, postings, of_field, valued=valued))  # noqa: SLF001
            self.fieldwriter.finish_field()
        self.fieldwriter.close()
        lengths.close()

    def _put_down(self, term: bytes, info: Any) -> None:
        """Enter a term whose postings are written into the index of terms."""
        writer = self.fieldwriter
        writer._tindex.add(pack_ushort(writer._fieldid) + term, info.to_bytes())  # noqa: SLF001
