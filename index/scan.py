"""A plain scan of all folded words: the oracle that engines are held against. Slow, simple, right.

The words of all texts are one file of numbers, a number a word, which is mapped into memory and searched from end
to end. A phrase belongs to the passage in which it begins, and may run on into the next.
"""

from __future__ import annotations

import json
import mmap
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.documents import Passage
from archive.folding import terms
from index.analyzer import passage_terms

_WIDTH = array("I").itemsize


def build(folder: Path, texts: Iterable[tuple[str, Sequence[Passage]]]) -> None:
    """Write the words of texts, each cut into passages, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers: dict[str, int] = {}
    starts, names = array("Q"), []
    at = 0
    with (folder / "words").open("wb") as file:
        for text, passages in texts:
            for passage, worded in zip(passages, passage_terms(text, passages), strict=True):
                starts.append(at)
                names.append(passage.id)
                array("I", [numbers.setdefault(word, len(numbers) + 1) for word in worded.text]).tofile(file)
                at += len(worded.text)
            array("I", [0]).tofile(file)  # no phrase runs from one text into the next
            at += 1
    (folder / "starts").write_bytes(starts.tobytes())
    (folder / "names").write_text(json.dumps([names, numbers], ensure_ascii=False), encoding="utf-8")


class Scan:
    """What `build` wrote, open for finding phrases."""

    def __init__(self, folder: Path) -> None:
        """Map the words into memory."""
        self._names, self._numbers = json.loads((folder / "names").read_text(encoding="utf-8"))
        self._starts = array("Q")
        self._starts.frombytes((folder / "starts").read_bytes())
        with (folder / "words").open("rb") as file:
            self._words = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def find(self, phrase: str) -> list[str]:
        """Return the ids of the passages in which a phrase begins, in the order of the texts."""
        wanted = [self._numbers.get(term, -1) for term in terms(phrase)]
        if not wanted or -1 in wanted:
            return []
        sought, at, found = array("I", wanted).tobytes(), 0, dict[str, None]()
        while (at := self._words.find(sought, at)) >= 0:
            if at % _WIDTH == 0:
                found[self._names[bisect_right(self._starts, at // _WIDTH) - 1]] = None
            at += 1
        return list(found)

    def close(self) -> None:
        """Let go of the file."""
        self._words.close()
