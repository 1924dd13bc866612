"""Specimens for the help page: words, names and dates that this archive has, to try the query language on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.annotations import Annotation
from archive.documents import Document
from archive.folding import Word, words
from archive.store import Store

_LOOKED_AT = 12
_SIGNS = 20_000
_WORDS = 4
_PLAIN = re.compile("[a-z]{6,14}")
_SPOILING = re.compile('["“”„«»‹›‘‚*~?\f]')


@dataclass(frozen=True, slots=True)
class Specimens:
    """What stands in the archive, or in the sample documents where it has none.

    `word` and `other` stand in `phrase`, which is as printed in a document of this title word, author, date and so on.
    """

    word: str = "shelters"
    other: str = "minutes"
    phrase: str = "Six minutes in four shelters"
    title: str = "shelters"
    author: str = "Verrick"
    recipient: str = "Rook"
    source: str = "example"
    kind: str = "letter"
    date: str = "2031-03"
    document: str = "abcdefgh"
    page: str = "1"
    tag: str = "due process"
    person: str = "Ada"


def specimens(store: Store) -> Specimens:
    """Return specimens from the latest documents; what none of them has is taken from the sample documents."""
    found = Specimens()
    for document, _ in reversed(store.documents.on(limit=_LOOKED_AT)):
        found = _noted(_worded(_described(found, document), store, document), store, document)
    return found


def _described(found: Specimens, document: Document) -> Specimens:
    described = document.description
    source = words(described.source_url.partition("//")[2].partition("/")[0])
    title = [word.term for word in words(described.title) if len(word.term) > 3]
    return replace(
        found,
        title=title[-1] if title else found.title,
        author=_last_word(described.creator) or found.author,
        recipient=_last_word(described.recipient) or found.recipient,
        source=max((word.term for word in source), key=len, default=found.source),
        kind=described.kind.value,
        date=described.date[:7] or found.date,
    )


def _last_word(name: str) -> str:
    """Return the last word of a name as written, empty where it holds none."""
    found = words(name)
    return name[found[-1].start : found[-1].end] if found else ""


def _worded(found: Specimens, store: Store, document: Document) -> Specimens:
    """Take a frequent word of a document and the words around it."""
    text = store.revisions.text(document.id, document.newest)[:_SIGNS]
    read = words(text)
    counted = Counter(word.term for word in read if _PLAIN.fullmatch(word.term))
    for term, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:_LOOKED_AT]:
        for at in (at for at, word in enumerate(read) if word.term == term):
            stretch = read[max(0, at - 1) : at + _WORDS - 1]
            phrase = " ".join(text[stretch[0].start : stretch[-1].end].split())
            if len(stretch) == _WORDS and not _SPOILING.search(phrase):
                return replace(found, document=document.id, word=term, other=_longest(stretch, term), phrase=phrase)
    return found


def _longest(stretch: Sequence[Word], besides: str) -> str:
    return max((word.term for word in stretch if word.term != besides), key=len, default=besides)


def _noted(found: Specimens, store: Store, document: Document) -> Specimens:
    notes: list[Annotation] = store.annotations.on(document.id, document.newest)
    tags = [tag for note in notes for tag in note.tags if not _SPOILING.search(tag)]
    person = _last_word(notes[0].author_name) if notes else ""
    return replace(found, tag=tags[0] if tags else found.tag, person=person or found.person)
