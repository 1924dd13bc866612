"""What was left out of a quotation, looked at."""

import pytest

from archive.collation import collate
from archive.omissions import cautions
from archive.quoted import read_quotation
from archive.sources import Source


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


TEXT = "The box counts heads. It may not see faces, unless 12 people ask. We sold it in the spring."


@pytest.mark.parametrize(
    ("quotation", "words", "told"),
    [
        ("It [...] see faces", "may not", ["a negation", "a reservation"]),
        (
            "The box counts heads [...] see faces",
            ". It may not",
            ["a negation", "a reservation", "the end of a sentence"],
        ),
        ("see faces … We sold it", ", unless 12 people ask.", ["a condition", "a number", "the end of a sentence"]),
        ("We sold it in … The box counts heads", "", ["what follows stands before"]),
        ("The box … counts heads", "", []),
    ],
)
def test_a_collation_says_what_its_marks_leave_out(quotation, words, told):
    """The words, without running heads, where they stand, and why they should be read."""
    (found,) = collate(read_quotation(quotation), Source(TEXT, 7))
    (left_out,) = found.omissions
    assert (left_out.words, [caution.value for caution in found.cautions]) == (words, told)
    assert " ".join(TEXT[left_out.source.start - 7 : left_out.source.end - 7].split()) == words
    assert left_out.printed.of(quotation) in {"[...]", "…"}
