"""The standing of citations: first held against the revision they name, word for word, then followed into the newest.

What fits the pinned revision is looked for in the newest one by `archive.anchoring`; that the very words stand there
is said only where they do, sign for sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.anchoring import SURE, Anchored, Outcome, reanchor
from archive.citations import Citation, Standing, cite, fault
from archive.comparison import Change, compare
from archive.counting import many
from archive.documents import Revision
from archive.errors import Damaged, NotHeld
from archive.folding import UNSPACED
from archive.spans import Span
from archive.store import Store
from archive.withdrawing import named

_LETTER = re.compile(rf"[^\W{UNSPACED}]|[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Stand:
    """What became of a citation: its standing, why, and where the words stand in the newest revision.

    `exact` are the cited words, empty where they are not known or not shown any more. `places` are fresh citations: one
    where the words are intact, moved or changed, the candidates where they are ambiguous. `now` are the words at the
    only place; `changes` make them of the cited ones, in code points of both.
    """

    citation: Citation
    standing: Standing
    reason: str
    exact: str = ""
    places: tuple[Citation, ...] = ()
    now: str = ""
    changes: tuple[Change, ...] = ()


def stand(store: Store, citation: Citation) -> Stand:
    """Return what became of one citation."""
    (found,) = stands(store, [citation])
    return found


def stands(store: Store, citations: Sequence[Citation]) -> list[Stand]:
    """Return what became of citations, in their order; those of one revision are followed together."""
    together: dict[tuple[str, int], list[Citation]] = {}
    for citation in dict.fromkeys(citations):
        together.setdefault((citation.document, citation.revision), []).append(citation)
    found = {each.citation: each for some in together.values() for each in _of_one_revision(store, some)}
    return [found[citation] for citation in citations]


def _of_one_revision(store: Store, citations: Sequence[Citation]) -> list[Stand]:
    identifier, number = citations[0].document, citations[0].revision
    try:
        document = store.documents.get(identifier)
    except NotHeld:
        return [Stand(each, Standing.UNKNOWN, f"No document {identifier} is held here.") for each in citations]
    try:
        pinned = store.revisions.get(identifier, number)
        newest = pinned if number == document.newest else store.revisions.get(identifier, document.newest)
    except NotHeld:
        held = "only revision 1" if document.newest == 1 else f"the revisions 1 to {document.newest}"
        told = f"There is no revision {number} of {identifier}: {held} can be cited."
        return [Stand(each, Standing.UNKNOWN, told) for each in citations]
    except Damaged as error:
        return [Stand(each, Standing.UNKNOWN, f"It cannot be checked: {error}.") for each in citations]
    found = followed(citations, pinned, newest)
    if withdrawal := store.withdrawals.of(identifier):
        told = f"{named(document)} was withdrawn on {withdrawal.at[:10]}: {withdrawal.reason}"
        return [each if each.standing is Standing.FORGED else _withdrawn(each, told) for each in found]
    return found


def followed(citations: Sequence[Citation], pinned: Revision, newest: Revision) -> list[Stand]:
    """Return what became of citations of a revision in the newest one; those that do not fit it are forged."""
    faults = {each: fault(each, pinned) for each in citations}
    fitting = [each for each in citations if not faults[each]]
    found = {each.citation: each for each in _followed(fitting, pinned, newest)}
    return [found.get(each) or Stand(each, Standing.FORGED, faults[each]) for each in citations]


def _withdrawn(found: Stand, told: str) -> Stand:
    return Stand(found.citation, Standing.WITHDRAWN, told)


def _followed(fitting: Sequence[Citation], pinned: Revision, newest: Revision) -> list[Stand]:
    if newest.number == pinned.number:
        told = "The cited words stand here, character for character."
        return [_at(each, Standing.INTACT, told, pinned, newest, each.span) for each in fitting]
    anchored = reanchor(pinned.text, newest.text, [each.span for each in fitting])
    return [_judged(each, found, pinned, newest) for each, found in zip(fitting, anchored, strict=True)]


def _judged(citation: Citation, found: Anchored, pinned: Revision, newest: Revision) -> Stand:
    """Return where words stand in the newest revision, by what re-anchoring found."""
    exact, span = citation.span.of(pinned.text), found.span
    here = f"The cited words stand in revision {pinned.number}, character for character"
    if not exact.strip() and pinned.text != newest.text:
        told = f"{here}, but are nothing but blanks: their place in revision {newest.number} cannot be told."
        return Stand(citation, Standing.AMBIGUOUS, told, exact)
    if found.outcome is Outcome.AMBIGUOUS:
        return _ambiguous(citation, exact, here, found, newest)
    if span is None or not len(span):
        return Stand(citation, Standing.GONE, " ".join(_gone(exact, here, newest)), exact)
    span = _whole_words(citation.span, pinned.text, span, newest.text)
    where = f"in revision {newest.number}, the newest, at {span}"
    if span.of(newest.text) != exact:
        share = "" if found.confidence >= SURE else f" About {found.confidence:.0%} of them were kept."
        told = f"{here}. Other words stand in their place {where}.{share}"
        return _at(citation, Standing.CHANGED, told, pinned, newest, span)
    if found.outcome is Outcome.KEPT:
        return _at(citation, Standing.INTACT, f"{here}, and just so {where}.", pinned, newest, span)
    return _at(citation, Standing.MOVED, f"{here}. Just so they stand {where}.", pinned, newest, span)


def _whole_words(cited: Span, text: str, span: Span, new_text: str) -> Span:
    """Return a place grown to whole words, where the cited words began and ended with one and no longer do.

    Who cited “approved” is not told that it stands there yet where “disapproved” does.
    """
    start, end = span.start, span.end
    while not _inside_word(text, cited.start) and _inside_word(new_text, start):
        start -= 1
    while not _inside_word(text, cited.end) and _inside_word(new_text, end):
        end += 1
    return Span(start, end)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(_LETTER.match(text, at - 1) and _LETTER.match(text, at))


def _ambiguous(citation: Citation, exact: str, here: str, found: Anchored, newest: Revision) -> Stand:
    places = tuple(cite(newest, span) for span in found.candidates if len(span))
    told = f"{many(len(places), 'place')} in revision {newest.number}, the newest, may be theirs"
    return Stand(citation, Standing.AMBIGUOUS, f"{here}. {told}; a person must decide.", exact, places)


def _gone(exact: str, here: str, newest: Revision) -> Iterator[str]:
    yield f"{here}. In revision {newest.number}, the newest, their passage is gone."
    if count := newest.text.count(exact):
        yield f"The same characters stand there in other passages ({many(count, 'time')})."


def _at(citation: Citation, standing: Standing, reason: str, pinned: Revision, newest: Revision, span: Span) -> Stand:
    exact, now = citation.span.of(pinned.text), span.of(newest.text)
    changes = tuple(compare(exact, now)) if now != exact else ()
    return Stand(citation, standing, reason, exact, (cite(newest, span),), now, changes)
