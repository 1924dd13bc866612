"""Words that a document quotes more than once: a short quotation is found in its own longer ones."""

from __future__ import annotations

from collections.abc import Sequence

from archive.collation import Collation, collate
from archive.documents import Revision
from archive.folding import terms
from archive.ledgers import Found
from archive.quotations import Quotation
from archive.quoted import LONGEST, Quoted
from archive.sources import Source

_ROW = 3
_MOST = 5
"""How many places in the same document are kept of one quotation."""

_CLOSE = 0.9


class Own:
    """The quotations of one revision, ready to be looked for in one another."""

    def __init__(self, revision: Revision, quotations: Sequence[Quotation]) -> None:
        """Stand on a revision's quotations."""
        self._revision = revision
        self._by_number = {quotation.number: quotation for quotation in quotations}
        self._terms = {quotation.number: terms(quotation.span.of(revision.text)) for quotation in quotations}
        self._having: dict[tuple[str, ...], list[int]] = {}
        for number, words in self._terms.items():
            for at in range(len(words)):
                row = tuple(words[at : at + _ROW])
                for length in range(1, len(row) + 1):
                    self._having.setdefault(row[:length], []).append(number)

    def places(self, quotation: Quotation, quoted: Quoted) -> tuple[Found, ...]:
        """Return where the document has a quotation's words in another that is as long or longer, best first.

        `quoted` is the quotation as it is traced. Places that overlap the quotation itself are none.
        """
        mine = self._terms[quotation.number]
        found: list[Found] = []
        for number in dict.fromkeys(self._having.get(tuple(mine[:_ROW]), ())):
            other = self._by_number[number]
            if len(found) == _MOST:
                break
            if other.outer.intersect(quotation.outer) or len(self._terms[number]) < len(mine):
                continue
            source = Source(other.span.of(self._revision.text)[:LONGEST], other.span.start)
            found += [self._found(each) for each in collate(quoted, source)[:1] if _stands(each)]
        return tuple(sorted(found, key=lambda place: (place.verdict.rank, place.span)))

    def _found(self, collation: Collation) -> Found:
        revision, span = self._revision, collation.span
        return Found(
            document=revision.document,
            revision=revision.number,
            span=span,
            pieces=collation.pieces,
            page=revision.page_name(span.start),
            exact=span.of(revision.text),
            verdict=collation.verdict,
            flags=collation.flags,
            score=collation.score,
        )


def _stands(collation: Collation) -> bool:
    return collation.verdict.faithful or collation.score >= _CLOSE
