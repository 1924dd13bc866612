"""A query said back in plain English."""

import pytest

from index.parsing import parse
from index.query import Among, AnyOf, Not
from index.understanding import understood


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "nothing to search for"),
        ("camera", "the word “camera”"),
        ("camera lens", "all of the words “camera”, “lens”"),
        ('"Isn’t it" camera', "these words in this order: “Isn’t it” and the word “camera”"),
        ("camera -lens", "the word “camera” and not the word “lens”"),
        ("NOT lens", "not the word “lens”"),
        ("-(a OR b)", "not (the word “a” or the word “b”)"),
        ("(a b) OR c", "(all of the words “a”, “b”) or the word “c”"),
        ("well-known", "the word “well-known”, with or without its hyphen"),
        ('="Exact, so"', "these words exactly so: “Exact, so”"),
        ("=Exact", "the word exactly so: “Exact”"),
        ('"a b"~1', "these words in any order, with at most 1 word between them: “a b”"),
        ("wor*", "words that begin with “wor”"),
        ("wo?d", "words of the form “wo?d”"),
        ("word~1", "words that differ from “word” by at most 1 letter"),
        (
            '"a b" to:harrow [2021-07 TO 2021-08]',
            "these words in this order: “a b”; addressed to: harrow; dated from 2021-07 to 2021-08",
        ),
        ("from:brandt", "written by: brandt"),
        ("date:[2021 TO *] page:[* TO 3]", "dated 2021 or later; on page 3 or earlier"),
        ("page:[2 TO 3]", "on pages 2 to 3"),
        (
            "x tag:greed user:ada has:annotation",
            "the word “x”; with the tag “greed”; annotated by “ada”; with an annotation",
        ),
        ("x sort:date", "the word “x”; newest first"),
    ],
)
def test_the_meaning_is_said_in_english(typed, said):
    """Nobody wonders what was searched."""
    assert parse(typed).understood == said


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (AnyOf(("word", "work"), "wor*"), "words that begin with “wor” (2 in this archive)"),
        (AnyOf((), "wor?d"), "words of the form “wor?d” (none in this archive)"),
        (AnyOf(("a",) * 1024, "wor*", capped=True), "words that begin with “wor” (only 1,024 of them)"),
        (AnyOf(("ward",), "word~1"), "words that differ from “word” by at most 1 letter (1 in this archive)"),
        (Not(Among(frozenset({"p"}), "with an annotation")), "not with an annotation (1 passage)"),
    ],
)
def test_what_a_pattern_came_to_is_counted(node, said):
    """After it was looked up in the vocabulary, and marks in the store."""
    assert understood(node) == said
