"""A naive evaluator of queries: reads every passage for every question. What engines answer is held against it."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.documents import Passage
from archive.folding import Word
from archive.spans import Span
from index.analyzer import passage_terms
from index.days import day_of
from index.engines.protocol import Filters, Row
from index.query import Among, And, AnyOf, Field, Near, Not, Or, Phrase, Range
from index.ranking import ranking_words

WORDS = ["ab", "abc", "b", "ba", "c", "ca", "d", "not"]
KINDS, AUTHORS = ["letter", "article"], ["Ida Berg", "Bo Holm", ""]
DATES = ["2031-03-14", "2031-03", "2031", "2032-01-02", ""]
TITLES = ["tram line", "line tram", "news", ""]


@dataclass(frozen=True)
class Held:
    """A passage as the evaluator sees it: its row, and the words that follow it in its text."""

    row: Row
    after: tuple[str, ...]


def document(number, chance, words=WORDS):
    """Return a random document as held passages, fed through the real analyser."""
    pieces = [" ".join(chance.choices(words, k=chance.randint(0, 9))) + "\n" for _ in range(chance.randint(1, 5))]
    passages, at = [], 0
    for place, piece in enumerate(pieces):
        passages.append(Passage(f"d{number}", 1, place, place // 2 + 1, Span(at, at + len(piece))))
        at += len(piece)
    described = {
        "kind": chance.choice(KINDS),
        "author": chance.choice(AUTHORS),
        "addressee": chance.choice(AUTHORS),
        "date": chance.choice(DATES),
        "title": chance.choice(TITLES).split(),
        "source": ["example", "org", "|", "scan", "pdf", "|"] if chance.random() < 0.5 else [],
    }
    return held(passages, pieces, described)


def held(passages, pieces, described):
    """Return passages of one document with their rows."""
    found = []
    fed = passage_terms("".join(pieces), passages)
    for place, (passage, worded) in enumerate(zip(passages, fed, strict=True)):
        row = Row(passage.id, passage.document, *worded, page=str(passage.page), leaf=passage.page, **described)
        found.append(Held(row, tuple(" ".join(pieces[place + 1 :]).split())))
    return found


def documents(count, seed):
    chance = random.Random(seed)
    return {f"d{number}": document(number, chance) for number in range(count)}


def begins(words, start, phrase):
    return tuple(words[start : start + len(phrase)]) == phrase


def is_near(words, own, terms, distance):
    """Tell whether a stretch that begins with a term among the first `own` words holds all, few others between."""
    for start in (place for place in range(own) if words[place] in terms):
        missing = Counter(terms)
        for place in range(start, min(len(words), start + len(terms) + distance)):
            missing -= Counter([words[place]])
            if not missing:
                return True
    return False


def holds(node, passage):
    """Tell whether a passage matches."""
    row = passage.row
    words, own = [*row.text, *passage.after], len(row.text)
    match node:
        case Phrase(terms):
            return any(begins(words, start, terms) for start in range(own))
        case Near(terms, distance):
            return is_near(words, own, terms, distance)
        case AnyOf(terms):
            return bool(set(terms) & set(row.text))
        case And(parts):
            return all(holds(part, passage) for part in parts)
        case Or(parts):
            return any(holds(part, passage) for part in parts)
        case Not(part):
            return not holds(part, passage)
        case Among(passages):
            return row.id in passages
        case _:
            return has(node, row)


def has(node, row):
    """Tell whether a passage or its document has a property."""
    match node:
        case Field("kind", (value,)):
            return row.kind == value
        case Field("document", (value,)):
            return row.document == value
        case Field("page", (value,)):
            return row.page == value
        case Field("date", (value,)):
            return row.date.startswith(value)
        case Field(name, terms, in_order):
            held_words = row.title if name == "title" else row.source
            if in_order:
                return any(begins(held_words, start, terms) for start in range(len(held_words)))
            return set(terms) <= set(held_words)
        case Range("date", low, high):
            return dated(row.date, low, high)
        case Range("page", low, high):
            return int(low or 0) <= row.leaf <= int(high or 9999)


def dated(date, low, high):
    return bool(date) and date >= low and (not high or date[: len(high)] <= high)


def passes(row, filters):
    wanted = [(filters.kind, row.kind), (filters.author, row.author), (filters.recipient, row.addressee)]
    wanted.append((filters.document, row.document))
    asked = filters.date_from or filters.date_to
    return all(ask in ("", has) for ask, has in wanted) and (
        not asked or dated(row.date, filters.date_from, filters.date_to)
    )


def matching(held_documents, node, filters=Filters()):  # noqa: B008  it is frozen
    """Return the passages that match."""
    everything = [passage for passages in held_documents.values() for passage in passages]
    return [passage for passage in everything if passes(passage.row, filters) and holds(node, passage)]


def ranked(held_documents, node, found, *, by_date=False):
    """Return the ids of found passages in order: BM25, by the book."""
    everything = [passage.row for passages in held_documents.values() for passage in passages]
    average = max(1.0, sum(len(row.text) for row in everything) / max(1, len(everything)))
    scores = Counter()
    for word in ranking_words(node):
        with_word = sum(word in row.text for row in everything)
        rarity = math.log(1 + (len(everything) - with_word + 0.5) / (with_word + 0.5))
        for row in (passage.row for passage in found):
            times = row.text.count(word)
            scores[row.id] += rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * len(row.text) / average))
    days = {passage.row.id: day_of(passage.row.date) if by_date else 0 for passage in found}
    return sorted(days, key=lambda each: (-days[each], -round(scores[each], 9), each)), scores


def occurrences(text_words: Sequence[Word], phrase: Sequence[str]) -> Iterator[Span]:
    """Yield, left to right and without overlap, where the folded words of `phrase` stand one after another."""
    first, length, at = phrase[0], len(phrase), 0
    while at + length <= len(text_words):
        if text_words[at].term == first and all(
            text_words[at + step].term == phrase[step] for step in range(1, length)
        ):
            yield Span(text_words[at].start, text_words[at + length - 1].end)
            at += length
        else:
            at += 1
