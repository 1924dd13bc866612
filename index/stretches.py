"""Stretches of stored text, read for confirmation: the words, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from archive.documents import Passage
from archive.folding import in_place, terms, without, word_spans
from archive.spans import Span
from index.described import Described


class Stretch:
    """A stored text; its words are read when they are first asked for.

    What is found must begin before code point `end` of `text`; the text goes on behind it for what runs over a
    passage's end. Before `begun` is the rest of a word that began before the text: none of its own. `start` is the code
    point of `text[0]` in the revision. `passage` is None for a whole text;
    `described` is known only where a query asks for properties.
    """

    def __init__(self, text: str, end: int, *, start: int = 0, begun: int = 0, furniture: Sequence[Span] = ()) -> None:
        """Take a text and where running heads and footers stand in it (code points of `text`)."""
        self.text = text
        self.end = end
        self.start = start
        self.passage: Passage | None = None
        self.described: Described | None = None
        self._begun = begun
        self._furniture = furniture

    @property
    def own(self) -> str:
        """The text with blanks for the rest of a word that began before it."""
        return " " * self._begun + self.text[self._begun :] if self._begun else self.text

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words, each once."""
        return frozenset(self.terms)

    @cached_property
    def terms(self) -> list[str]:
        """The folded words in order."""
        return terms(self.own) if self.folded is None else self.folded.split()

    @cached_property
    def folded(self) -> str | None:
        """The folded words where they stand, see `in_place`."""
        return in_place(self.own)

    @cached_property
    def places(self) -> Sequence[tuple[int, int]]:
        """Where each of them stands, half-open, in code points of `text`: asked for only where something is found."""
        return word_spans(self.own)

    @cached_property
    def last(self) -> int:
        """The number of the first word that begins at or after `end`."""
        if self.end >= len(self.text):
            return len(self.terms)
        return len(terms(self.own[: self.end]) if self.folded is None else self.folded[: self.end].split())

    @cached_property
    def body(self) -> Stretch | None:
        """The same text with blanks in place of running heads and footers, None where it has none."""
        if not self._furniture:
            return None
        return Stretch(without(self.text, self._furniture), self.end, start=self.start, begun=self._begun)


def of_passage(
    text: str,
    start: int,
    passage: Passage,
    described: Described | None = None,
    furniture: Sequence[Span] = (),
    begun: int = 0,
) -> Stretch:
    """Return a passage as a stretch; `text` begins at code point `start` and goes on after the passage.

    `furniture` is where running heads and footers stand in the revision; `begun` as for `Stretch`.
    """
    window = Span(start, start + len(text))
    inside = [common.shift(-start) for span in furniture if (common := span.intersect(window)) is not None]
    stretch = Stretch(text, passage.span.end - start, start=start, begun=begun, furniture=inside)
    stretch.passage, stretch.described = passage, described
    return stretch
