r"""Where the text of an RTF group goes, by the word it begins with.

Places are `text`, `skip`, `fonts`, `styles`, `instruction` (of a field), `label` (of a list item), `info`, `info:NAME`
and `date:NAME`.
"""

from __future__ import annotations

from collections.abc import Container

from ingest.extract.rtf import words

_PLACES = {
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "fldinst": "instruction",
    "info": "info",
    "listtext": "label",
    "pntext": "label",
}
_PICTURED = frozenset({"pict", "annotation", "altchunk"})


def place_of(word: str, inside: str, *, starred: bool, known: Container[str]) -> str:
    r"""Return where the text of a group goes that begins with this word, empty where the word does not tell.

    `inside` is the place of the text around it, `starred` whether `\*` stands before the word; `known` are the facts
    that have been said already.
    """
    if inside == "info":
        return _fact(word, known)
    if inside == "styles" and starred:
        return "skip"
    if word == "generator":
        return "info:application"
    if word in words.PASSED or word in _PICTURED:
        return "skip"
    if starred and word not in words.READ_THOUGH_STARRED:
        return "skip"
    return _PLACES.get(word, "")


def _fact(word: str, known: Container[str]) -> str:
    """Return the place of a fact about the document; the first that is said of a name counts."""
    if word in words.DATES:
        return f"date:{words.DATES[word]}"
    name = words.INFO.get(word, "")
    return f"info:{name}" if name and name not in known else "skip"
