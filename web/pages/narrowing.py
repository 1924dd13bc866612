"""What narrows a search, and how its hits spread over time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the passages that have it; its address is the same search, narrowed to it."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A property with the values by which a search can be narrowed; `rest` are the rarer ones, folded away."""

    name: str
    values: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """The passages of one year, decade or century. `slot` is its place from 0, `height` up to 40."""

    label: str
    count: int
    href: str
    slot: int
    height: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars over time, those without passages left out; `undated` passages stand on no bar."""

    bars: tuple[Bar, ...]
    slots: int
    step: str
    undated: int
