"""What stands between the words of a source and of a printed quotation, woven together and named, sign by sign."""

from __future__ import annotations

from archive.claims import Claim, claims_of
from archive.differences import Difference, Kind, kind_of_gap
from archive.edges import common
from archive.printed_signs import Part, PartKind
from archive.quoted import Quoted
from archive.sources import Source
from archive.spans import Span

_KINDS = {
    PartKind.ELISION: Kind.ELISION,
    PartKind.BRACKET: Kind.BRACKET,
    PartKind.SIC: Kind.SIC,
    PartKind.EMPHASIS: Kind.EMPHASIS,
    PartKind.MARK: Kind.EDGE,
}


class Seam:
    """The differences found so far, and the positions reached on both sides: in the revision and in the quotation."""

    def __init__(self, quoted: Quoted, source: Source) -> None:
        """Begin before the first sign of the quotation."""
        self._quoted, self._source = quoted, source
        self.differences: list[Difference] = []
        self._reached = -1
        self._printed = 0

    def _gap(self, source: Span, printed: Span, kind: Kind | None) -> None:
        """Weave in what stands between two words; remarks and stars apart from the rest."""
        was, put = self._source.between(source.start, source.end), printed.of(self._quoted.text)
        parts = self._quoted.within(printed) if was != put and not kind else []
        plain = [part for part in parts if part.kind is PartKind.WORDS]
        if len(plain) == len(parts):
            self._plain(source, printed, kind)
            return
        whole = "".join(part.span.of(self._quoted.text) for part in plain) == was
        longest = max(plain, key=lambda part: len(part.span), default=None)
        for part in parts:
            if part.kind is not PartKind.WORDS:
                self._outside(part)
                continue
            take = len(part.span) if whole else (source.end - self._reached if part is longest else 0)
            self._plain(Span(self._reached, self._reached + take), part.span, None)
        if self._reached < source.end:
            self._plain(Span(self._reached, source.end), Span(printed.end, printed.end), None)

    def _plain(self, source: Span, printed: Span, kind: Kind | None) -> None:
        """Weave in the signs of a gap without remarks and stars in it."""
        was, put = self._source.between(source.start, source.end), printed.of(self._quoted.text)
        if was == put:
            self._add(Kind.SAME, source.end, printed.end)
            return
        bare, text = self._source.bare(source), self._quoted.text
        before = text[printed.start - 1 : printed.start]
        after = text[printed.end : printed.end + 1]
        found = kind or kind_of_gap(bare, put, before, after)
        if found is Kind.SPACE and (bare != was or "\f" in was):
            found = Kind.PAGE
        self._trimmed(found, source, printed)

    def _trimmed(self, kind: Kind, source: Span, printed: Span) -> None:
        """Add a difference without the signs that both sides have at its beginning and at its end."""
        was, put = self._source.between(source.start, source.end), printed.of(self._quoted.text)
        head = common(was, put)
        tail = common(was[head:][::-1], put[head:][::-1])
        self._add(Kind.SAME, source.start + head, printed.start + head)
        self._add(kind, source.end - tail, printed.end - tail)
        self._add(Kind.SAME, source.end, printed.end)

    def _outside(self, part: Part) -> None:
        """Add a part of the quotation for which nothing stands in the source."""
        self._add(self._alone(part), max(self._reached, 0), part.span.end)

    def _alone(self, part: Part) -> Kind:
        """Name a part of the quotation for which nothing stands in the source."""
        put = part.span.of(self._quoted.text)
        if part.kind is PartKind.CLAIM:
            return Kind.CLAIM if Claim.ADDED in claims_of(put) else Kind.EDGE
        if part.kind in _KINDS:
            return _KINDS[part.kind]
        if kind_of_gap("", put, "", "") is Kind.WORD:
            return Kind.WORD
        return Kind.PUNCTUATION if "?" in put or "!" in put else Kind.EDGE

    def _add(self, kind: Kind, source: int, printed: int) -> None:
        """Add a difference that reaches to two positions; the source's own signs are joined."""
        start = max(self._reached, 0)
        if source <= start and printed == self._printed:
            return
        span, put = Span(start, max(start, source)), Span(self._printed, printed)
        if self._reached >= 0 or len(span):
            self._reached = span.end
        self._printed = printed
        last = self.differences[-1] if self.differences else None
        if last and last.kind is kind is Kind.SAME and last.source.end == span.start:
            span, put = Span(last.source.start, span.end), Span(last.printed.start, put.end)
            self.differences.pop()
        was = self._source.between(span.start, span.end)
        self.differences.append(Difference(kind, span, put, was, put.of(self._quoted.text)))
