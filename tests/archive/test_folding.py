"""Folding."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folding import fold_word, terms, word_spans, words, words_of_stretch

TYPESET = st.text(alphabet="abÀé’'“”-–—\u00ad \n\f\u00a0ﬁſßœØ😀東\u0301\u200b1", max_size=60)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("the industry’s highest", "the industry's highest"),
        ("“human rights”", '"human rights"'),
        ("well–known — fact", "well-known - fact"),
        ("sur\u00adveillance", "surveillance"),
        ("naïve café", "naive cafe"),
        ("ﬁnally e\ufb03cient", "finally efficient"),
        ("two\u00a0words", "two words"),
        ("line\nend", "line end"),
        ("Straße", "strasse"),
        ("Œuvre de cœur, Ægir", "oeuvre de coeur, aegir"),
        ("Łódź Ðakovo SMØRREBRØD Ħal", "lodz dakovo smorrebrod hal"),
        ("ſelf", "self"),
        ("IN CAPITALS", "in capitals"),
        ("wait… and see", "wait... and see"),
        ("‹a› „b“ ‚c‘ «d»", "'a' \"b\" 'c' \"d\""),
        ("1939–1945", "1939-1945"),
        ("non\u2011breaking", "non-breaking"),
        ("two\u202fnarrow\u2009thin", "two narrow thin"),
        ("isn\u02bct Hawai\u02bbi", "isn't Hawai'i"),
        ("page\fend", "page end"),
        ("contrac-\ftual", "contractual"),
        ("1939-\f1945", "1939-1945"),
        ("Jean-\fPaul", "jean-paul"),
    ],
)
def test_printed_and_typed_forms_are_the_same_words(printed, typed):
    """Typography never hides a quotation."""
    assert terms(printed) == terms(typed)


@given(TYPESET)
def test_every_word_stands_where_it_says(text):
    """A word's place holds that word."""
    assert all(fold_word(text[word.start : word.end]) == word.term for word in words(text))


@given(TYPESET)
def test_words_come_in_order_and_never_overlap(text):
    """Places run forwards."""
    found = words(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TYPESET)
def test_words_and_terms_agree(text):
    """What the index is fed is what positions are found for."""
    assert [word.term for word in words(text)] == terms(text)


def test_no_sign_has_words_and_terms_disagree():
    """Each sign inside a word, before one, after one and alone; the quick way for texts of print reads none amiss."""
    for sign in map(chr, range(0x80, 0x3100)):
        text = f"a{sign}b {sign}c d{sign} {sign}"
        assert [word.term for word in words(text)] == terms(text)
        assert words_of_stretch(text, 0) == words(text)
        assert word_spans(text) == [(word.start, word.end) for word in words(text)]


def test_a_word_folds_to_one_word():
    """No fold brings a blank or a capital into a term."""
    assert all(fold_word(chr(code)) == fold_word(chr(code)).strip() for code in range(0xC0, 0x250))
