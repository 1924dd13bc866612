"""What tracing a printed quotation gives: a verdict, and the places where its words stand."""

from __future__ import annotations

from dataclasses import dataclass

from archive.collation import Collation
from archive.documents import Document
from archive.quoted import Quoted
from archive.reasons import unreadable
from archive.spans import Span
from archive.verdicts import Flag, Verdict
from index.excerpts import Excerpt


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a quotation stands, with the stored text around it."""

    document: Document
    excerpt: Excerpt
    collation: Collation

    @property
    def revision(self) -> int:
        """The number of the revision; all offsets are code points of its text."""
        return self.excerpt.revision

    @property
    def span(self) -> Span:
        """The stretch that is shown and cited: all, or the longest piece where the parts do not stand together."""
        if self.collation.verdict is not Verdict.SPLICED and Flag.PART_MISSING not in self.collation.flags:
            return self.collation.span
        return max((piece for piece in self.collation.pieces if piece), key=len)

    @property
    def page(self) -> str:
        """The name of the page, or of the pages, on which it stands; empty for a text of one page."""
        first, last = self.excerpt.page_name(self.span.start), self.excerpt.page_name(max(0, self.span.end - 1))
        return first if first == last else f"{first}–{last}"

    @property
    def unreadable(self) -> str:
        """Why the words that differ here are none to go by, as a sentence; empty where they are."""
        return unreadable(self.collation, self.excerpt.source, self.excerpt.pages)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The stored words that the source emphasises and the quotation does not."""
        return tuple(self.excerpt.source.between(span.start, span.end) for span in self.collation.dropped)

    @property
    def exact(self) -> str:
        """The stored words at `span`."""
        return self.excerpt.source.between(self.span.start, self.span.end)


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of a quotation: the verdict on its best place, and the places, best first.

    `documents` counts those in which it stands; `unlooked` are proposed passages that were not looked at, since enough
    was found before. `stopped` says that time ran out; `reason` is a sentence where there is something to explain.
    """

    quoted: Quoted
    verdict: Verdict
    flags: tuple[Flag, ...] = ()
    score: float = 0.0
    places: tuple[Place, ...] = ()
    documents: int = 0
    unlooked: int = 0
    stopped: bool = False
    reason: str = ""
    seconds: float = 0.0

    @property
    def named(self) -> Place | None:
        """The place that is named as the source; None where none is, however many there are."""
        found = self.places and self.verdict.rank < Verdict.NOT_FOUND.rank and Flag.SHORT not in self.flags
        return self.places[0] if found else None
