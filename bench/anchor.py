"""Re-anchoring: 1,000 spans of a real text of some 200 kB, in new revisions by known edits, beside two other ways.

Measured on the texts and saved web pages found in a folder (`python -m bench anchor FOLDER`); else in one that lies
beside this project, `../shared/corpus`, where it is there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.anchoring import Outcome, needs_person, reanchor
from archive.spans import Span
from bench.articles import visible
from bench.clocks import timed
from bench.questions import SEED
from bench.quote_rules import exact_find, hypothesis
from bench.revisions import SCENARIOS, truths, unchanged

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_SIZE, _COUNT = 200_000, 1_000
_SEEDS = {SEED: "", SEED + 1: " (2)"}
"""The seeds, and how the rows of each are told apart."""

_FLOORS = dict(zip(SCENARIOS, (98, 99, 99, 98, 98, 94), strict=True))
_MOST_WRONG, _MOST_DELETED, _MOST_SECONDS = 1, 6.0, 2.0
_LEFT = 0.5
"""A span still exists where this share of its signs is left; it is deleted where none is."""

_WORD = re.compile(r"\S+")

Truth = tuple[Span | None, float]


@dataclass(frozen=True, slots=True)
class Score:
    """How one way did: exact of the existing ones, wholly wrong, anchored though deleted; the CPU seconds it took."""

    existing: int
    exact: int
    wrong: int
    deleted: int
    anchored: int
    seconds: float

    @property
    def percent(self) -> float:
        """Return how many of the existing spans have both boundaries right, in percent."""
        return 100 * self.exact / max(self.existing, 1)


def table(corpus: Path = _BESIDE) -> list[str]:
    """Return for each scenario the three ways, with the floors, and what of ours would pass without a person."""
    text = read(corpus) if corpus.is_dir() else ""
    if not text:
        return [
            "## Re-anchoring",
            "",
            "Not measured: no folder of texts or saved web pages was named (`python -m bench anchor FOLDER`).",
        ]
    lines = [
        "## Re-anchoring",
        "",
        f"{_COUNT:,} spans of one to forty words of a text of {len(text):,} code points, in new revisions by known",
        "edits; drawn with a fixed seed, then with another (2). Percent of the spans that still exist with both",
        "boundaries exact; wrong: anchored",
        f"where nothing of the span stands (limit {_MOST_WRONG}); deleted, yet anchored (limit {_MOST_DELETED:.0f} %);",
        f"CPU seconds for all (limit {_MOST_SECONDS:.0f}), both first for Hypothesis's rules, then ours.",
        "",
        "| scenario | exact find | Hypothesis's rules | floor | Verbatim | wrong | deleted | ours | s | ours |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    passing = ["| scenario | kept | moved | changed | ambiguous | gone | for a person | passed, but wrong or deleted |"]
    passing.append("|---|---|---|---|---|---|---|---|")
    for seed, also in _SEEDS.items():
        spans = drawn(text, _COUNT, random.Random(seed))
        for name in SCENARIOS:
            row, passed = _measured(name, text, spans, seed)
            lines.append(_row([name + also, *row]))
            passing.append(_row([name + also, *passed]))
    return [*lines, "", "What became of them, and what passes without a person:", "", *passing]


def read(corpus: Path, most: int = _SIZE) -> str:
    """Return the texts and pages of a folder, a paragraph a line, up to about so many code points."""
    paths = sorted([*corpus.rglob("*.txt"), *corpus.rglob("expected.html")])
    texts = (visible(path) if path.suffix == ".html" else path.read_text(encoding="utf-8") for path in paths)
    lines = (" ".join(line.split()) for text in texts for line in text.splitlines())
    made, size = [], 0
    for line in filter(None, lines):
        made.append(line)
        size += len(line) + 1
        if size >= most:
            break
    return "\n".join(made)


def drawn(text: str, count: int, chance: random.Random) -> list[Span]:
    """Return so many spans of whole words, none over a line's end."""
    words = [match.span() for match in _WORD.finditer(text)]
    spans: list[Span] = []
    while len(spans) < count:
        first = chance.randrange(len(words))
        last = min(first + chance.randrange(40), len(words) - 1)
        span = Span(words[first][0], words[last][1])
        if "\n" not in span.of(text):
            spans.append(span)
    return spans


def _measured(name: str, text: str, spans: Sequence[Span], seed: int) -> tuple[list[str], list[str]]:
    """Return the cells of one scenario, for either table."""
    signs = SCENARIOS[name](unchanged(text), random.Random(seed))
    new, truth = "".join(sign for sign, _ in signs), truths(signs, list(spans))
    anchored, spent = timed(reanchor, text, new, spans)
    ours = scored([each.span for each in anchored], truth, spent.cpu / 1e3)
    plain, theirs = _beside(exact_find, text, new, spans, truth), _beside(hypothesis, text, new, spans, truth)
    passed = scored([None if needs_person(each) else each.span for each in anchored], truth, 0)
    ours_deleted = f"{ours.anchored} of {ours.deleted}"
    marks = [
        _mark(f"{ours.percent:.1f}", ours.percent >= _FLOORS[name]),
        _mark(str(ours.wrong), ours.wrong <= _MOST_WRONG),
        f"{theirs.anchored} of {theirs.deleted}" if theirs.deleted else "–",
        _mark(ours_deleted, 100 * ours.anchored <= _MOST_DELETED * ours.deleted) if ours.deleted else "–",
        f"{theirs.seconds:.1f}",
        _mark(f"{ours.seconds:.1f}", ours.seconds <= _MOST_SECONDS),
    ]
    row = [f"{plain.percent:.1f}", f"{theirs.percent:.1f}", f"{_FLOORS[name]}", *marks]
    counts = [str(sum(each.outcome is outcome for each in anchored)) for outcome in Outcome]
    waiting = str(sum(map(needs_person, anchored)))
    return row, [*counts, waiting, f"{passed.wrong} + {passed.anchored}"]


def _beside(
    way: Callable[[str, str, Span], Span | None], text: str, new: str, spans: Sequence[Span], truth: Sequence[Truth]
) -> Score:
    found, spent = timed(lambda: [way(text, new, span) for span in spans])
    return scored(found, truth, spent.cpu / 1e3)


def scored(found: Sequence[Span | None], truth: Sequence[Truth], seconds: float) -> Score:
    """Hold what was found against the truth; spans of which less than half is left count only where none is."""
    pairs = list(zip(found, truth, strict=True))
    existing = [(place, true) for place, (true, left) in pairs if true and left >= _LEFT]
    deleted = [place for place, (true, _) in pairs if true is None]
    wrong = sum(bool(place) and place is not None and place.intersect(true) is None for place, true in existing)
    return Score(
        len(existing),
        sum(place == true for place, true in existing),
        wrong,
        len(deleted),
        sum(place is not None for place in deleted),
        seconds,
    )


def _mark(value: str, good: bool) -> str:
    return f"**{value}**" if good else f"{value}, **below the limit**"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
