"""What is kept of a document's quotations: where each was traced to, how it stands, why it is looked at again."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace

from archive.differences import Difference
from archive.omissions import Omission
from archive.spans import Span
from archive.verdicts import Flag, Verdict

NumberedQuotation = tuple[str, int, int]
"""A quotation's name: the document it is printed in, the number of the revision, its number there."""

NAMELESS = frozenset({Flag.SHORT, Flag.BY_CONTEXT})
"""Flags of what is too short to name a source by itself, whether or not what stands around it names one."""


class Cause(enum.Enum):
    """Why a quotation is to be traced; the value is the wire word."""

    FIRST = "first tracing"
    ARRIVAL = "a document arrived"
    REVISION = "a source changed"
    VERSION = "tracing was improved"
    WITNESSES = "witnesses of a source were joined or parted"
    CONTEXT = "a longer quotation beside it was traced anew"


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a quotation stands, as it is kept.

    `span`, `pieces` and the `source` spans of `differences` are code points of the named revision; `exact` are the
    stored words at `span`; `omissions` is what marks of omission leave out, `dropped` the words that the source
    emphasises and the quotation does not. Of places that come late in the list no differences are kept.
    """

    document: str
    revision: int
    span: Span
    pieces: tuple[Span | None, ...]
    page: str
    exact: str
    verdict: Verdict
    flags: tuple[Flag, ...] = ()
    score: float = 0.0
    differences: tuple[Difference, ...] = ()
    omissions: tuple[Omission, ...] = ()
    dropped: tuple[str, ...] = ()

    def without_words(self) -> Found:
        """Return where the quotation stands, and how, with no word of the source, as after it was withdrawn."""
        return replace(self, exact="", differences=(), omissions=(), dropped=())


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of one quotation of a revision: the machine's verdict, and the places, best first.

    `algorithm` names the version of tracing; `documents` counts those in which it stands, `unlooked` proposed passages
    that were not looked at; `own` are places in the very document, where it has the words once more; `named` tells
    whether the first place is named as the source. `reason` is a sentence where there is something to explain. Of a
    quotation that is never closed `upto` is how many code points of it were traced, where the rest is none of it.
    """

    number: int
    algorithm: str
    at: str
    verdict: Verdict
    flags: tuple[Flag, ...] = ()
    score: float = 0.0
    reason: str = ""
    places: tuple[Found, ...] = ()
    own: tuple[Found, ...] = ()
    documents: int = 0
    unlooked: int = 0
    named: bool = False
    upto: int | None = None

    @property
    def by_itself(self) -> bool:
        """Whether it names a source by its own words, and not by what stands around it."""
        return self.named and not NAMELESS & {*self.flags}


@dataclass(frozen=True, slots=True)
class Quoting:
    """That a quotation has a place in a source: the forward list seen from the source.

    `rank` is the place's number in the quotation's list, 0 for the best; `span` are code points of the source.
    """

    quotation: NumberedQuotation
    rank: int
    source: str
    revision: int
    span: Span
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Find:
    """That looking again changed what is known of a quotation; `source` is its best place now, empty for none."""

    number: int
    at: str
    quotation: NumberedQuotation
    cause: Cause
    was: Verdict
    now: Verdict
    source: str = ""
    revision: int = 0
    span: Span = field(default_factory=lambda: Span(0, 0))
