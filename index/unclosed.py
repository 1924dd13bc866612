"""A quotation that is opened and never closed: its trace shows where the quoted words end, where that is plain.

Its first words are traced, then both texts are read on as long as they agree. They end there plainly where a sentence
ends, or a verb of saying follows, and nothing of what comes next stands in the source about that place: a word that was
changed would have its neighbours there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from archive.folding import Word, words
from archive.quote_blocks import SPEECH
from archive.quoted import Quoted
from archive.store import Store
from archive.verdicts import Flag
from index.traces import Place, Trace
from index.worth import SURE

_ROW = 3
_FOLLOWING = 60
"""How many words after the end are held against each other, a row of three at a time."""

_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s")
_SAYING = re.compile(rf"\s*[,;—–-]\s*(?:\w+\s+){{0,3}}{SPEECH.pattern}", re.I)


def ended(store: Store, quoted: Quoted, tracing: Callable[[Quoted], Trace | None]) -> tuple[Quoted, Trace] | None:
    """Return an unclosed quotation up to where its words end in the source, with its trace; None where it is not plain.

    One that leaves words out is not looked at. The trace says that there is no closing mark.
    """
    said = words(quoted.text)
    if len(quoted.pieces) != 1 or len(said) < SURE + _ROW:
        return None
    probe = tracing(quoted.until(said[SURE - 1].end))
    places = [place for place in probe.places if place.collation.verdict.faithful] if probe else []
    end = max((_end(store, quoted.text, said, place) for place in places), default=0)
    if not end:
        return None
    short = quoted.until(end)
    found = tracing(short)
    if found is None or not found.named or not found.verdict.faithful:
        return None
    return short, replace(found, flags=(*found.flags, Flag.UNCLOSED))


def _end(store: Store, text: str, said: Sequence[Word], place: Place) -> int:
    """Return the code point at which the words that stand at a place end, 0 where that is not plain."""
    source = store.revisions.text(place.document.id, place.revision)
    start = place.collation.span.end
    there = words(source, start, min(len(source), start + 2 * len(text) + _FOLLOWING))
    agreeing = enumerate(zip(said[SURE:], there, strict=False))
    shorter = min(len(said) - SURE, len(there))
    stayed = next((at for at, (one, other) in agreeing if one.term != other.term), shorter)
    end, rest = said[SURE + stayed - 1].end, said[SURE + stayed :]
    plain = len(rest) >= _ROW and (_SENTENCE.match(text, end) or _SAYING.match(text, end))
    return 0 if not plain or _rows(rest) & _rows(there[stayed:]) else end


def _rows(found: Sequence[Word]) -> set[tuple[str, ...]]:
    terms = [word.term for word in found[:_FOLLOWING]]
    return {tuple(terms[at : at + _ROW]) for at in range(len(terms) - _ROW + 1)}
