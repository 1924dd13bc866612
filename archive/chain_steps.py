"""The parts of a chain: the documents through which the words of a quotation came, and why it ends."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.judgements import Judgement, Ruling, standing
from archive.ledgers import Found, Traced
from archive.spans import Span
from archive.verdicts import Flag, Verdict


class End(enum.Enum):
    """Why a chain goes no further; the value is the wire word."""

    SOURCE = "own words"
    UNKNOWN = "source not known"
    WAITING = "not traced yet"
    SPLIT = "parts from two documents"
    CIRCLE = "leads back"
    DEEP = "not followed further"


@dataclass(frozen=True, slots=True)
class Step:
    """A document to which a chain leads: where the words stand in it, and how the one before has them.

    `span` and `pieces` are code points of the revision; `quotation` is the number of the document's own quotation by
    which the chain goes on, None at its end; `part` says that only a part of the words goes on; `second_hand` that the
    words stand there as a quotation.
    """

    document: str
    revision: int
    span: Span
    verdict: Verdict
    pieces: tuple[Span, ...]
    quotation: int | None = None
    part: bool = False
    second_hand: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of a quotation's words, nearest document first, and why it ends.

    `by_wording` says that its first step is told from the wording alone: the words are wrong in the source that is
    named for them, and stand so in an earlier document that quotes it.
    """

    steps: tuple[Step, ...]
    end: End
    by_wording: bool = False


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of a ledger by the numbers of its quotations; of those in `cut` there are more than are followed."""

    of: Mapping[int, tuple[Chain, ...]]
    cut: frozenset[int] = frozenset()

    @property
    def documents(self) -> set[str]:
        """The ids of all documents to which a chain leads."""
        return {step.document for found in self.of.values() for chain in found for step in chain.steps}


def source_of(traced: Traced | None, said: Sequence[Judgement]) -> Step | None:
    """Return where a quotation was taken from: as a person corrected it, else as the machine names it, else None."""
    ruling = standing(said)
    if ruling and ruling.ruling is Ruling.CORRECTED and ruling.span and ruling.verdict:
        return Step(ruling.source, ruling.revision, ruling.span, ruling.verdict, (ruling.span,))
    rejected = ruling is not None and ruling.ruling is Ruling.REJECTED
    return step_at(traced.places[0]) if traced and traced.named and traced.places and not rejected else None


def step_at(place: Found) -> Step:
    """Return a place as a step."""
    pieces = tuple(piece for piece in place.pieces if piece) or (place.span,)
    second_hand = Flag.SECOND_HAND in place.flags
    return Step(place.document, place.revision, place.span, place.verdict, pieces, second_hand=second_hand)
