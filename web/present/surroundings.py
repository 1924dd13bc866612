"""A passage with its neighbours as JSON, for a hit that opens in place."""

from __future__ import annotations

from archive.spans import Span
from index.snippets import Part, cut
from index.surroundings import Surroundings


def surroundings_wire(found: Surroundings) -> dict[str, object]:
    """Return the text in three stretches, each in parts that say whether they are what was searched."""
    end = found.start + len(found.text)
    return {
        "document": found.passage.document,
        "revision": found.passage.revision,
        "start": found.start,
        "before": _parts(found, Span(found.start, found.core.start)),
        "passage": _parts(found, found.core),
        "after": _parts(found, Span(found.core.end, end)),
    }


def _parts(found: Surroundings, stretch: Span) -> list[dict[str, object]]:
    return [_wire(part) for part in cut(found.text, found.start, stretch, found.places)]


def _wire(part: Part) -> dict[str, object]:
    return {"text": part.text, "hit": part.hit}
