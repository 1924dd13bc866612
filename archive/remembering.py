"""What is dear to make and asked for again, remembered while the process lives: the last results, within a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Results by what they were made of, which must be all that they depend on; any thread may ask.

    One is made at a time: making takes no more than one processor, however many ask. What is held is given at once.
    """

    def __init__(self, *, most: int, heaviest: int, weigh: Callable[[V], int]) -> None:
        """Hold up to `most` results that weigh up to `heaviest` together; the last one is held whatever it weighs."""
        self._most, self._heaviest, self._weigh = most, heaviest, weigh
        self._held: OrderedDict[K, V] = OrderedDict()
        self._making, self._touching = threading.Lock(), threading.Lock()

    def of(self, key: K, make: Callable[[], V]) -> V:
        """Return what is remembered of a key, else make it; it is never None."""
        found = self._look(key)
        if found is None:
            with self._making:
                found = self._look(key)
                if found is None:
                    found = make()
                    self._hold(key, found)
        return found

    def _look(self, key: K) -> V | None:
        with self._touching:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def _hold(self, key: K, made: V) -> None:
        with self._touching:
            self._held[key] = made
            while len(self._held) > 1 and self._too_much():
                self._held.popitem(last=False)

    def _too_much(self) -> bool:
        return len(self._held) > self._most or sum(map(self._weigh, self._held.values())) > self._heaviest
