"""What an extractor left out of a text or made up for it, counted and said in sentences: never in silence."""

from __future__ import annotations

from collections import Counter

DELETION = "tracked deletion"
COMMENT = "comment"
HIDDEN = "stretch of hidden text"
PICTURE = "picture"
OBJECT = "embedded object"
FORM = "form field"
READING = "ruby reading"
LOST_NOTE = "note without a reference"
IMPORTED = "embedded document"
_PLURALS = {HIDDEN: "stretches of hidden text", LOST_NOTE: "notes without a reference"}

COUNTED = "list number"
UNKNOWN_NUMBER = "list number of an unknown form"
SYMBOL = "sign of a symbol font"
NUMBERED_NOTE = "note number"
UNREAD = "unread sign"
MISSING_NOTE = "missing note"
FORMULA = "formula"
_MADE = {
    COUNTED: ("list number is not in the file but was counted", "list numbers are not in the file but were counted"),
    UNKNOWN_NUMBER: ("list number is of an unknown form", "list numbers are of an unknown form"),
    SYMBOL: ("sign of a symbol font has no known letter (�)", "signs of symbol fonts have no known letter (�)"),
    UNREAD: ("sign could not be read in its charset (�)", "signs could not be read in their charset (�)"),
    MISSING_NOTE: (
        "note is named in the text but is not in the file",
        "notes are named in the text but are not in the file",
    ),
    FORMULA: ("formula is given as its signs in a row", "formulas are given as their signs in a row"),
    NUMBERED_NOTE: ("footnote number was counted", "footnote numbers were counted"),
}

MACROS = "the document holds macros; they were neither read nor run"


class Tally(Counter[str]):
    """How often each thing happened."""

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each thing, in the order in which they first happened."""
        return tuple(_sentence(what, count) for what, count in self.items() if count)


def _sentence(what: str, count: int) -> str:
    if what in _MADE:
        return f"{count} {_MADE[what][count > 1]}"
    if count == 1:
        return f"1 {what} is not part of the text"
    return f"{count} {_PLURALS.get(what, what + 's')} are not part of the text"
