"""The segments of a Whoosh index as they are now; which of them are worth merging into one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from whoosh.reading import SegmentReader
from whoosh.util import fib

from index.engines.whoosh_sets import Segment

_LEAST = 7
"""So many segments are always left beside one another: each costs a search about 0.03 ms."""


class Holdings:
    """The segments that were committed last, opened; what is still there unchanged stays open. Not safe for threads."""

    def __init__(self, index: Any) -> None:
        """Stand on a Whoosh index and open its segments."""
        self._index = index
        self._generation = -1
        self._held: dict[tuple[str, int], Segment] = {}
        self.now()

    def now(self, *, shelved: bool = False) -> list[Segment]:
        """Return the segments, with `shelved` after their columns were read; an empty index has none.

        Those that another process merges, and takes away, while they are opened are looked for anew.
        """
        while True:
            latest = self._index.latest_generation()
            try:
                return self._opened(latest, shelved=shelved)
            except FileNotFoundError:
                if latest == self._index.latest_generation():
                    raise

    def close(self) -> None:
        """Let go of all files."""
        for segment in self._held.values():
            segment.close()
        self._held, self._generation = {}, -1

    def _opened(self, latest: int, *, shelved: bool) -> list[Segment]:
        if latest != self._generation:
            self._open()
        segments = list(self._held.values())
        if shelved:
            for segment in segments:
                _ = segment.shelf
        return segments

    def _open(self) -> None:
        """Open what is not open yet; passages of a segment are only ever taken away, so their number tells which."""
        toc = self._index._read_toc()  # noqa: SLF001  its `reader` opens every segment anew
        named = {name: segment for (name, _), segment in self._held.items()}
        held: dict[tuple[str, int], Segment] = {}
        for each in toc.segments:
            key = (each.segment_id(), each.deleted_count())
            if key in self._held:
                held[key] = self._held[key]
            elif each.doc_count_all():
                reader = SegmentReader(self._index.storage, toc.schema, each)
                held[key] = named[key[0]].reopened(reader) if key[0] in named else Segment(reader)
        before, self._held, self._generation = self._held, held, toc.generation
        for key in before.keys() - held.keys():
            before[key].close()


def mergeable(segments: Sequence[Any]) -> list[Any]:
    """Return the smallest segments, if together they are small for so many: Whoosh's own measure (`MERGE_SMALL`)."""
    smallest = sorted(segments, key=lambda segment: int(segment.doc_count_all()))
    sizes = accumulate(segment.doc_count_all() for segment in smallest)
    for count, size in enumerate(sizes, 1):
        if count > _LEAST and size < fib(count + 4):
            return smallest[:count]
    return []
