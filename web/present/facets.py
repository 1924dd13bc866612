"""The values by which a search can be narrowed, with the passages that have each."""

from __future__ import annotations

from collections.abc import Sequence

from index.facets import Counted, Facets
from index.marks import Marks
from web.asked import SearchRequest, address
from web.pages.narrowing import Facet, FacetValue

_SHOWN, _MOST = 6, 40


def facets_of(asked: SearchRequest, facets: Facets, marks: Marks) -> tuple[Facet, ...]:
    """Return what still can be narrowed: properties that are narrowed already, or nowhere known, are left out."""
    found = (
        _facet("Kind", asked.kind, [_value(each, address(asked, kind=each.value)) for each in facets.kinds]),
        _facet("Author", asked.author, [_value(each, address(asked, author=each.value)) for each in facets.authors]),
        _facet(
            "Recipient",
            asked.recipient,
            [_value(each, address(asked, recipient=each.value)) for each in facets.recipients],
        ),
        _facet("Tag", asked.tag, [_value(each, address(asked, tag=each.value)) for each in marks.tags]),
        _facet("Annotations", asked.tag or ("yes" if asked.noted else ""), _noted(asked, marks)),
    )
    return tuple(facet for facet in found if facet.values)


def _facet(name: str, narrowed: str, values: Sequence[FacetValue]) -> Facet:
    listed = () if narrowed else tuple(values[:_MOST])
    few = len(listed) <= _SHOWN + 1
    return Facet(name, listed if few else listed[:_SHOWN], () if few else listed[_SHOWN:])


def _value(counted: Counted, href: str) -> FacetValue:
    return FacetValue(counted.value, counted.count, href)


def _noted(asked: SearchRequest, marks: Marks) -> list[FacetValue]:
    return [FacetValue("with annotations", marks.passages, address(asked, noted=True))] if marks.passages else []
