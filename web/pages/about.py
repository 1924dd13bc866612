"""What the survey at the head of “About this text” receives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AboutBox:
    """One sentence on the text, and a few words beside the heading of each part that is folded."""

    gist: str
    file: str
    revisions: str
    readings: str
    arrivals: str
