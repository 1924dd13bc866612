"""Words are found in a text as they stand there."""

import pytest

from archive.spans import Span
from ingest.evidence.lines import standing


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("The tolls", "On\nthe tolls. The\n tolls rise.", Span(14, 24)),
        ("Toll", "Tolls and a Toll", Span(12, 16)),
        ("(Toll)", "a(Toll)b", Span(1, 7)),
        ("Toll", "Tolls", None),
        ("", "Tolls", None),
    ],
)
def test_words_stand_whole_with_any_blanks_between_them(words, text, found):
    """Never inside a longer word."""
    assert standing(words.split(), text, 0) == found


def test_words_are_looked_for_between_two_places():
    """Both are code points of the text."""
    assert standing(["a"], "a b a b a", 1, 5) == Span(4, 5)
    assert standing(["a"], "a b a", 1, 4) is None
