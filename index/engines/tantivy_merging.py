"""When tantivy merges: in the commit after which eight small segments lie beside one another; it offers no other way.

So that somebody waits for few such commits, one document is written once more as soon as there are seven. It must lie
in a segment with others: alone in one it would only take its own place.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from index.engines.protocol import Row

_TOGETHER = 8
_SMALL = 10_000
"""Passages. Both figures are those of tantivy's `LogMergePolicy`."""

_SHORT = 20
"""Of so many passages at most is a document that is written once more."""


class Eighth:
    """The document that is written once more; none until one was merged, or where it may have been replaced."""

    def __init__(self) -> None:
        """Know of none."""
        self._rows: Sequence[Row] = ()
        self._committed = b""

    def note(self, rows: Sequence[Row], gone: Collection[str], before: bytes, after: bytes) -> None:
        """Take note of a write; `before` and `after` it tantivy said this of its last commit."""
        if _small(after) < _small(before) and len(rows) <= _SHORT and len({row.document for row in rows}) == 1:
            self._rows = rows
        else:
            known = self._rows if self._committed == before else ()
            self._rows = [row for row in known if row.document not in gone]
        self._committed = after

    def due(self, committed: bytes) -> Sequence[Row]:
        """Return the rows to be written once more; none where there is nothing to be merged, or somebody else wrote."""
        return self._rows if committed == self._committed and _small(committed) == _TOGETHER - 1 else ()


def _small(committed: bytes) -> int:
    """Return how many small segments a commit has."""
    return sum(segment["max_doc"] <= _SMALL for segment in json.loads(committed)["segments"])
