"""Runs every measurement and writes `docs/performance.md`."""

from __future__ import annotations

import platform
from pathlib import Path

from bench import extract, index, recognition

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def main() -> None:
    """Measure, show, write."""
    said = (
        f"Written by `make bench` (Python {platform.python_version()}). Figures of one run on a small shared machine: "
        "read the ratios, not the single times."
    )
    head = ["# Performance", "", said]
    lines = [*head, "", *extract.table(), "", *index.table(), "", *recognition.table()]
    print("\n".join(lines))
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
