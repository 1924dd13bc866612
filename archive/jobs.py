"""Jobs: readings that are asked for, kept with the record, so that a killed process loses none."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

ATTEMPTS = 3
"""How often a job is begun; a job whose process died that often is given up and says so."""


class JobState(enum.Enum):
    """How far a job is; the value is the wire word."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One accession to be read. `token` is that of the run that holds it: an older one may not finish it.

    `number` is given by the queue (0 before that);
    `order` says how to read it; `result` is what became of it, in the words of the command line.
    """

    deposit: str
    accession: str
    order: Mapping[str, object]
    created: str
    number: int = 0
    state: JobState = JobState.QUEUED
    attempts: int = 0
    token: str = ""
    lease: str = ""
    finished: str = ""
    result: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a deposit is, in files."""

    deposit: str
    created: str
    agent: str
    queued: int
    running: int
    done: int
    failed: int

    @property
    def total(self) -> int:
        """All files of the deposit."""
        return self.queued + self.running + self.done + self.failed

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return not self.queued and not self.running
