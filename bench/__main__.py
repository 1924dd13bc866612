"""Runs every measurement and writes `docs/performance.md`."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from bench import articles, extract, index, recognition

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def main() -> None:
    """Measure, show, write."""
    said = (
        f"Written by `make bench` (Python {platform.python_version()}). Figures of one run on a small shared machine: "
        "read the ratios, not the single times."
    )
    if sys.argv[1:2] == ["articles"]:
        print("\n".join(articles.table(*map(Path, sys.argv[2:3]))))
        return
    head = ["# Performance", "", said]
    tables = [extract.table(), articles.table(), index.table(), recognition.table()]
    lines = head + [line for table in tables for line in ("", *table)]
    print("\n".join(lines))
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
