"""The bench of re-anchoring: the truth follows the edits, and the score counts what it says."""

from __future__ import annotations

import random

import pytest

from archive.spans import Span
from bench.anchor import scored, table
from bench.quote_rules import exact_find, hypothesis
from bench.revisions import SCENARIOS, Sign, truths, unchanged

TEXT = "\n".join(
    f"On day {number} the surveyor of Ostwell counted lamps at gate {number * 7}." for number in range(200)
)


def _revised(signs: list[Sign]) -> str:
    return "".join(sign for sign, _ in signs)


@pytest.mark.parametrize("name", ["re-extraction", "15 % of paragraphs moved"])
def test_the_truth_of_words_that_no_edit_touched_is_these_words(name):
    """Wherever they went."""
    span = Span(TEXT.index("day 150 the"), TEXT.index("day 150 the") + len("day 150 the"))
    signs = SCENARIOS[name](unchanged(TEXT), random.Random(1))
    ((place, share),) = truths(signs, [span])
    assert place is not None
    assert place.of(_revised(signs)).replace("-\n", "").split() == ["day", "150", "the"]
    assert share > 0.7


def test_what_was_left_out_has_no_place():
    """Nothing of it is left."""
    assert truths(unchanged("abc def")[4:], [Span(0, 3), Span(4, 7)]) == [(None, 0.0), (Span(0, 3), 1.0)]


def test_the_score_tells_exact_wrong_and_anchored_though_deleted():
    """Near the truth is neither exact nor wrong; half gone counts nowhere."""
    truth = [(Span(0, 9), 1.0), (Span(10, 19), 1.0), (Span(20, 29), 0.9), (Span(30, 32), 0.2), (None, 0.0), (None, 0.0)]
    found = [Span(0, 9), Span(11, 19), Span(50, 59), None, Span(1, 2), None]
    score = scored(found, truth, 0.0)
    assert (score.existing, score.exact, score.wrong, score.deleted, score.anchored) == (3, 1, 1, 2, 1)


def test_the_other_ways_find_what_they_are_known_to_find():
    """Exact find misses a misread word, Hypothesis's rules do not."""
    old, new = "The box is shut. Nobody counts.", "So then: the box is shvt. Nobody counts."
    span = Span(4, 15)
    assert exact_find(old, new, span) is None
    assert hypothesis(old, new, span) == Span(13, 24)
    assert exact_find(old, new, Span(17, 23)) == Span(26, 32)


def test_without_texts_it_says_that_nothing_was_measured(tmp_path):
    """An empty folder has no spans."""
    assert "Not measured" in "\n".join(table(tmp_path))
