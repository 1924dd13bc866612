"""What was ignored of a query, each remark with the stretch of the query that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.query import Diagnostic
from web.pages.search import Remark

_AROUND = 40


def remarks(typed: str, ignored: Iterable[Diagnostic], *others: str) -> tuple[Remark, ...]:
    """Return the remarks of a query with their stretches, then the `others`, which concern no stretch."""
    return (*_placed(typed, ignored), *(Remark(other) for other in others))


def _placed(typed: str, ignored: Iterable[Diagnostic]) -> Iterator[Remark]:
    """Yield each remark with up to `_AROUND` code points of the query on either side of its stretch."""
    for remark in ignored:
        start, end = max(0, remark.start), min(len(typed), remark.end)
        if start >= end:
            yield Remark(remark.message)
            continue
        before, after = typed[max(0, start - _AROUND) : start], typed[end : end + _AROUND]
        wrong = typed[start:end] if end - start <= 2 * _AROUND else f"{typed[start : start + 2 * _AROUND]} …"
        cut_before, cut_after = start > _AROUND, end + _AROUND < len(typed)
        yield Remark(remark.message, ("… " if cut_before else "") + before, wrong, after + (" …" if cut_after else ""))
