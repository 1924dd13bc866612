"""Makers of prose to measure on: sentences of invented words, the same on every run."""

from __future__ import annotations

import itertools
import random

from bench.corpus.building import fill
from bench.corpus.prose import Prose
from ingest.canonical import canonical
from ingest.extract.extraction import RawPage

SYLLABLES = ("ba", "cor", "di", "fen", "gul", "hal", "jo", "kem", "lor", "mi", "nas", "pel", "quo", "ri", "sta", "tum")
WORDS = ["".join(parts) for parts in itertools.product(SYLLABLES, SYLLABLES, ("da", "fi", "lo"))][::3]


def sentences(chance, count):
    for _ in range(count):
        words = [chance.choice(WORDS) for _ in range(chance.randint(6, 16))]
        yield f"{' '.join(words).capitalize()}."


def prose(number, *, paragraphs=12):
    """Return one text of about seven passages."""
    chance = random.Random(number)
    text = "\n\n".join(" ".join(sentences(chance, 8)) for _ in range(paragraphs))
    return Prose(f"text-{number}.html", f"Text {number}", canonical([RawPage(text)]))


def filled(store, *, texts=12):
    """Put so many texts into a store and return how much that is."""
    return fill(store, map(prose, range(texts)), passages=10_000)
