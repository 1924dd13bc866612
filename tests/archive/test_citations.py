"""Citations."""

import hashlib

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.citations import CHECK_LENGTH, Citation, Standing, check_of, cite, standing
from archive.errors import Refused
from archive.spans import Span

TEXT = "Dear Mr Vale,\n\nWe have not sold the cameras. 😀 It isn’t approved."


@given(st.data())
def test_a_fresh_citation_is_intact(data):
    """Whatever was cited from a text stands in it."""
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    held = make.revision(TEXT)
    assert standing(cite(held, Span(start, end)), held) is Standing.INTACT


@given(st.integers(0, len(TEXT) - 1), st.characters(codec="utf-8"))
def test_one_changed_character_is_always_noticed(at, sign):
    """A citation is checked verbatim, not folded."""
    citation = cite(make.revision(TEXT), Span(0, len(TEXT)))
    changed = TEXT[:at] + sign + TEXT[at + 1 :]
    expected = Standing.INTACT if changed == TEXT else Standing.FORGED
    assert standing(citation, make.revision(changed)) is expected


def test_the_check_is_the_start_of_the_sha256_of_the_words():
    """Anybody can compute it without this software."""
    assert check_of("isn’t") == hashlib.sha256("isn’t".encode()).hexdigest()[:CHECK_LENGTH]


@pytest.mark.parametrize(("span", "check"), [(Span(0, 4000), "0" * 12), (Span(0, 4), ""), (Span(3, 3), "e3b0c44298fc")])
def test_a_forged_citation_never_stands(span, check):
    """Past the end, without a check, or of no words at all."""
    assert standing(Citation("aaaaaaa2", 1, span, check), make.revision(TEXT)) is Standing.FORGED


def test_nothing_cannot_be_cited():
    """An empty span has no words to check."""
    with pytest.raises(Refused):
        cite(make.revision(TEXT), Span(3, 3))
