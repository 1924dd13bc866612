"""What the description section of the reading view and the page that corrects it receive."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Choice


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value with where it comes from, in words; `href` leads to the words it rests on, empty where there are none."""

    value: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class DescriptionLine:
    """One field: what stands, where it comes from, and the other values that were found."""

    label: str
    stands: Evidence
    others: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DescriptionSection:
    """The description as the reading view tells it; `edit_href` is empty for those who may not correct it.

    `extras` are name and value of what a sidecar says that is no field.
    """

    lines: tuple[DescriptionLine, ...]
    extras: tuple[tuple[str, str], ...]
    edit_href: str


@dataclass(frozen=True, slots=True)
class DescriptionField:
    """One field of the form: `was` is what stood when the form was made, `choices` is filled where one is to be chosen.

    `meanwhile` says what somebody else set while this person was typing; empty where nobody did.
    """

    name: str
    label: str
    value: str
    was: str
    hint: str
    choices: tuple[Choice, ...]
    line: DescriptionLine
    corrected: bool
    meanwhile: str


@dataclass(frozen=True, slots=True)
class DescriptionPage:
    """The page that corrects a description."""

    title: str
    href: str
    action: str
    fields: tuple[DescriptionField, ...]
    fault: str
