"""Semantic units of PREMIS 3: what an object, an event or an agent is said in."""

from __future__ import annotations

from dataclasses import dataclass

SELF = "verbatim"
"""This program, as an agent."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One semantic unit: a value, or the units inside it.

    `authority` names the Library of Congress vocabulary that the value is a word of; `category` is said of objects.
    """

    name: str
    value: str = ""
    units: tuple[Unit, ...] = ()
    authority: str = ""
    category: str = ""


def identified(noun: str, kind: str, value: str) -> Unit:
    """Return an identifier of `noun`: `objectIdentifier` and the like."""
    return Unit(noun, units=(Unit(f"{noun}Type", f"verbatim {kind}"), Unit(f"{noun}Value", value)))
