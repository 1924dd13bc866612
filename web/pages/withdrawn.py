"""What the page of a withdrawn document receives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """When a document was withdrawn and why; what it was, as names and values; whether the citation of it fitted."""

    day: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    fits: str
