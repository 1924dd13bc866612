"""Queries drawn from the passages themselves, with a fixed seed: each kind asks for what a reader would type."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.engines.protocol import Filters, Row
from index.query import And, Fuzzy, Near, Node, Not, Pattern, Phrase

SEED = 20310314
_SAMPLE = 5_000
_COMMON = 200
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Question:
    """A query as typed and as a tree; with `facets` kinds, authors, recipients and years are to be counted."""

    kind: str
    typed: str
    root: Node
    filters: Filters = field(default_factory=Filters)
    facets: bool = False


class Drawn:
    """Draws questions from a sample of the rows that engines are fed."""

    def __init__(self, rows: Sequence[Row], seed: int = SEED) -> None:
        """Take the sample; rows of fewer than forty words are left out of it."""
        self._random = random.Random(seed)
        long = [row for row in rows if len(row.text) >= 40]
        self._rows = self._random.sample(long, min(_SAMPLE, len(long)))
        held = Counter(word for row in self._rows for word in set(row.text))
        self._common = [word for word, _ in held.most_common(_COMMON)]

    def questions(self, count: int) -> dict[str, list[Question]]:
        """Return so many questions of each kind; within a kind no query is asked twice."""
        kinds: dict[str, Callable[[], Question]] = {
            "common word": self._common_word,
            "AND of three": self._three,
            "phrase, six words": self._phrase,
            "prefix, four letters": self._prefix,
            "one wrong letter, fuzzy": self._fuzzy,
            "two words near": self._near,
            "facets": self._facets,
            "filters": self._filtered,
            "NOT": self._not,
        }
        return {name: self._different(name, draw, count) for name, draw in kinds.items()}

    def _different(self, kind: str, draw: Callable[[], Question], count: int) -> list[Question]:
        found: dict[tuple[str, Filters], Question] = {}
        for _ in range(count * 100):
            question = draw()
            found.setdefault((question.typed, question.filters), question)
            if len(found) == count:
                return list(found.values())
        raise ValueError(f"there are only {len(found)} different questions of the kind {kind}")

    def _word(self, least: int = 4) -> str:
        """Return a word of letters alone, as often as it stands in the sample."""
        while True:
            word = self._random.choice(self._random.choice(self._rows).text)
            if len(word) >= least and word.isalpha() and word.isascii():
                return word

    def _common_word(self) -> Question:
        word = self._random.choice(self._common)
        return Question("common word", word, _one(word))

    def _three(self) -> Question:
        while True:
            known = sorted({word for word in self._random.choice(self._rows).text if len(word) >= 4 and word.isalpha()})
            if len(known) >= 3:
                words = self._random.sample(known, 3)
                return Question("AND of three", " ".join(words), And(tuple(map(_one, words))))

    def _phrase(self) -> Question:
        words = self._stretch(6)
        return Question("phrase, six words", f'"{" ".join(words)}"', Phrase(tuple(words), " ".join(words)))

    def _stretch(self, length: int) -> Sequence[str]:
        text = self._random.choice(self._rows).text
        start = self._random.randrange(len(text) - length + 1)
        return text[start : start + length]

    def _prefix(self) -> Question:
        start = self._word(least=6)[:4]
        return Question("prefix, four letters", f"{start}*", Pattern(f"{start}*"))

    def _fuzzy(self) -> Question:
        word = self._word(least=6)
        at = self._random.randrange(1, len(word))
        wrong = word[:at] + self._random.choice(_LETTERS.replace(word[at], "")) + word[at + 1 :]
        return Question("one wrong letter, fuzzy", f"{wrong}~1", Fuzzy(wrong, 1))

    def _near(self) -> Question:
        while True:
            words = [word for word in self._stretch(10) if len(word) >= 4 and word.isalpha()]
            if len(set(words)) >= 2:
                pair = tuple(self._random.sample(sorted(set(words)), 2))
                return Question("two words near", f'"{" ".join(pair)}"~10', Near(pair, 10, " ".join(pair)))

    def _facets(self) -> Question:
        word = self._random.choice(self._common)
        return Question("facets", word, _one(word), facets=True)

    def _filtered(self) -> Question:
        row, word = self._random.choice(self._rows), self._word()
        year = row.date[:4]
        filters = self._random.choice(
            (Filters(kind=row.kind), Filters(author=row.author), Filters(date_from=year, date_to=year))
        )
        return Question("filters", word, _one(word), filters)

    def _not(self) -> Question:
        word, without = self._word(), self._random.choice(self._common)
        return Question("NOT", f"{word} NOT {without}", And((_one(word), Not(_one(without)))))


def _one(word: str) -> Phrase:
    return Phrase((word,), word)
