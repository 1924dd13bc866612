"""Results: what became of one file, in the words of the command line."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

NEEDS_OCR = "needs-ocr"
"""The code of a file, or a stage, that waits for the recognition of its pages."""


class Status(enum.Enum):
    """What became of a file; the value is the wire word."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REVISION = "revision"
    UNCHANGED = "unchanged"
    UNPACKED = "unpacked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. `code` and `reason` say why where it failed; `parts` counts the files inside it.

    `reason` also says what is remarkable where nothing failed, such as what a ZIP file held that was left out.
    """

    name: str
    status: Status
    document: str = ""
    revision: int = 0
    pages: int = 0
    characters: int = 0
    parts: int = 0
    code: str = ""
    reason: str = ""

    @property
    def waits(self) -> bool:
        """Whether it failed for want of recognition alone."""
        return self.code == NEEDS_OCR

    def wire(self) -> dict[str, object]:
        """Return the result as the command line and the queue write it."""
        return asdict(self) | {"status": self.status.value}


def result_of(kept: Mapping[str, Any]) -> Result:
    """Return a kept result."""
    return Result(**dict(kept) | {"status": Status(kept["status"])})
