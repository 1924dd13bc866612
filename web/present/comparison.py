"""Two texts side by side, as a page and as JSON: where they differ, what stayed folded away, what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from archive.comparison import Change, Operation, Tally, word_count
from archive.counting import many
from archive.documents import Document, Revision
from archive.spans import Span
from web import urls
from web.comparing import Compared
from web.desk import Desk
from web.media import media_name
from web.moments import moment
from web.pages.comparison import ComparisonPage, Fold, Place, Side, Words
from web.present.differences import differences
from web.variation import Pair, Variation

_SHOWN = 2000
"""How many changes are shown; that there are more is said."""

_LONGEST = 4000
_LONGEST_IN_ALL = 1_000_000
"""Code points of changed text that are shown, of one stretch and of all."""

_FOLDED = 3000
_FOLDED_IN_ALL = 400_000
"""Code points of unchanged text that are put into the page, of one stretch and of all."""


@dataclass(frozen=True, slots=True)
class Together:
    """Two revisions, of one document or of two, with their comparison."""

    old: Revision
    new: Revision
    compared: Compared

    @property
    def changes(self) -> Sequence[Change]:
        """The changes, in order."""
        return self.compared.changes

    @property
    def tally(self) -> Tally:
        """The changes, counted."""
        return self.compared.tally


def held_together(held: Desk, old: Revision, new: Revision) -> Together:
    """Compare two revisions; `Denied` where they are too long for somebody who is not signed in."""
    return Together(old, new, held.comparisons.of(old, new, held.actor))


def revisions_compared(held: Desk, document: Document, together: Together) -> ComparisonPage:
    """Return the comparison of two revisions of one document, with what else differs between them."""
    old, new = together.old, together.new
    boxes = [held.store.revisions.boxes(document.id, side.number) for side in (old, new)]
    moved = together.tally.alike and boxes[0] != boxes[1]
    return _page(
        together,
        ("What changed", document.description.title),
        (
            _side(old, f"Revision {old.number}", f"revision {old.number}"),
            _side(new, f"Revision {new.number}", f"revision {new.number}"),
        ),
        differences(old, new, together.changes, boxes=moved),
        urls.comparison(document.id, old.number, new.number) + ".json",
    )


def witnesses_compared(document: Document, other: Document, together: Together) -> ComparisonPage:
    """Return the comparison of the newest texts of two documents."""
    first, second = document.description.title, other.description.title
    sides = _side(together.old, first, "the first text"), _side(together.new, second, "the second text")
    address = urls.witnesses(document.id, other.id) + ".json"
    return _page(together, ("Two witnesses compared", first), sides, (), address)


def _side(revision: Revision, name: str, called: str) -> Side:
    about = (
        revision.file_name,
        media_name(revision.media_type),
        f"{revision.frozen.engine} {revision.frozen.engine_version}",
        moment(revision.created),
    )
    return Side(name, called, urls.revision(revision.document, revision.number), " · ".join(about))


def _page(
    together: Together, heading: tuple[str, str], sides: tuple[Side, Side], differing: Sequence[str], address: str
) -> ComparisonPage:
    old = together.old
    found, after = together.compared.places, together.compared.after
    room = _Room(_FOLDED_IN_ALL)
    places = tuple(_place(together, number, one, room) for number, one in enumerate(_shown(found), 1))
    hidden = len(places) < len(found)
    unshown = [f"Only the first {len(places):,} of {len(found):,} places are shown."] if hidden else []
    return ComparisonPage(
        heading=heading[0],
        title=heading[1],
        href=urls.revision(old.document, old.number),
        old=sides[0],
        new=sides[1],
        summary=_summary(together.tally),
        remarks=(*unshown, *_coarse(together.changes), *differing),
        places=places,
        after=_fold(together, after, room) if after and places and not unshown else None,
        total=len(found),
        json_href=address,
    )


def _summary(counted: Tally) -> str:
    """Return the changes in a sentence."""
    spacing = f"line breaks or spacing differ at {many(counted.spacing, 'place')}" if counted.spacing else ""
    if counted.alike:
        return f"No word differs; only {spacing}." if spacing else "No word differs."
    counts = {
        "added": counted.added,
        "left out": counted.left_out,
        f"replaced by {counted.by:,}": counted.replaced,
    }
    told = [f"{count:,} {what}" for what, count in counts.items() if count]
    if told:
        number, what = told[0].split(" ", 1)
        told[0] = f"{number} word{'' if number == '1' else 's'} {what}"
    signs = f"only punctuation differs at {many(counted.signs, 'place')}" if counted.signs else ""
    sentence = ", ".join(filter(None, (*told, signs, spacing)))
    return f"{sentence[0].upper()}{sentence[1:]}."


def _coarse(changes: Sequence[Change]) -> Iterator[str]:
    count = sum(change.coarse for change in changes)
    if count:
        yield (
            f"{many(count, 'stretch', 'stretches')} had so little in common that the words were "
            "not held against each other one by one; each is given whole."
        )


def _shown(found: Sequence[Variation]) -> Iterator[Variation]:
    """Yield the places that are shown: as many as a page can bear."""
    changes = signs = 0
    for variation in found:
        made = [part.change for part in variation.parts if part.change]
        changes += len(made)
        signs += sum(min(len(span), _LONGEST) for change in made for span in (change.old, change.new))
        if changes > _SHOWN or signs > _LONGEST_IN_ALL:
            return
        yield variation


class _Room:
    """How many code points of unchanged text may still be put into the page."""

    def __init__(self, left: int) -> None:
        self.left = left


def _place(together: Together, number: int, variation: Variation, room: _Room) -> Place:
    old, new, whole = together.old, together.new, variation.whole
    return Place(
        number=number,
        before=_fold(together, variation.before, room) if variation.before else None,
        old=tuple(_old_words(together, variation)),
        both=tuple(_new_words(together, variation)),
        old_href=urls.passage(old.document, old.number, whole.old),
        new_href=urls.passage(new.document, new.number, whole.new),
        old_page=old.page_name(whole.old.start),
        new_page=new.page_name(whole.new.start),
    )


def _fold(together: Together, pair: Pair, room: _Room) -> Fold:
    new, most = together.new, min(_FOLDED, room.left)
    text = _flowed(new.text[pair.new.start : min(pair.new.end, pair.new.start + most)])
    room.left -= min(len(pair.new), most)
    cut = len(pair.new) > most
    return Fold(word_count(new.text, pair.new), text, urls.passage(new.document, new.number, pair.new), cut)


def _old_words(together: Together, variation: Variation) -> Iterator[Words]:
    """Yield the words of the old text."""
    for part in variation.parts:
        if part.change is None:
            yield Words("same", _flowed(part.pair.old.of(together.old.text)))
        elif len(part.change.old):
            yield _changed("deleted", together.old, part.change.old)


def _new_words(together: Together, variation: Variation) -> Iterator[Words]:
    """Yield the words of the new text, and before those that came those that went."""
    for part in variation.parts:
        if part.change is None:
            yield Words("same", _flowed(part.pair.new.of(together.new.text)))
            continue
        if len(part.change.old):
            yield _changed("deleted", together.old, part.change.old)
        if len(part.change.new):
            yield _changed("inserted", together.new, part.change.new)


def _changed(kind: str, revision: Revision, span: Span) -> Words:
    """Return words that went or came, with the way to their place."""
    shown = Span(span.start, min(span.end, span.start + _LONGEST))
    more = word_count(revision.text, Span(shown.end, span.end))
    address = urls.passage(revision.document, revision.number, span)
    return Words(kind, _flowed(shown.of(revision.text)), address, more)


def _flowed(text: str) -> str:
    """Return text for a narrow column: printed line ends flow on, empty lines and page breaks stay."""
    return re.sub(r"[^\S\n]+", " ", re.sub(r"(?<!\n)\n(?!\n)", " ", text.replace("\f", "\n\n")))


def comparison_wire(together: Together) -> dict[str, object]:
    """Return the changes for machines, but for what stayed; offsets are code points of either revision's text."""
    old, new = together.old, together.new
    changed = [change for change in together.changes if change.operation is not Operation.SAME]
    return {
        "old": {"document": old.document, "revision": old.number, "sha256": old.frozen.text_sha256},
        "new": {"document": new.document, "revision": new.number, "sha256": new.frozen.text_sha256},
        "summary": _summary(together.tally),
        "tally": asdict(together.tally),
        "changes": [
            {
                "operation": change.operation.value,
                "old": [change.old.start, change.old.end],
                "new": [change.new.start, change.new.end],
                "old_exact": change.old.of(old.text),
                "new_exact": change.new.of(new.text),
                "coarse": change.coarse,
            }
            for change in changed
        ],
    }
