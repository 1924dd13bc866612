"""Weaves the words of a source and of a printed quotation together, and names what differs, from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.differences import Difference, Kind, kind_of_gap, kind_of_word, kind_of_words
from archive.edges import common, inner
from archive.folding import Word
from archive.placing import Block, Run, blocks, fits
from archive.quoted import Joint, Part, PartKind, Piece, PrintedWord, Quoted
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import VERDICTS

_KINDS = {
    PartKind.ELISION: Kind.ELISION,
    PartKind.BRACKET: Kind.BRACKET,
    PartKind.SIC: Kind.SIC,
    PartKind.EMPHASIS: Kind.EMPHASIS,
    PartKind.MARK: Kind.EDGE,
}
_ADDED = re.compile(r"added|mine|ours?\b|my\b|supplied|^\W*(?:emphasis|italics)\W*$", re.I)

_OF_NUMBERS = frozenset(".,-−–")
"""Signs that change a number they stand before."""


class Weaver:
    """Goes through the pieces in their order; positions reached are kept on both sides."""

    def __init__(self, quoted: Quoted, source: Source, row: Sequence[Word]) -> None:
        """Begin before the first sign of the quotation."""
        self._quoted, self._source, self._row = quoted, source, row
        self.differences: list[Difference] = []
        self.pairs: dict[int, Word] = {}
        self.runs: list[Run | None] = []
        self._reached = -1
        self._printed = 0

    def pieces(self, runs: Sequence[Run | None]) -> tuple[Span | None, ...]:
        """Weave the whole quotation in and return where its pieces stand; the last takes closing punctuation in."""
        placed = [self._piece(number, run) for number, run in enumerate(runs)]
        self._end()
        last = placed[-1] if placed else None
        if last:
            placed[-1] = Span(last.start, max(last.end, self._reached))
        return tuple(placed)

    def _piece(self, number: int, run: Run | None) -> Span | None:
        """Weave a piece in that stands at a run of the source's words, or nowhere; return where it stands."""
        piece = self._quoted.pieces[number]
        found = list(blocks(self._row, run, piece)) if run else []
        if not any(alike for *_, alike in found):
            self._missing(number, piece)
            return None
        start, end = found[0][0], found[-1][1]
        self.runs.append((start, end))
        self._lead(number, self._row[start].start)
        for block in found:
            self._block(number, block)
        return Span(self._row[start].start, self._reached)

    def _end(self) -> None:
        """Weave in what is printed after the last piece; closing punctuation is the source's where it stands there."""
        self._cut_off()
        for part in self._quoted.within(Span(self._printed, len(self._quoted.text))):
            if part.kind is PartKind.WORDS:
                put = part.span.of(self._quoted.text)
                own = self._source.between(self._reached, self._reached + len(put))
                alike = inner(own, put)
                self._add(Kind.SAME, self._reached + alike, self._printed + alike)
            self._outside(Part(part.kind, Span(self._printed, part.span.end)))

    def _missing(self, number: int, piece: Piece) -> None:
        """Put in a piece that the source does not have."""
        self.runs.append(None)
        place = max(self._reached, self._source.start)
        for part in self._quoted.within(Span(self._printed, piece.span.start)):
            self._outside(part)
        self._reached = place if self._reached < 0 and number else self._reached
        self._add(Kind.INSERTION, max(self._reached, self._source.start), piece.span.end)

    def _lead(self, number: int, start: int) -> None:
        """Weave in what stands before a piece: the quotation's beginning, or the joint with the piece before it."""
        end = self._quoted.pieces[number].span.start
        if not any(self.runs[:-1]):
            self._begin(Span(self._printed, end), start)
            return
        self._cut_off()
        printed = Span(self._printed, end)
        source = Span(self._reached, start) if self._reached <= start else Span(start, start)
        self._reached = source.start
        if len(source) and self._source.between(source.start, source.end) == printed.of(self._quoted.text):
            self._add(Kind.SAME, source.end, printed.end)
        else:
            self._joint(self._quoted.joints[number - 1], source, printed)

    def _joint(self, joint: Joint, source: Span, printed: Span) -> None:
        """Weave in what stands between two pieces, named by the gravest of what the quoter did there."""
        was = self._source.between(source.start, source.end)
        left_out = self._has_words(source) or kind_of_gap(was, "", "", "") is Kind.WORD
        if joint is Joint.NOTHING:
            self._gap(source, printed, Kind.OMISSION if left_out else None)
            return
        kinds = {self._alone(part) for part in self._quoted.within(printed)} - {Kind.ELISION, Kind.EDGE}
        kinds.add(Kind.ELISION if left_out or not len(source) else Kind.PUNCTUATION)
        self._trimmed(max(kinds, key=lambda kind: VERDICTS[kind].rank), source, printed)

    def _begin(self, printed: Span, start: int) -> None:
        """Weave in what is printed before the first piece that the source has."""
        before = printed.of(self._quoted.text)
        cut = self._source.beginning_of_word(start)
        own = self._source.between(cut.start, start)
        alike = inner(self._source.between(start - len(before), start)[::-1], before[::-1])
        if own:
            alike = len(own) if before.endswith(own) else 0
        number = not alike and before[-1:] in _OF_NUMBERS and self._quoted.text[printed.end].isdigit()
        self._reached = start - max(alike, len(own))
        for part in self._quoted.within(Span(printed.start, printed.end - max(alike, number))):
            self._outside(part)
        if number:
            self._add(Kind.WORD, self._reached, printed.end)
        self._add(Kind.SAME if alike else Kind.OMISSION, start, printed.end)

    def _has_words(self, span: Span) -> bool:
        return any(span.start <= word.start < span.end for word in self._row)

    def _cut_off(self) -> None:
        """Name the rest of a word that the quotation breaks off, unless it is printed too."""
        rest = self._source.rest_of_word(self._reached) if self._reached >= 0 else Span(0, 0)
        if len(rest):
            own = self._source.between(rest.start, rest.end)
            if self._quoted.text.startswith(own, self._printed):
                self._add(Kind.SAME, rest.end, self._printed + len(own))
            else:
                self._add(Kind.OMISSION, rest.end, self._printed)

    def _block(self, number: int, block: Block) -> None:
        """Weave in words that are alike, one by one, or words that are not."""
        low, high, first, last, alike = block
        words, printed = self._row[low:high], self._quoted.pieces[number].words[first:last]
        if alike or (len(words) == len(printed) and self._unlike(words, printed) is not Kind.DASH):
            opens = number == 0 or self._quoted.joints[number - 1] is not Joint.NOTHING
            for at, (word, put) in enumerate(zip(words, printed, strict=True), first):
                self._to(word.start, put.start)
                self._word(word, put, start=opens and at == 0)
        elif words and printed:
            self._to(words[0].start, printed[0].start)
            self._add(self._unlike(words, printed), words[-1].end, printed[-1].end)
        elif words:
            self._add(Kind.OMISSION, words[-1].end, self._printed)
        else:
            self._add(Kind.INSERTION, self._reached, printed[-1].end)

    def _unlike(self, words: Sequence[Word], printed: Sequence[PrintedWord]) -> Kind:
        """Name what differs between words that are not alike."""
        was = self._source.bare(Span(words[0].start, words[-1].end))
        return kind_of_words(was, self._quoted.text[printed[0].start : printed[-1].end])

    def _word(self, word: Word, put: PrintedWord, *, start: bool) -> None:
        """Weave in one word for one word."""
        was, written = self._source.between(word.start, word.end), self._quoted.text[put.start : put.end]
        kind = Kind.SAME
        if was != written and put.altered:
            kind = Kind.BRACKET if fits(put, word.term) else kind_of_words(was, written)
        elif was != written:
            alike = word.term == put.term
            kind = kind_of_word(was, written, start=start) if alike else kind_of_words(was, written)
        if kind not in {Kind.SPELLING, Kind.WORD}:
            self.pairs[put.start] = word
        self._add(kind, word.end, put.end)

    def _to(self, source: int, printed: int) -> None:
        """Weave in the signs up to the next word on both sides."""
        self._gap(Span(self._reached, max(self._reached, source)), Span(self._printed, printed), None)

    def _gap(self, source: Span, printed: Span, kind: Kind | None) -> None:
        """Weave in what stands between two words; remarks and stars apart from the rest."""
        was, put = self._source.between(source.start, source.end), printed.of(self._quoted.text)
        parts = self._quoted.within(printed)
        plain = [part for part in parts if part.kind is PartKind.WORDS]
        if was == put or len(plain) == len(parts) or kind:
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
            return Kind.CLAIM if _ADDED.search(put) else Kind.EDGE
        if part.kind in _KINDS:
            return _KINDS[part.kind]
        if kind_of_gap("", put, "", "") is Kind.WORD:
            return Kind.WORD
        return Kind.PUNCTUATION if "?" in put or "!" in put else Kind.EDGE

    def _add(self, kind: Kind, source: int, printed: int) -> None:
        """Add a difference that reaches to two positions; the source's own signs are joined."""
        start = max(self._reached, 0)
        span, put = Span(start, max(start, source)), Span(self._printed, printed)
        if self._reached >= 0 or len(span):
            self._reached = span.end
        self._printed = printed
        if not len(span) and not len(put):
            return
        last = self.differences[-1] if self.differences else None
        if last and last.kind is kind is Kind.SAME and last.source.end == span.start:
            span, put = Span(last.source.start, span.end), Span(last.printed.start, put.end)
            self.differences.pop()
        was = self._source.between(span.start, span.end)
        self.differences.append(Difference(kind, span, put, was, put.of(self._quoted.text)))
