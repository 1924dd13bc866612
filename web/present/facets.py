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
        _facet("Kind", asked, "kind", facets.kinds),
        _facet("Author", asked, "author", facets.authors),
        _facet("Recipient", asked, "recipient", facets.recipients),
        _facet("Tag", asked, "tag", marks.tags),
        Facet("Annotations", () if asked.tag or asked.noted else _noted(asked, marks), ()),
    )
    return tuple(facet for facet in found if facet.values)


def _facet(name: str, asked: SearchRequest, narrowed: str, counts: Sequence[Counted]) -> Facet:
    """Return what a search can be narrowed to by one of its parameters."""

    def href(value: str) -> str:
        return address(asked, **{narrowed: value})  # type: ignore[arg-type]  # one of its parameters

    values = () if getattr(asked, narrowed) else counts[:_MOST]
    listed = tuple(FacetValue(each.value, each.count, href(each.value)) for each in values)
    few = len(listed) <= _SHOWN + 1
    return Facet(name, listed if few else listed[:_SHOWN], () if few else listed[_SHOWN:])


def _noted(asked: SearchRequest, marks: Marks) -> tuple[FacetValue, ...]:
    return (FacetValue("with annotations", marks.passages, address(asked, noted=True)),) if marks.passages else ()
