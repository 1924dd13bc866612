"""Comparisons of two texts, kept while the process lives: dear to make, and asked for again and again.

They are known by the digests of the two texts, so none is ever stale. One is made at a time: comparing takes no more
than one processor, however many ask. Texts of 4 MB take some ten seconds, two of half a million signs about one.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.access import ANONYMOUS, Actor
from archive.comparison import Change, Tally, compare, tally
from archive.documents import Revision
from archive.errors import Denied
from archive.remembering import Remembered
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
        self._kept = Remembered[tuple[str, str], Compared](
            most=_KEPT, heaviest=_CHANGES_KEPT, weigh=lambda compared: len(compared.changes)
        )

    def of(self, old: Revision, new: Revision, actor: Actor) -> Compared:
        """Return the comparison of two revisions; `Denied` where it is too large for somebody who is not signed in."""
        size = len(old.text) + len(new.text)
        if size > FOR_VISITORS and actor == ANONYMOUS:
            raise Denied(
                f"these two texts have {size:,} characters; up to {FOR_VISITORS:,} are compared for visitors. "
                "Sign in to have them compared"
            )
        key = old.frozen.text_sha256, new.frozen.text_sha256
        return self._kept.of(key, lambda: _compared(old.text, new.text))


def _compared(old: str, new: str) -> Compared:
    changes = tuple(compare(old, new))
    places, after = variations(changes, old, new)
    return Compared(changes, tally(changes, old, new), tuple(places), after)
