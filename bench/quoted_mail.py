"""What the paragraphs quoted in real mails were taken from, found from the threads alone, without tracing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from archive.identifiers import Identifier, Scheme
from archive.reply_signs import unquoted
from archive.spans import Span
from archive.store import Store

_DATE = re.compile(r"^Date: (.+)$", re.M)
_WROTE = re.compile(r"(?:wrote|writes|said)\s?:\Z")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A paragraph that a mail quotes, its place in the mail, and its words; `source` is the mail that said them.

    Of the mails that were answered the one at the paragraph's depth counts; where it has not got the words itself, the
    nearest that has. Where none is held that has them, there is no source.
    """

    mail: str
    span: Span
    words: str
    source: str


class Threads:
    """The mails of an archive, with what each says itself and which it answers."""

    def __init__(self, store: Store) -> None:
        """Read all mails of a store."""
        ids = store.documents.ids()
        self.texts: Mapping[str, str] = {each: store.revisions.text(each, 1) for each in ids}
        self.sent = {each: _sent(text) for each, text in self.texts.items()}
        self._own = {each: _own(text) for each, text in self.texts.items()}
        named = store.identifiers.of_many(ids)
        bearers = {one.value: each for each in ids for one in named.get(each, []) if one.scheme is Scheme.MESSAGE}
        self.answered = {
            each: _answered([one for one in named.get(each, []) if one.value in bearers], bearers) for each in ids
        }

    def quoted(self) -> Iterator[Quoted]:
        """Yield every paragraph that a mail quotes, where the mail answers one that is held."""
        for mail, text in self.texts.items():
            for span, depth, words in _paragraphs(text):
                if depth and self.answered[mail]:
                    yield Quoted(mail, span, words, self._source(mail, depth, words))

    def _source(self, mail: str, depth: int, words: str) -> str:
        ancestors = self._ancestors(mail)
        first = ancestors[depth - 1 : depth]
        return next((each for each in [*first, *ancestors] if words in self._own[each]), "")

    def _ancestors(self, mail: str) -> list[str]:
        """Return the mails that were answered, the nearest first."""
        line: list[str] = []
        at = mail
        while (answered := self.answered.get(at)) and answered[0] not in {mail, *line}:
            at = answered[0]
            line.append(at)
        return list(dict.fromkeys([*line, *self.answered[mail]]))

    def count(self) -> int:
        """Return how many threads there are in which a held mail answers another."""
        return len({self._ancestors(mail)[-1] for mail in self.texts if self.answered[mail]})


def _sent(text: str) -> float:
    """Return when a mail was sent, by its head, in seconds; endless where it does not say."""
    said = _DATE.search(text)
    try:
        return parsedate_to_datetime(said[1]).timestamp() if said else math.inf
    except (ValueError, TypeError, OverflowError):
        return math.inf


def _answered(names: Sequence[Identifier], bearers: Mapping[str, str]) -> list[str]:
    """Return the held mails that a mail answers, then those it refers to, the last first."""
    direct = [bearers[one.value] for one in names if one.scheme is Scheme.REPLY]
    others = [bearers[one.value] for one in names if one.scheme is Scheme.REFERENCE]
    return list(dict.fromkeys([*direct, *reversed(others)]))


def _paragraphs(text: str) -> Iterator[tuple[Span, int, str]]:
    """Yield the paragraphs of a mail without the lines that say who wrote what is quoted below."""
    every = list(_every(text))
    for (span, depth, words), after in zip(every, [*every[1:], None], strict=True):
        if not (after and after[1] > depth and _WROTE.search(words)):
            yield span, depth, words


def _own(text: str) -> str:
    return " ".join(words for _, depth, words in _paragraphs(text) if not depth)


def _every(text: str) -> Iterator[tuple[Span, int, str]]:
    """Yield lines of one depth with no blank line between them: their place, depth, and words with single blanks."""
    at, begun, ended, deep = 0, 0, 0, 0
    said: list[str] = []
    for line in [*text.split("\n"), ""]:
        depth, rest = unquoted(line)
        words = rest.split()
        if said and (not words or depth != deep):
            yield Span(begun, ended), deep, " ".join(said)
            said = []
        if words:
            begun = begun if said else at
            said += words
            deep, ended = depth, at + len(line)
        at += len(line) + 1
