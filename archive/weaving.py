"""Weaves the words of a source and of a printed quotation together, and names what differs, from left to right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial

from archive.differences import Kind, kind_of_gap, kind_of_word, kind_of_words
from archive.edges import inner
from archive.folding import Word
from archive.placing import Block, blocks
from archive.printed_signs import Part, PartKind
from archive.quoted import Joint, Piece, PrintedWord, Quoted
from archive.rows import Run, fits
from archive.seams import Seam
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import VERDICTS, Verdict

_OF_NUMBERS = frozenset(".,-−–")
"""Signs that change a number they stand before."""

_BLANKS = 40
"""How many more blanks the source may have between signs that are alike."""


class Weaver(Seam):
    """Goes through the pieces in their order; positions reached are kept on both sides."""

    def __init__(self, quoted: Quoted, source: Source, row: Sequence[Word]) -> None:
        """Begin before the first sign of the quotation; `row` are the words among which it stands."""
        super().__init__(quoted, source)
        self._row = row
        self.pairs: dict[int, Word] = {}
        self.runs: list[Run | None] = []

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
            if part.kind is PartKind.WORDS and self._reached >= 0:
                put = part.span.of(self._quoted.text)
                own = self._source.between(self._reached, self._reached + len(put) + _BLANKS)
                theirs, ours = inner(own, put)
                self._alike(self._reached + theirs, self._printed + ours)
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
        was, put = self._source.between(source.start, source.end), printed.of(self._quoted.text)
        if was.split() == put.split():
            self._plain(source, printed, None)
        else:
            self._joint(self._quoted.joints[number - 1], source, printed)

    def _joint(self, joint: Joint, source: Span, printed: Span) -> None:
        """Weave in what stands between two pieces, named by the gravest of what the quoter did there."""
        was, put = self._source.between(source.start, source.end), printed.of(self._quoted.text)
        if joint is Joint.NOTHING:
            self._gap(source, printed, Kind.OMISSION if self._has_words(source) else None)
            return
        head, put_head = inner(was, put)
        tail, put_tail = inner(was[head:][::-1], put[put_head:][::-1])
        self._alike(source.start + head, printed.start + put_head)
        source, end = Span(source.start + head, source.end - tail), source.end
        printed, stop = Span(printed.start + put_head, printed.end - put_tail), printed.end
        kinds = {self._alone(part) for part in self._quoted.within(printed)} - {Kind.ELISION, Kind.EDGE}
        kinds.add(Kind.ELISION if self._has_words(source) or not len(source) else Kind.PUNCTUATION)
        self._trimmed(max(kinds, key=lambda kind: VERDICTS[kind].rank), source, printed)
        self._alike(end, stop)

    def _begin(self, printed: Span, start: int) -> None:
        """Weave in what is printed before the first piece that the source has."""
        before = printed.of(self._quoted.text)
        cut = self._source.beginning_of_word(start)
        own = self._source.between(cut.start, start)
        theirs, ours = inner(self._source.between(start - len(before) - _BLANKS, start)[::-1], before[::-1])
        if own:
            theirs = ours = len(own) if before.endswith(own) else 0
        number = not ours and before[-1:] in _OF_NUMBERS and self._quoted.text[printed.end].isdigit()
        self._reached = start - max(theirs, len(own))
        for part in self._quoted.within(Span(printed.start, printed.end - max(ours, number))):
            self._outside(part)
        if number:
            self._add(Kind.WORD, self._reached, printed.end)
        if ours:
            self._alike(start, printed.end)
        else:
            self._add(Kind.OMISSION, start, printed.end)

    def _alike(self, source: int, printed: int) -> None:
        """Weave in signs that are alike on both sides but for blanks, up to two positions."""
        if printed > self._printed:
            self._plain(Span(self._reached, source), Span(self._printed, printed), None)

    def _has_words(self, span: Span) -> bool:
        """Tell whether there are words, or signs that are read as words, at a span of the source."""
        at = bisect_left(self._row, span.start, key=lambda word: word.start)
        if at < len(self._row) and self._row[at].start < span.end:
            return True
        return kind_of_gap(self._source.between(span.start, span.end), "", "", "") is Kind.WORD

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
            self._words(words, printed, start=opens and first == 0)
        elif words and printed:
            self._to(words[0].start, printed[0].start)
            self._add(self._unlike(words, printed), words[-1].end, printed[-1].end)
        elif words:
            self._add(Kind.OMISSION, words[-1].end, self._printed)
        else:
            self._add(Kind.INSERTION, self._reached, printed[-1].end)

    def _words(self, words: Sequence[Word], printed: Sequence[PrintedWord], *, start: bool) -> None:
        """Weave in words one for one: in one go those that stand there sign for sign."""
        at = 0
        while at < len(words):
            self._to(words[at].start, printed[at].start)
            same = bisect_left(range(at, len(words)), 1, key=partial(self._differs, words, printed, at))
            if same:
                alike = zip(printed[at : at + same], words[at : at + same], strict=True)
                self.pairs.update((put.start, word) for put, word in alike)
                self._add(Kind.SAME, words[at + same - 1].end, printed[at + same - 1].end)
            else:
                self._word(words[at], printed[at], start=start and at == 0)
            at += same or 1

    def _differs(self, words: Sequence[Word], printed: Sequence[PrintedWord], first: int, last: int) -> bool:
        """Tell whether words from one to another are printed with other signs than they have in the source."""
        was = self._source.between(words[first].start, words[last].end)
        return was != self._quoted.text[printed[first].start : printed[last].end]

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
        if VERDICTS[kind] is not Verdict.MISQUOTED:
            self.pairs[put.start] = word
        self._add(kind, word.end, put.end)

    def _to(self, source: int, printed: int) -> None:
        """Weave in the signs up to the next word on both sides."""
        self._gap(Span(self._reached, max(self._reached, source)), Span(self._printed, printed), None)
