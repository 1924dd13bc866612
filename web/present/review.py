"""How far the review of a note is, as a box on its card."""

from __future__ import annotations

from collections.abc import Sequence

from archive.access import Action, Actor, may
from archive.annotations import Annotation, Visibility, Work
from archive.reviews import NEEDED, Act, Assessment, Opinion, current, settlement, shown_to
from web import urls
from web.pages.margin import OpinionLine, ReviewBox

_SAYS = {Opinion.AGREE: "agrees", Opinion.DISAGREE: "disagrees", Opinion.UNSURE: "is unsure"}
_SETTLES = {
    Opinion.AGREE: "settled it: it holds",
    Opinion.DISAGREE: "settled it: it does not hold",
    Opinion.UNSURE: "settled it: it cannot be decided",
}


def review_box(
    actor: Actor, note: Annotation, said: Sequence[Assessment], asked: Sequence[tuple[str, str]]
) -> ReviewBox | None:
    """Return the box, None where there is nothing to be seen or done by the reader."""
    reviewer = may(actor, Action.REVIEW) and note.visibility is not Visibility.PRIVATE
    if not reviewer and not (said or asked):
        return None
    held = current(said)
    shown = shown_to(actor.id, said) if reviewer else [each for each in said if settlement(said)]
    assessing = reviewer and note.author != actor.id and note.work is not Work.SETTLED
    differ = len({each.opinion for each in held.values()}) > 1
    settling = assessing and len(held) >= NEEDED and not (differ and actor.id in held)
    return ReviewBox(
        state=_state(note, len(held)),
        said=tuple(_line(each) for each in shown),
        hidden=reviewer and len(shown) < len(said),
        asked=tuple(name for person, name in asked if person not in held),
        may_assess=assessing,
        may_settle=settling,
        may_reopen=reviewer and note.work is Work.SETTLED,
        may_assign=reviewer and note.work is not Work.SETTLED,
        action=urls.review(note.id),
    )


def _state(note: Annotation, assessed: int) -> str:
    if note.work is Work.IN_REVIEW:
        return f"in review: {min(assessed, NEEDED)} of {NEEDED} views given"
    return str(note.work.value)


def _line(said: Assessment) -> OpinionLine:
    what = {Act.ASSESS: _SAYS[said.opinion], Act.SETTLE: _SETTLES[said.opinion], Act.REOPEN: "opened it again"}[
        said.act
    ]
    return OpinionLine(said.person_name, what, said.comment, said.at)
