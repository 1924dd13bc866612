"""Queries: what people type, and what is made of it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folding import terms
from index.parsing import parse
from index.query import And, Field, Not, Or, Phrase, Prefix, phrases


def word(text):
    return Phrase(tuple(terms(text)))


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("camera", word("camera")),
        ("camera lens", And((word("camera"), word("lens")))),
        ("camera AND lens", And((word("camera"), word("lens")))),
        ("camera OR lens", Or((word("camera"), word("lens")))),
        ("a OR b c", Or((word("a"), And((word("b"), word("c")))))),
        ("(a OR b) c", And((Or((word("a"), word("b"))), word("c")))),
        ("camera NOT lens", And((word("camera"), Not(word("lens"))))),
        ("camera -lens", And((word("camera"), Not(word("lens"))))),
        ("+camera lens", And((word("camera"), word("lens")))),
        ("NOT lens", Not(word("lens"))),
        ('"kangaroo trial by media"', word("kangaroo trial by media")),
        ("“kangaroo trial”", word("kangaroo trial")),
        ("„kangaroo trial“", word("kangaroo trial")),
        ("«kangaroo trial»", word("kangaroo trial")),
        ("isn't", word("isn t")),
        ("isn’t", word("isn t")),
        ("knee-jerk", word("knee jerk")),
        ("surveil*", Prefix("surveil")),
        ("from:brandt", Field("author", ("brandt",))),
        ('author:"Ida Brandt"', Field("author", ("ida", "brandt"))),
        ("type:letter", Field("kind", ("letter",))),
        ("date:2031-03", Field("date", ("2031-03",))),
        ("in:abcdefgh", Field("document", ("abcdefgh",))),
        ("or and not", And((word("or"), word("and"), word("not")))),
        ("", None),
    ],
)
def test_what_is_typed_is_understood(typed, root):
    """The grammar of docs/query-language.md, with nothing to remark."""
    query = parse(typed)
    assert (query.root, query.plain, query.ignored) == (root, False, ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"unclosed words', ["unclosed", "words"]),
        ("((camera)", ["camera"]),
        ("camera)", ["camera"]),
        ("camera AND", ["camera", "and"]),
        ("OR camera", ["or", "camera"]),
        ("camera NOT", ["camera", "not"]),
        ("()", []),
    ],
)
def test_a_broken_query_is_read_as_words_and_said(typed, words):
    """Never an error, never silent."""
    query = parse(typed)
    assert [leaf.terms[0] for leaf in phrases(query.root)] == words
    assert query.plain
    assert query.ignored


@pytest.mark.parametrize("typed", ["colour:red", "a*", "“”", "…"])
def test_what_is_left_out_is_said(typed):
    """An unknown field, too short a prefix, a phrase of no words."""
    assert parse(typed).ignored


def test_the_meaning_is_said_in_english():
    """Nobody wonders what was searched."""
    assert parse('"Isn’t it" camera').understood == "these words in this order: “Isn’t it” and the word “camera”"


@given(st.text(alphabet='ab"“”()+-*: ANDORNOT\x00é', max_size=80))
def test_no_query_raises(typed):
    """Whatever is typed has a meaning."""
    assert parse(typed).typed == typed


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 10_000,
        "a* b* c* " * 3000,
        '"' * 1_000_000,
        "-" * 100_000,
        "a" * 1_000_000,
        "\x00" * 9999,
        "x:" * 5000,
        "NOT " * 5000,
        "(a OR " * 3000,
        "“„«»" * 3000,
    ],
)
def test_a_hostile_query_is_answered_quickly(typed):
    """Bounded in length, depth and clauses."""
    begun = time.process_time()
    assert parse(typed).ignored
    assert time.process_time() - begun < 2
