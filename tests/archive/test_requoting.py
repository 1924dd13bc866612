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
