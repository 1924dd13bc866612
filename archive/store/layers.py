"""Pages, marks and findings as the JSON rows that are kept beside a text; shorter rows are older ones."""

from __future__ import annotations

from collections.abc import Sequence

from archive.documents import Page, PageState, Structure, StructureKind
from archive.findings import Finding, Origin
from archive.spans import Span

Row = list[object]


def page_row(page: Page) -> Row:
    """Return `[number, label, start, end, state, reader, why, confidence, doubts]`."""
    place = [page.number, page.label, page.span.start, page.span.end]
    return [*place, page.state.value, page.reader, page.why, page.confidence, list(page.doubts)]


def page(  # noqa: PLR0913, PLR0917  a row has as many places as it has
    number: int,
    label: str,
    start: int,
    end: int,
    state: str = "text",
    reader: str = "",
    why: str = "",
    confidence: int = -1,
    doubts: Sequence[str] = (),
) -> Page:
    """Return the page of a row."""
    return Page(number, label, Span(start, end), PageState(state), reader, why, confidence, tuple(doubts))


def structure_row(mark: Structure) -> Row:
    """Return `[kind, start, end]`, and the detail where there is one."""
    return [mark.kind.value, mark.span.start, mark.span.end, *([mark.detail] if mark.detail else [])]


def structure(kind: str, start: int, end: int, detail: str = "") -> Structure:
    """Return the mark of a row."""
    return Structure(StructureKind(kind), Span(start, end), detail)


def finding_row(finding: Finding) -> Row:
    """Return `[field, value, origin, confidence, basis]`, and start and end where it rests on words."""
    told: Row = [finding.field, finding.value, finding.origin.value, finding.confidence, finding.basis]
    return [*told, finding.span.start, finding.span.end] if finding.span else told


def finding(field: str, value: str, origin: str, confidence: int, basis: str, *place: int) -> Finding:
    """Return the finding of a row."""
    return Finding(field, value, Origin(origin), confidence, basis, Span(*place) if place else None)
