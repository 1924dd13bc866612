"""Patterns of words."""

from fnmatch import fnmatchcase

from hypothesis import given
from hypothesis import strategies as st

from index.wildcards import compiled


@given(st.text(alphabet="ab*?", max_size=8), st.text(alphabet="ab", max_size=8))
def test_a_pattern_fits_what_the_shell_would_fit(pattern, word):
    """A star any signs, a question mark one, and the whole word."""
    assert bool(compiled(pattern).match(word)) == fnmatchcase(word, pattern)


def test_many_stars_on_a_long_word_give_an_answer():
    """What a star has read is not given back."""
    assert not compiled("aa" + "*a" * 900 + "*b").match("a" * 5000)


def test_signs_of_regular_expressions_stand_for_themselves():
    """None of them means anything."""
    assert compiled("a.c[d]*").match("a.c[d]e")
    assert not compiled("a.c*").match("abc")
