"""The vocabulary of an archive: its folded words in order, kept beside an index and the same for every engine.

It is two files: `words.N`, in order, and `added.N`, to which every write appends. Where the second outgrows the
first, both become `words.N+1`. A write puts words down before it notes its cursor, so no word of what is said to be
indexed is missing; words whose passages are gone may remain, and then stand for nothing.
"""

from __future__ import annotations

import os
import re
import threading
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from archive.errors import Damaged
from index.query import EXPANSIONS
from index.spellings import Spellings
from index.wildcards import compiled

_LEAST = 256 * 1024
_MANY = 1000
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Fitting:
    """Words that fit; `capped` where more than `EXPANSIONS` would have, and only the most frequent are here."""

    words: tuple[str, ...]
    capped: bool


class Vocabulary:
    """The words of one generation of an index; safe for threads. Another process may add to it meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Stand on a folder, made where it is missing; nothing is read yet."""
        self._folder = folder
        self._lock = threading.RLock()
        self._number = -1
        self._read = 0
        self._counts: dict[str, int] = {}
        self._sorted: list[str] = []
        self._spellings = Spellings()
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, passages: Iterable[Sequence[str]]) -> None:
        """Add the words of passages, each once a passage; on disk when this returns."""
        counts: Counter[str] = Counter()
        for passage in passages:
            counts.update(set(passage))
        if not counts:
            return
        with self._lock:
            number = self._newest()
            path = self._folder / f"added.{number}"
            lines = "".join(f"{word} {count}\n" for word, count in counts.items())
            with path.open("ab") as log:
                log.write(f"\n{lines}".encode() if log.tell() else lines.encode())  # a torn line before it ends here
                log.flush()
                os.fsync(log.fileno())
                size = log.tell()
            words = self._folder / f"words.{number}"
            if size > max(_LEAST, words.stat().st_size if words.is_file() else 0):
                self._gather(number)

    def put(self, counts: Mapping[str, int]) -> None:
        """Hold these words and counts in place of all; on disk when this returns."""
        with self._lock:
            self._put(counts, sorted(counts), self._newest())
            self._number = -1

    def count(self, word: str) -> int:
        """Return in how many passages a word was when they were added; 0 where it never was."""
        with self._lock:
            self._refresh()
            return self._counts.get(word, 0)

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Return the same of several words, by word."""
        with self._lock:
            self._refresh()
            return {word: self._counts.get(word, 0) for word in words}

    def prefix(self, start: str) -> Fitting:
        """Return the words that begin so, in order."""
        with self._lock:
            return self._fitting(self._between(start))

    def pattern(self, pattern: str) -> Fitting:
        """Return the words that fit a pattern, in order: `*` stands for any signs, `?` for one."""
        start = re.split(r"[*?]", pattern, maxsplit=1)[0]
        fits = compiled(pattern)
        with self._lock:
            return self._fitting(word for word in self._between(start) if fits.match(word))

    def near(self, term: str, edits: int) -> Fitting:
        """Return the words at most so many edits away (Levenshtein), the nearest first, then the most frequent."""
        with self._lock:
            self._refresh()
            if not self._spellings:
                self._spellings.add(self._sorted)
            alike = self._spellings.alike(term, edits)
            found = extract(term, alike, scorer=Levenshtein.distance, score_cutoff=edits, limit=None)
            ordered = sorted(found, key=lambda each: (each[1], -self._counts[each[0]], each[0]))
        return Fitting(tuple(each[0] for each in ordered[:EXPANSIONS]), len(ordered) > EXPANSIONS)

    def _between(self, start: str) -> list[str]:
        """Return the words that begin with `start`, after a look at what was added."""
        self._refresh()
        first = bisect_left(self._sorted, start)
        return self._sorted[first : bisect_left(self._sorted, start + _AFTER_ALL, first)]

    def _fitting(self, words: Iterable[str]) -> Fitting:
        found = list(words)
        if len(found) <= EXPANSIONS:
            return Fitting(tuple(found), capped=False)
        frequent = sorted(found, key=lambda word: (-self._counts[word], word))[:EXPANSIONS]
        return Fitting(tuple(sorted(frequent)), capped=True)

    def _newest(self) -> int:
        numbers = (path.name.removeprefix("words.") for path in self._folder.iterdir())
        return max((int(number) for number in numbers if number.isdecimal()), default=0)

    def _refresh(self) -> None:
        """Read what was added since; where the files were gathered meanwhile, everything."""
        number = self._newest()
        while number != self._number:
            self._counts = _gathered(self._folder / f"words.{number}")
            self._sorted, self._spellings = list(self._counts), Spellings()
            self._read, self._number = 0, number
            number = self._newest()  # gathered while it was read: once more
        added, self._read = _added(self._folder / f"added.{number}", self._read)
        self._insert([word for word, count in added if self._is_new(word, count)])

    def _is_new(self, word: str, count: int) -> bool:
        """Count a word, and tell whether it was not known."""
        before = self._counts.get(word)
        self._counts[word] = (before or 0) + count
        return before is None

    def _insert(self, fresh: list[str]) -> None:
        if self._spellings:
            self._spellings.add(fresh)
        if len(fresh) < _MANY:
            for word in fresh:
                insort(self._sorted, word)
        else:
            self._sorted += fresh
            self._sorted.sort()

    def _gather(self, number: int) -> None:
        """Make one new file of both."""
        self._refresh()
        self._put(self._counts, self._sorted, number)
        self._number, self._read = number + 1, 0

    def _put(self, counts: Mapping[str, int], words: Iterable[str], number: int) -> None:
        """Put words down, in order, as the file after those numbered so, which go when it is on disk."""
        fresh = self._folder / "gathered"
        with fresh.open("wb") as file:
            file.write("".join(f"{word} {counts[word]}\n" for word in words).encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._folder / f"words.{number + 1}")
        for name in ("words", "added"):
            (self._folder / f"{name}.{number}").unlink(missing_ok=True)


def _gathered(path: Path) -> dict[str, int]:
    """Return the words and counts of a file in order, none where it is not there; `Damaged` where it is garbled."""
    try:
        kept = path.read_text(encoding="utf-8").split()
        return dict(zip(kept[::2], map(int, kept[1::2]), strict=True))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise Damaged("the vocabulary of the index cannot be read") from error


def _added(path: Path, start: int) -> tuple[list[tuple[str, int]], int]:
    """Return the words and counts from byte `start` to the last whole line, and where that ends.

    A file that is not there has none; a line that was torn by a crash is left out.
    """
    try:
        if path.stat().st_size == start:
            return [], start
        with path.open("rb") as file:
            file.seek(start)
            data = file.read()
    except FileNotFoundError:
        return [], start
    end = data.rfind(b"\n") + 1
    lines = [line.split(" ") for line in data[:end].decode("utf-8", "replace").split("\n")]
    return [
        (line[0], int(line[1])) for line in lines if len(line) == 2 and line[0] and line[1].isdecimal()
    ], start + end
