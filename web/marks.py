"""Overlapping spans become runs: stretches of text under one set of marks. Solved once, here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.spans import Span


@dataclass(frozen=True, slots=True)
class Layer:
    """A mark on a span; `sort` says which kind of mark, `key` which one of its kind, `tint` its colour (a word)."""

    span: Span
    sort: str
    key: str = ""
    tint: str = ""


def runs(whole: Span, cuts: Sequence[int], layers: Sequence[Layer]) -> Iterator[tuple[Span, tuple[Layer, ...]]]:
    """Yield the stretches of `whole` between all borders, each with the layers that cover it, in order.

    Borders are the ends of layers and `cuts` (code points). Empty layers are ignored. The stretches
    partition `whole`. Time is linear in stretches times their depth, after sorting.
    """
    starting: dict[int, list[Layer]] = {}
    ending: dict[int, list[Layer]] = {}
    borders = {whole.start, whole.end, *(cut for cut in cuts if whole.start < cut < whole.end)}
    for layer in layers:
        common = layer.span.intersect(whole)
        if common is not None:
            starting.setdefault(common.start, []).append(layer)
            ending.setdefault(common.end, []).append(layer)
            borders.update((common.start, common.end))
    open_layers: dict[Layer, None] = {}
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        for layer in ending.get(start, ()):
            open_layers.pop(layer, None)
        open_layers.update(dict.fromkeys(starting.get(start, ())))
        yield Span(start, end), tuple(open_layers)
