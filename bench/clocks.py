"""CPU and wall time of one act, and the two figures that are shown of many."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Spent(NamedTuple):
    """What an act took, in milliseconds: of the processors (all threads of this process), and of the clock."""

    cpu: float
    wall: float


class Figures(NamedTuple):
    """The median and the 95th percentile of many measurements."""

    p50: float
    p95: float


def timed(act: Callable[P, T], *given: P.args, **named: P.kwargs) -> tuple[T, Spent]:
    """Do something once, with what it is given; return what it gave and what it took."""
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    value = act(*given, **named)
    return value, Spent((time.process_time_ns() - cpu) / 1e6, (time.perf_counter_ns() - wall) / 1e6)


def figures(measured: Sequence[float]) -> Figures:
    """Return the median and the 95th percentile (nearest rank) of at least one measurement."""
    ordered = sorted(measured)
    return Figures(*(ordered[math.ceil(share * len(ordered)) - 1] for share in (0.5, 0.95)))
