"""What somebody proposes for an annotation, checked: its passages, its comment, its tags, ids that clients give it."""

from __future__ import annotations

from collections.abc import Sequence

from archive.annotations import BODY_LIMIT, PASSAGES_LIMIT, Anchor
from archive.errors import Refused
from archive.fields import storable
from archive.selectors import describe, hold
from archive.store import Store
from archive.tags import checked, fold

_ADDRESS_LENGTH = 2000


def held_fast(text: str, anchors: Sequence[Anchor]) -> list[Anchor]:
    """Return passages as they are kept, each held against the text, in the order given; else `Refused`."""
    if len(anchors) > PASSAGES_LIMIT:
        raise Refused(f"an annotation may mark {PASSAGES_LIMIT} passages, this one marks {len(anchors)}")
    if len({anchor.span for anchor in anchors}) < len(anchors):
        raise Refused("an annotation marks each passage once")
    for anchor in anchors:
        hold(text, anchor.span, anchor.quote)
    return [Anchor(anchor.span, describe(text, anchor.span)) for anchor in anchors]


def kept_tags(store: Store, written: Sequence[str], before: Sequence[str], *, listed: bool) -> tuple[str, ...]:
    """Return tags as they are kept; with `listed` a new one that is not on the list is `Refused`."""
    tags = checked(written)
    if listed:
        known = {fold(tag) for tag in (*(held.label for held in store.listed_tags.all()), *before)}
        for tag in tags:
            if fold(tag) not in known:
                raise Refused(f"“{tag}” is not on the list of tags; a reviewer can put it there")
    return tags


def check_body(body: str) -> None:
    """Raise `Refused` where a comment cannot be kept."""
    if len(body) > BODY_LIMIT:
        raise Refused(f"a comment may have {BODY_LIMIT} characters, this one has {len(body)}")
    if not storable(body):
        raise Refused("the comment holds characters that cannot be stored (a lone surrogate or NUL)")


def check_address(address: str) -> None:
    """Raise `Refused` where an id that a client brings cannot be kept."""
    if len(address) > _ADDRESS_LENGTH or not address.isprintable():
        raise Refused(f"a client's id of an annotation must be an address of {_ADDRESS_LENGTH} characters at most")
