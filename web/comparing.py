"""Comparisons of two texts, kept while the process lives: dear to make, and asked for again and again.

They are known by the digests of the two texts, so none is ever stale. One is made at a time: comparing takes no more
than one processor, however many ask. Texts of 4 MB take some ten seconds, two of half a million signs about one.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from archive.access import ANONYMOUS, Actor
from archive.comparison import Change, Tally, compare, tally
from archive.documents import Revision
from archive.errors import Denied
from web.variation import Pair, Variation, variations

FOR_VISITORS = 1_000_000
"""Code points of both texts together that are compared for somebody who is not signed in."""

_KEPT = 32
_CHANGES_KEPT = 50_000
"""How many comparisons are kept, and how many changes they have together (some 40 MB); the last one always is."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes between two texts, counted, and the places they make; `after` is what follows the last one."""

    changes: tuple[Change, ...]
    tally: Tally
    places: tuple[Variation, ...]
    after: Pair | None


class Comparisons:
    """The comparisons of one process; any thread may ask."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[str, str], Compared] = OrderedDict()
        self._making = threading.Lock()

    def of(self, old: Revision, new: Revision, actor: Actor) -> Compared:
        """Return the comparison of two revisions; `Denied` where it is too large for somebody who is not signed in."""
        size = len(old.text) + len(new.text)
        if size > FOR_VISITORS and actor == ANONYMOUS:
            raise Denied(
                f"these two texts have {size:,} characters; up to {FOR_VISITORS:,} are compared for visitors. "
                "Sign in to have them compared"
            )
        key = old.frozen.text_sha256, new.frozen.text_sha256
        with self._making:
            if key not in self._kept:
                self._kept[key] = _compared(old.text, new.text)
                self._let_go()
            self._kept.move_to_end(key)
            return self._kept[key]

    def _let_go(self) -> None:
        while len(self._kept) > 1 and (
            len(self._kept) > _KEPT or sum(len(one.changes) for one in self._kept.values()) > _CHANGES_KEPT
        ):
            self._kept.popitem(last=False)


def _compared(old: str, new: str) -> Compared:
    changes = tuple(compare(old, new))
    places, after = variations(changes, old, new)
    return Compared(changes, tally(changes, old, new), tuple(places), after)
