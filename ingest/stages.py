"""Stages: what was done to a file, with which tool, and how it ended; they become the events of its accession."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from archive.errors import Unreadable
from archive.provenance import Outcome


@dataclass(slots=True)
class Stage:
    """One stage while it runs; its detail and tool may become known on the way."""

    name: str
    detail: str = ""
    tool: str = ""
    outcome: Outcome = Outcome.SUCCESS
    code: str = ""


@dataclass(slots=True)
class Stages:
    """The stages of one reading in the order in which they ended."""

    done: list[Stage] = field(default_factory=list)

    @contextmanager
    def of(self, name: str, *, tool: str = "") -> Iterator[Stage]:
        """Take down one stage; where it raises `Unreadable` it is a failure with that reason, and raised on."""
        stage = Stage(name, tool=tool)
        try:
            yield stage
        except Unreadable as error:
            stage.outcome, stage.code, stage.detail = Outcome.FAILURE, error.code, str(error)
            raise
        finally:
            self.done.append(stage)

    def refuse(self, name: str, fault: Unreadable) -> Unreadable:
        """Take down a stage that was not even begun, and return why."""
        self.done.append(Stage(name, str(fault), outcome=Outcome.FAILURE, code=fault.code))
        return fault
