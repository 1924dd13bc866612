"""What people say of the machine's verdict on a quotation: they confirm, correct, reject it, or comment on it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from archive.ledgers import NumberedQuotation
from archive.spans import Span
from archive.verdicts import Verdict


class Ruling(enum.Enum):
    """What a person says; the value is the wire word. A `COMMENT` leaves the standing as it is."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing that a person said of a quotation; it is kept for ever, and a later one may overrule it.

    Of a correction `source`, `revision` and `span` (code points) name the other place and `verdict` how the quotation
    stands there, as the machine finds it; else they are empty and None. `person_name` is told by the store.
    `carried_from` is the number of the revision on which it was made, 0 where it was made on this one; `asked_again`
    that it does not hold here, since the words or their source are not the same.
    """

    id: str
    quotation: NumberedQuotation
    ruling: Ruling
    comment: str
    person: str
    at: str
    person_name: str = ""
    source: str = ""
    revision: int = 0
    span: Span | None = None
    verdict: Verdict | None = None
    carried_from: int = 0
    asked_again: bool = False


def standing(judgements: Iterable[Judgement]) -> Judgement | None:
    """Return the judgement that holds, of those on one quotation, oldest first: the last ruling that still stands."""
    rulings = [each for each in judgements if each.ruling is not Ruling.COMMENT and not each.asked_again]
    return rulings[-1] if rulings else None
