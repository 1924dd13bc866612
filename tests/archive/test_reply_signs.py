"""The signs that mail sets before quoted lines are told from its words, everywhere alike."""

import tracemalloc

import pytest

from archive.printed_signs import PartKind, parts
from archive.reply_signs import unquoted


@pytest.mark.parametrize(
    ("line", "depth", "words"),
    [
        ("> The lamps > 5", 1, "The lamps > 5"),
        (">> > The lamps", 3, "The lamps"),
        (" >\t>The lamps", 2, "The lamps"),
        (">   The lamps", 1, "  The lamps"),
        ("  > The lamps", 0, "  > The lamps"),
        ("The > lamps", 0, "The > lamps"),
        (">", 1, ""),
    ],
)
def test_signs_are_told_from_words(line, depth, words):
    """By who looks for paragraphs as by who compares the words of each."""
    assert unquoted(line) == (depth, words)
    told = list(parts(line))
    assert "".join(part.span.of(line) for part in told if part.kind is not PartKind.MARK) == words
    assert any(part.kind is PartKind.MARK for part in told) == bool(depth)


def test_many_signs_are_not_remembered_one_by_one():
    """A line of nothing else costs no more memory than itself."""
    line = ">" * 300_000
    tracemalloc.start()
    try:
        assert unquoted(line) == (len(line), "")
        assert tracemalloc.get_traced_memory()[1] < 2 * len(line)
    finally:
        tracemalloc.stop()
