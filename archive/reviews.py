"""The review of an annotation: two reviewers assess it, each without seeing the other; a third settles it."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

COMMENT_LIMIT = 10_000
"""Code points of the longest comment on an annotation's review."""

NEEDED = 2
"""How many independent assessments an annotation needs before it is settled."""


class Opinion(enum.Enum):
    """What a reviewer thinks of an annotation."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNSURE = "unsure"


class Act(enum.Enum):
    """Whether a reviewer gives their own view, settles the matter, or opens it again."""

    ASSESS = "assess"
    SETTLE = "settle"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one reviewer said of one annotation."""

    annotation: str
    act: Act
    opinion: Opinion
    comment: str
    person: str
    person_name: str
    at: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Somebody is asked by somebody to assess an annotation."""

    annotation: str
    person: str
    by: str
    at: str


def current(said: Iterable[Assessment]) -> dict[str, Assessment]:
    """Return each reviewer's last own assessment since the matter was last opened, by their ids."""
    held: dict[str, Assessment] = {}
    for each in said:
        if each.act is Act.REOPEN:
            held.clear()
        elif each.act is Act.ASSESS:
            held[each.person] = each
    return held


def settlement(said: Sequence[Assessment]) -> Assessment | None:
    """Return how the matter was settled, None where it is open."""
    decisive = [each for each in said if each.act is not Act.ASSESS]
    return decisive[-1] if decisive and decisive[-1].act is Act.SETTLE else None


def shown_to(viewer: str, said: Sequence[Assessment]) -> list[Assessment]:
    """Return the assessments that a reviewer may see: all once they gave their own or `NEEDED` others did.

    So that two reviewers judge independently, until then only their own.
    """
    held = current(said)
    if viewer in held or len(held) >= NEEDED:
        return list(said)
    return [each for each in said if each.person == viewer or each.act is not Act.ASSESS]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree: on `shared` annotations, `alike` of them alike.

    `kappa` is None where it is not defined: nothing shared, or both always say one and the same.
    """

    one: str
    other: str
    shared: int
    alike: int
    kappa: float | None


def agreements(said: Iterable[Assessment]) -> list[Agreement]:
    """Return the agreement of every two reviewers who assessed the same annotations, the most shared first.

    Names stand for people. Taken from each one's first assessment of an annotation, made before they saw any other; of
    one who had seen others' first, none counts.
    """
    first: dict[str, dict[str, Opinion]] = {}
    names: dict[str, str] = {}
    for each in _independent(said):
        first.setdefault(each.person, {})[each.annotation] = each.opinion
        names[each.person] = each.person_name
    people = sorted(first, key=lambda person: (names[person], person))
    found = [
        _agreement(names[one], names[other], first[one], first[other])
        for at, one in enumerate(people)
        for other in people[at + 1 :]
        if first[one].keys() & first[other].keys()
    ]
    return sorted(found, key=lambda each: -each.shared)


def _independent(said: Iterable[Assessment]) -> Iterator[Assessment]:
    """Yield the first `NEEDED` reviewers' first assessments of each annotation: whoever came later saw those."""
    heard: dict[str, set[str]] = {}
    for each in said:
        people = heard.setdefault(each.annotation, set())
        if each.act is Act.ASSESS and each.person not in people and len(people) < NEEDED:
            people.add(each.person)
            yield each


def _agreement(one: str, other: str, first: Mapping[str, Opinion], second: Mapping[str, Opinion]) -> Agreement:
    shared = sorted(first.keys() & second.keys())
    pairs = [(first[annotation], second[annotation]) for annotation in shared]
    return Agreement(one, other, len(pairs), sum(a is b for a, b in pairs), kappa(pairs))


def kappa(pairs: Sequence[tuple[Opinion, Opinion]]) -> float | None:
    """Return Cohen's kappa of pairs of opinions (Educational and Psychological Measurement 20, 1960, 37-46)."""
    if not pairs:
        return None
    size = len(pairs)
    observed = sum(one is other for one, other in pairs) / size
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ones[opinion] * others[opinion] for opinion in Opinion) / size**2
    return None if expected == 1 else (observed - expected) / (1 - expected)
