"""W3C selectors, read against a text: one place, or a sentence why not."""

import pytest
from werkzeug.exceptions import Conflict

from archive.errors import Refused
from archive.locating import MOST
from archive.spans import Span
from web.selecting import selected

TEXT = "😀 The lamp was lit. The lamp was out.\n\nNobody saw the lamp again."
RFC = "http://tools.ietf.org/rfc/rfc5147"


def position(start, end, **more):
    return {"type": "TextPositionSelector", "start": start, "end": end, **more}


def quote(exact, prefix="", suffix="", **more):
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix, **more}


def fragment(value, **more):
    return {"type": "FragmentSelector", "value": value, **more}


LIT = "The lamp was lit"


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        (position(6, 10), "lamp"),
        (quote("Nobody"), "Nobody"),
        (quote("lamp", suffix=" was out"), "lamp"),
        (quote("lamp", prefix="saw the "), "lamp"),
        (quote("😀", suffix=" The"), "😀"),
        (quote("again.", prefix="lamp "), "again."),
        (fragment("char=6,10", conformsTo=RFC), "lamp"),
        (fragment("char=6,10"), "lamp"),
        (fragment("char=,10"), "😀 The lamp"),
        (fragment("char=39,"), "Nobody saw the lamp again."),
        ([position(6, 10), quote("lamp")], "lamp"),
        ([quote("lamp"), fragment("char=6,10"), position(6, 10)], "lamp"),
        ([quote("lamp", prefix="The "), quote("lamp", suffix=" was out")], "lamp"),
        ([{"type": "RangeSelector"}, quote("Nobody")], "Nobody"),
        (quote(LIT, refinedBy=quote("lamp")), "lamp"),
        (quote(LIT, refinedBy=position(4, 8)), "lamp"),
        (position(2, 18, refinedBy=quote("lit", suffix=".")), "lit"),
        (fragment("char=2,18", refinedBy=fragment("char=4,", refinedBy=quote("was"))), "was"),
        ([quote(LIT, refinedBy=quote("lamp")), position(6, 10)], "lamp"),
    ],
)
def test_selectors_that_agree_give_their_one_place(selector, words):
    """Alone, in lists, refined; counted in code points after an emoji."""
    assert selected(selector, TEXT).of(TEXT) == words


def test_a_refined_position_counts_from_what_it_refines():
    """Not from the start of the text."""
    assert selected(position(6, 30, refinedBy=position(0, 4)), TEXT) == Span(6, 10)


PAGES = "The lamp was lit.\f😀 The lamp was out.\f\fNobody saw it."


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        (fragment("page=4"), "Nobody saw it."),
        (fragment("page=4", conformsTo="http://tools.ietf.org/rfc/rfc3778"), "Nobody saw it."),
        (fragment("page=2", conformsTo="https://www.rfc-editor.org/rfc/rfc8118", refinedBy=quote("lamp")), "lamp"),
        (fragment("page=2", refinedBy=position(0, 1)), "😀"),
        ([fragment("page=1"), position(0, 17)], "The lamp was lit."),
    ],
)
def test_a_page_is_selected_by_its_number(selector, words):
    """Its words without the form feed; what refines it is looked for in it alone, and counts from its start."""
    assert selected(selector, PAGES).of(PAGES) == words


@pytest.mark.parametrize(
    "selector",
    [
        fragment("page=0"),
        fragment("page=5"),
        fragment("page=x"),
        fragment("page=2&zoom=50"),
        fragment("page=2", conformsTo=RFC),
        fragment("char=0,3", conformsTo="http://tools.ietf.org/rfc/rfc8118"),
        fragment("page=4", refinedBy=quote("lamp")),
        fragment("page=1", refinedBy=position(0, 18)),
        fragment("page=2", refinedBy=fragment("page=1")),
    ],
)
def test_a_page_that_is_not_there_or_does_not_hold_is_refused(selector):
    """Nor a view of one, nor a page of another standard."""
    with pytest.raises(Refused):
        selected(selector, PAGES)


@pytest.mark.parametrize(
    "selector",
    [
        quote("The Lamp"),
        quote("lamp", prefix="A "),
        quote("lamp", suffix=" was red"),
        quote(""),
        quote(" "),
        quote("\ud800"),
        [position(6, 10), quote("lamb")],
        [position(5, 9), quote("lamp")],
        [position(6, 10), quote("lamp", suffix=" was out")],
        [position(6, 10), position(6, 11)],
        [quote("lamp", prefix="The ", suffix=" was lit"), quote("lamp", suffix=" was out")],
        position(0, 1000),
        position(1000, 1001),
        position(10, 6),
        position(-1, 3),
        position(True, 3),
        position("0", 3),
        position(0.0, 3),
        fragment("char=0,1000"),
        fragment("char=10,6"),
        fragment("char=,"),
        fragment("char=3"),
        fragment("line=0,1"),
        fragment("char=6,10;length=5"),
        fragment("char=²,10"),
        fragment("page=2"),
        fragment("char=6,10", conformsTo="http://www.w3.org/TR/media-frags/"),
        fragment("char=6,10", conformsTo=3),
        quote(LIT, refinedBy=quote("Nobody")),
        quote(LIT, refinedBy=position(0, 30)),
        quote(LIT, refinedBy={"type": "CssSelector", "value": "p"}),
        quote(LIT, refinedBy="lamp"),
        {"type": "XPathSelector", "value": "/p"},
        {"type": ["TextQuoteSelector"], "exact": "Nobody"},
        {},
        [],
        None,
        "char=6,10",
        3,
        [quote("Nobody")] * 17,
    ],
)
def test_what_does_not_hold_is_refused(selector):
    """Never the next best place."""
    with pytest.raises(Refused):
        selected(selector, TEXT)


@pytest.mark.parametrize(
    ("selector", "text", "places"),
    [
        (quote("lamp"), TEXT, "3"),
        (quote("lamp", prefix="The "), TEXT, "2"),
        (quote("aa"), "aaaa", "3"),
        (quote("lamp", refinedBy=position(0, 1)), TEXT, "3"),
        (position(2, 38, refinedBy=quote("lamp")), TEXT, "2"),
        (quote("a"), "a" * (MOST + 1), f"more than {MOST:,}"),
        ([quote("a"), quote("a", suffix="b")], "a" * (MOST + 1) + "b", f"more than {MOST:,}"),
    ],
)
def test_words_that_stand_at_several_places_are_a_conflict_that_counts_them(selector, text, places):
    """409 with the number, overlapping places too."""
    with pytest.raises(Conflict, match=f"at {places} places"):
        selected(selector, text)


def test_a_quotation_beside_a_position_is_looked_for_there_alone():
    """However often it stands in the text."""
    text = "a" * (MOST * 3)
    assert selected([quote("a"), position(2500, 2501)], text) == Span(2500, 2501)


def test_refinements_have_an_end():
    """A tower of them is refused, not climbed."""
    tower = position(0, 4)
    for _ in range(50):
        tower = position(0, 4, refinedBy=tower)
    with pytest.raises(Refused, match="refine"):
        selected(tower, TEXT)
