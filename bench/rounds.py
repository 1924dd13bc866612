"""Asks questions in several rounds, and takes the median of each: a shared machine's speed changes by the second.

In each round what is asked is opened anew, so that a question is never answered from what it left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from statistics import median

from bench.clocks import Figures, figures, timed
from bench.questions import Question
from bench.served import left_out_of_collections

ROUNDS = 3
_WARM = 5

Kinds = Mapping[str, Sequence[Question]]

Ask = Callable[[Question], Callable[[], object]]
"""Makes the call that is measured; making it is not."""


def asked_all(kinds: Kinds, opened: Callable[[], AbstractContextManager[Ask]]) -> dict[str, Figures]:
    """Ask everything, after a few of each kind unmeasured; return CPU milliseconds by kind."""
    rounds = [_asked(kinds, opened) for _ in range(ROUNDS)]
    return {
        kind: figures([median(spent) for spent in zip(*(each[kind] for each in rounds), strict=True)]) for kind in kinds
    }


def _asked(kinds: Kinds, opened: Callable[[], AbstractContextManager[Ask]]) -> dict[str, list[float]]:
    with opened() as ask, left_out_of_collections():
        warm = {kind: min(_WARM, len(questions) // 2) for kind, questions in kinds.items()}
        for kind, questions in kinds.items():
            for question in questions[: warm[kind]]:
                ask(question)()
        return {
            kind: [timed(ask(question))[1].cpu for question in questions[warm[kind] :]]
            for kind, questions in kinds.items()
        }
