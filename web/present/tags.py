"""The page of tags: those that reviewers have agreed on, and the others in use."""

from __future__ import annotations

from archive.access import Action, may
from archive.tags import Colour, fold
from web.desk import Desk
from web.pages.frame import Choice
from web.pages.reviews import TagLine, TagsPage
from web.present.margin import chip


def tags_page(held: Desk) -> TagsPage:
    """Return the page, listed tags first."""
    listed = {fold(tag.label): tag for tag in held.store.listed_tags.all()}
    used = {fold(label): (label, count) for label, count in held.store.listed_tags.used(held.actor)}
    lines = [
        TagLine(chip(tag.label, listed), used.get(folded, ("", 0))[1], listed=True, colours=_colours(tag.colour))
        for folded, tag in listed.items()
    ]
    lines += [
        TagLine(chip(label, listed), count, listed=False, colours=_colours(Colour.NONE))
        for folded, (label, count) in used.items()
        if folded not in listed
    ]
    return TagsPage(
        tuple(lines), held.settings.listed_tags, may(held.actor, Action.REVIEW), colours=_colours(Colour.NONE)
    )


def _colours(chosen: Colour) -> tuple[Choice, ...]:
    return tuple(Choice(colour.value, colour.value, colour is chosen) for colour in Colour)
