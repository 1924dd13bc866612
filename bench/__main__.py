"""Runs the measurements that are asked for, or all, and writes the section of each into `docs/performance.md`.

`python -m bench [PART [FOLDER]]... [--quick]`: a folder is handed to the part before it, as more to measure on
(for `search`: where the archive it measures on is kept). With `--quick` that archive is a small one, and figures
are shown but not written. `million` is measured only where it is asked for: it takes an hour.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bench import anchor, articles, extract, marks, million, quotes, recognition, report, search, threads, throughput

PARTS: dict[str, Callable[..., list[str]]] = {
    "extract": extract.table,
    "articles": articles.table,
    "recognition": recognition.table,
    "throughput": throughput.table,
    "search": search.table,
    "quotes": quotes.table,
    "threads": threads.table,
    "anchor": anchor.table,
    "marks": marks.table,
    "million": million.table,
}
"""The parts by name: what measures one and returns its section, the title first."""

_USUAL = [name for name in PARTS if name != "million"]
_WITH_FOLDER = {"anchor", "articles", "extract", "marks", "quotes", "search", "threads"}
_SIZED = {"quotes", "search"}
"""The parts that have a smaller size."""


def main(arguments: list[str]) -> int:
    """Measure, show, write; where an argument is neither a part nor a folder nothing is measured."""
    asked: list[tuple[str, list[Path]]] = []
    quick = "--quick" in arguments
    for argument in [each for each in arguments if each != "--quick"] or _USUAL:
        if argument in PARTS:
            asked.append((argument, []))
        elif asked and asked[-1][0] in _WITH_FOLDER and not asked[-1][1] and Path(argument).is_dir():
            asked[-1][1].append(Path(argument))
        else:
            print(f"{argument}: neither a part ({', '.join(PARTS)})", end="", file=sys.stderr)
            print(f" nor a folder for {' or '.join(sorted(_WITH_FOLDER))}.", file=sys.stderr)
            return 2
    for name, folders in asked:
        lines = PARTS[name](*folders, quick=True) if quick and name in _SIZED else PARTS[name](*folders)
        print("\n".join([*lines, ""]))
        if not quick:
            report.write(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
