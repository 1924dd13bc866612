"""Articles of web pages against a reader mode's: words found, and what the pages say of themselves, beside trafilatura.

Measured on a folder that holds a folder for each page: `source.html`, `expected.html`, `expected-metadata.json` (as in
the test pages of Mozilla's Readability). The folder is named on the command line: `python -m bench articles FOLDER`;
else one that lies beside this project, `../shared/corpus/html`, is taken where it is there.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from ingest.extract import markup
from ingest.extract.extraction import Options
from ingest.extract.html import extractor as html

_WORD = re.compile(r"\w+")
_FIELDS = {"title": "title", "byline": "creator", "siteName": "publisher", "lang": "language", "publishedTime": "date"}
_DAY = len("2031-03-14")
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "html"
"""Saved web pages beside this project, where there are any."""

_WORST = 5
_WANTED = 0.95
_WHY = {
    "visibility-hidden": "words that the page hides are kept, with a note: folds hide parts of articles likewise",
    "mozilla-1": "the page is an advertisement made of boxes and has no article",
    "firefox-nightly-blog": "the reader mode takes the readers' comments for a part of the article",
}
"""Why pages of Readability's collection are below `_WANTED`."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: F1 of ours and of trafilatura's default, what we say, what was expected to be said."""

    name: str
    ours: tuple[float, float, float]
    theirs: tuple[float, float, float]
    said: Mapping[str, str]
    expected: Mapping[str, str]


def score(found: str, expected: str) -> tuple[float, float, float]:
    """Return F1, precision and recall of the words of two texts, each word as often as it stands."""
    here, there = (Counter(word.casefold() for word in _WORD.findall(text)) for text in (found, expected))
    both = (here & there).total()
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / here.total(), both / there.total()
    return 2 * precision * recall / (precision + recall), precision, recall


def visible(path: Path) -> str:
    """Return the running text of a saved web page."""
    root = markup.parse(path.read_text(encoding="utf-8"))
    return "" if root is None else markup.running_text(root).text


def _measured(folder: Path, spent: Counter[str]) -> Measured:
    """Measure one page; `spent` gathers CPU nanoseconds."""
    begun = time.process_time_ns()
    ours = html.extract(folder / "source.html", Options())
    between = time.process_time_ns()
    theirs = trafilatura.extract((folder / "source.html").read_text(encoding="utf-8", errors="replace")) or ""
    spent["ours"] += between - begun
    spent["theirs"] += time.process_time_ns() - between
    told = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8"))
    told["publishedTime"] = (told.get("publishedTime") or "")[:_DAY]
    truth = visible(folder / "expected.html")
    return Measured(
        folder.name,
        score("\n".join(page.text for page in ours.pages), truth),
        score(theirs, truth),
        ours.hints,
        {ours_name: told.get(name) or "" for name, ours_name in _FIELDS.items()},
    )


def table(corpus: Path = BESIDE) -> list[str]:
    """Return the mean F1 of both, the worst pages, and how many fields were found."""
    if not corpus.is_dir():
        return [
            "## Articles",
            "",
            "Not measured: no folder of saved web pages was named (`python -m bench articles FOLDER`).",
        ]
    spent: Counter[str] = Counter()
    pages = [_measured(folder, spent) for folder in sorted(corpus.iterdir()) if (folder / "source.html").is_file()]
    head = ["## Articles", "", f"{len(pages)} saved web pages; words against those that a reader mode shows.", ""]
    rows = [
        _row("Verbatim", [page.ours for page in pages], spent["ours"]),
        _row("trafilatura's default", [page.theirs for page in pages], spent["theirs"]),
    ]
    worst = sorted(pages, key=lambda page: page.ours[0])[:_WORST]
    named = [f"{page.name} {page.ours[0]:.3f} ({page.ours[1]:.2f}/{page.ours[2]:.2f})" for page in worst]
    below = [page.name for page in worst if page.ours[0] < _WANTED]
    why = [f"{name}: {_WHY[name]}" for name in below if name in _WHY]
    columns = ["| | mean F1 | precision | recall | pages per CPU s |", "|---|---|---|---|---|", *rows, ""]
    return [
        *head,
        *columns,
        f"The worst (F1, precision/recall): {'; '.join(named)}.",
        *([f"Below {_WANTED}: {'; '.join(why)}."] if why else []),
        "",
        *_fields(pages),
    ]


def _row(name: str, scores: list[tuple[float, float, float]], nanoseconds: int) -> str:
    means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
    return f"| {name} | {' | '.join(f'{mean:.3f}' for mean in means)} | {len(scores) / (nanoseconds / 1e9):.1f} |"


def _fields(pages: list[Measured]) -> list[str]:
    """Return for each field how often it was expected, found alike, and found where nothing was expected."""
    lines = ["| field | expected | the same | another | none | found besides |", "|---|---|---|---|---|---|"]
    for field in _FIELDS.values():
        pairs = [(_plain(page.said.get(field, "")), _plain(page.expected[field])) for page in pages]
        wanted = [(said, expected) for said, expected in pairs if expected]
        same = sum(said == expected for said, expected in wanted)
        none = sum(not said for said, _ in wanted)
        besides = sum(bool(said) for said, expected in pairs if not expected)
        lines.append(f"| {field} | {len(wanted)} | {same} | {len(wanted) - same - none} | {none} | {besides} |")
    return lines


def _plain(value: str) -> str:
    """Return a value as it is compared: its words in small letters."""
    return " ".join(_WORD.findall(value.casefold()))
