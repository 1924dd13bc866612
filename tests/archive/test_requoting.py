"""Two revisions of an article, quotation by quotation."""

import pytest

from archive.detection import find_quotations
from archive.requoting import Printed, requoted


def told(old, new):
    before, after = (Printed(text, find_quotations(text).quotations) for text in (old, new))
    return [
        (
            each.fate.value,
            each.old.span.of(old) if each.old else "",
            each.new.span.of(new) if each.new else "",
        )
        for each in requoted(before, after)
    ]


OLD = "He wrote “no face leaves”. Then “we count heads”. In a letter of 3 May: “the box is shut”."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        (OLD.replace("no face leaves", "No face leaves!"), []),
        (OLD + " And “it rained”.", [("added", "", "it rained")]),
        (OLD.replace("Then “we count heads”. ", ""), [("dropped", "we count heads", "")]),
        (OLD.replace("we count heads", "we count all heads"), [("altered", "we count heads", "we count all heads")]),
        (OLD.replace("3 May", "9 May"), [("attributed otherwise", "the box is shut", "the box is shut")]),
        ("Then “we count heads”. He wrote “no face leaves”. In a letter of 3 May: “the box is shut”.", []),
    ],
    ids=["nothing", "typography", "added", "dropped", "altered", "attributed", "moved"],
)
def test_what_became_of_each_quotation(new, expected):
    """Only what changed is told; what moved or is set otherwise has not changed."""
    assert told(OLD, new) == expected


def test_an_article_that_is_written_anew_has_all_dropped_and_all_added():
    """Nothing is taken for an alteration that is not like it."""
    fates = {fate for fate, _, _ in told("“aaa bbb ccc”", "“xxx yyy zzz” and “ppp qqq rrr”")}
    assert fates == {"added", "dropped"}


def test_what_moved_within_what_changed_is_not_altered():
    """Two quotations that changed places, beside one that was written anew: only that one is told."""
    first, second = "“no face leaves the shelter”", "“no face leaves this shelter”"
    assert told(f"{first} and {second}.", f"{second}, “it rained”, and {first}.") == [("added", "", "it rained")]


def test_an_altered_quotation_is_paired_with_the_one_most_like_it():
    """Not with the first that is like enough."""
    old = "“the box counts heads at the gate” and “the box counts hands at the door”"
    new = "“it rained” and “the box counts hands at that door”"
    assert told(old, new)[1:] == [
        ("altered", "the box counts hands at the door", "the box counts hands at that door"),
        ("dropped", "the box counts heads at the gate", ""),
    ]


@pytest.mark.parametrize(("was", "now"), [("colour", "color"), ("we affect it", "we effected it")])
def test_short_quotations_without_a_word_in_common_may_be_alike(was, now):
    """They share letters."""
    assert told(f"He wrote “{was}”.", f"He wrote “{now}”.") == [("altered", was, now)]


def test_thousands_of_altered_quotations_are_each_paired_with_their_own():
    """Every word but the number is common to all."""
    old = [f"in the year {number} we sold boxes of the usual kind" for number in range(1_000, 5_000)]
    new = [words.replace("sold boxes", "sold many boxes") for words in old]
    made = told(*("\n\n".join(f"He wrote “{words}”." for words in listed) for listed in (old, new)))
    assert made == [("altered", was, now) for was, now in zip(old, new, strict=True)]
