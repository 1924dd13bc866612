"""Tags: words that people put on a mark so as to find it, and others like it, again."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.errors import Refused
from archive.folding import terms

TAGS_LIMIT = 20
"""How many tags one annotation may have."""

TAG_LENGTH = 80
"""The longest tag, in code points."""

MEANING_LENGTH = 300
"""The longest explanation of a listed tag, in code points."""


class Colour(enum.Enum):
    """The colour of a listed tag; none says that its marks look as others do."""

    NONE = "none"
    RED = "red"
    ORANGE = "orange"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class ListedTag:
    """A tag that reviewers have agreed on: how it is spelt, its colour, what it means (empty where nobody said)."""

    label: str
    colour: Colour
    meaning: str = ""


@lru_cache(maxsize=4096)
def fold(tag: str) -> str:
    """Return the form in which tags are compared: folded words; what holds no word is compared as it stands."""
    return " ".join(terms(tag)) or tag


def checked(written: Sequence[str]) -> tuple[str, ...]:
    """Return tags as they are kept: blanks tidied, empty ones and repetitions gone; `Refused` where one cannot be.

    Two tags are the same where their folded forms are; the first spelling stays.
    """
    kept: dict[str, str] = {}
    for tag in filter(None, (" ".join(tag.split()) for tag in written)):
        kept.setdefault(fold(tag), tag)
    found = tuple(kept.values())
    if len(found) > TAGS_LIMIT:
        raise Refused(f"an annotation may have {TAGS_LIMIT} tags, this one has {len(found)}")
    for tag in found:
        _check(tag)
    return found


def _check(tag: str) -> None:
    if len(tag) > TAG_LENGTH:
        raise Refused(f"a tag may have {TAG_LENGTH} characters, “{tag[:20]}…” has {len(tag)}")
    if "," in tag:
        raise Refused(f"commas part tags, so “{tag}” cannot be one")
    if any("\ud800" <= sign <= "\udfff" or not sign.isprintable() for sign in tag):
        raise Refused("a tag holds characters that cannot be stored or seen (a control character or a lone surrogate)")
