"""Where a file came from and what was done to it: Accession and Event (PREMIS terms)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

ASIDE, OPEN_AGAIN = "setting aside", "opening again"
"""Stages by which a person says that nothing more is to be done for a file without text, or that something is."""


class Outcome(enum.Enum):
    """How an event ended."""

    SUCCESS = "success"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Accession:
    """One arrival of one file. The same bytes may arrive twice: two accessions, one original.

    `original_sha256` is the fixity of the bytes; `document` is empty where no text could be had. `parent` is the
    accession of the mail or ZIP file it came in, `deposit` names all that was handed over at once.
    """

    id: str
    original_sha256: str
    size: int
    file_name: str
    source: str
    agent: str
    at: str
    media_type: str = ""
    document: str = ""
    parent: str = ""
    deposit: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One stage of one accession: what was done, with what `tool`, and how it ended."""

    accession: str
    stage: str
    outcome: Outcome
    detail: str
    at: str
    code: str = ""
    tool: str = ""

    @property
    def failed(self) -> bool:
        """Whether it ended with nothing."""
        return self.outcome is Outcome.FAILURE
