"""What was left out of a quotation, looked at."""

import pytest

from archive.omissions import cautions


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("which we call a presence token, and", []),
        ("we do not think that", ["a negation", "a reservation"]),
        ("it isn’t", ["a negation"]),
        ("unless the plate is ordered, 3.5 of", ["a condition", "a number"]),
        ("was ordered. The", ["the end of a sentence"]),
        ("word " * 51, ["more than 50 words"]),
        ("“”", []),
    ],
)
def test_words_that_may_turn_the_meaning_are_named(left_out, told):
    """The gravest first; plain words give none."""
    assert [caution.value for caution in cautions(left_out)] == told
