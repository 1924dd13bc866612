"""The page `docs/performance.md`: each part has its section, which is replaced when that part has been measured."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
HEAD = (
    "# Performance\n\nWritten by `make bench`, or by sections with `python -m bench PART`. Figures of one run each on "
    "a small shared machine: read the ratios, not the single times."
)
_SECTION = re.compile(r"^(?=## )", re.M)


def replaced(page: str, lines: Sequence[str]) -> str:
    """Return the page with a section put in, by its title, which is the first of its lines; a new one stands last."""
    _, *held = _SECTION.split(page)
    sections = {section.partition("\n")[0]: section.strip("\n") for section in held}
    said = f"Measured with Python {platform.python_version()}."
    sections[lines[0]] = "\n".join([*lines, "", said]).strip("\n")
    return "\n\n".join([HEAD, *sections.values()]) + "\n"


def write(lines: Sequence[str]) -> None:
    """Put a section into the page on disk."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(replaced(page, lines), encoding="utf-8")
