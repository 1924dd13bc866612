"""A withdrawal: a document that is no longer shown, though its record stays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a document was withdrawn: why, by whom (a person's id) and when."""

    document: str
    reason: str
    person: str
    at: str
