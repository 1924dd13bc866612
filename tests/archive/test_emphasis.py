"""The emphasis of a quotation, and its claims, against the source's own marks."""

import pytest

from archive.collation import collate
from archive.quoted import read_quotation
from archive.sources import Source
from archive.spans import Span

PLAIN = "The company has consented to nothing and will answer no question."
STRESSED = Span(16, 36)


def judged(quotation, source, **options):
    """Return the verdict and the flags of the one way in which a quotation stands in a source."""
    (found,) = collate(read_quotation(quotation, **options), source)
    return found.verdict.value, [flag.value for flag in found.flags]


CASES = [
    ("has *consented to nothing* and will [emphasis added]", False, "emphasis added", ["emphasis added: claim true"]),
    ("has *consented to nothing* and will (our italics)", False, "emphasis added", ["emphasis added: claim true"]),
    (
        "has *consented to nothing* and will [emphasis added]",
        True,
        "exact",
        ["emphasis added: claim false", "emphasis in source"],
    ),
    ("has *consented to nothing* and will", False, "emphasis added", ["emphasis without claim"]),
    ("has *consented to nothing* and will", True, "exact", ["emphasis in source"]),
    ("has consented to nothing and will", True, "emphasis dropped", ["emphasis dropped"]),
    ("has consented to nothing and will", False, "exact", []),
    (
        "has *consented to nothing* and will [emphasis in original]",
        True,
        "exact",
        ["emphasis in original: claim true", "emphasis in source"],
    ),
    (
        "has *consented to nothing* and will [emphasis in the original]",
        False,
        "emphasis added",
        ["emphasis in original: claim false"],
    ),
    (
        "has consented to nothing and will [emphasis omitted]",
        True,
        "emphasis dropped",
        ["emphasis omitted: claim true"],
    ),
    ("has consented to nothing and will [emphasis omitted]", False, "exact", ["emphasis omitted: claim false"]),
    (
        "has consented to nothing and will [emphasis added]",
        False,
        "emphasis added",
        ["claimed emphasis cannot be seen here"],
    ),
    (
        "has consented to nothing and will [emphasis in original]",
        False,
        "exact",
        ["claimed emphasis cannot be seen here"],
    ),
    (
        "has *consented to nothing* and *will* [emphasis added]",
        True,
        "emphasis added",
        ["emphasis added: claim true", "emphasis partly in source"],
    ),
    (
        "has consented to nothing and *will* [emphasis added]",
        True,
        "emphasis dropped",
        ["emphasis added: claim true", "emphasis dropped"],
    ),
]


@pytest.mark.parametrize(("quotation", "stressed", "verdict", "flags"), CASES)
def test_what_is_claimed_and_what_is_seen(quotation, stressed, verdict, flags):
    """True, false, silent, dropped; a claim whose emphasis is lost here is never called false."""
    source = Source(PLAIN, emphasised=(STRESSED,) if stressed else ())
    assert judged(quotation, source) == (verdict, flags)


@pytest.mark.parametrize(
    ("emphasised", "claim", "verdict", "flags"),
    [
        ([Span(4, 24)], "", "emphasis added", ["emphasis without claim"]),
        ([Span(4, 24)], " [emphasis added]", "emphasis added", ["emphasis added: claim true"]),
        ([Span(0, 33)], "", "exact", ["emphasised as a whole"]),
        ([Span(0, 33)], " [emphasis added]", "emphasis added", ["emphasis added: claim true"]),
    ],
)
def test_emphasis_by_marks_of_the_quoting_document(emphasised, claim, verdict, flags):
    """It counts as stars do; a document that sets all it quotes in emphasis adds none."""
    quotation = f"has consented to nothing and will{claim}"
    assert judged(quotation, Source(PLAIN), emphasised=emphasised) == (verdict, flags)


def test_marks_of_both_sides_agree():
    """Stand-off here, stand-off there."""
    source = Source(PLAIN, emphasised=(STRESSED,))
    assert judged("has consented to nothing and", source, emphasised=[Span(4, 24)]) == ("exact", ["emphasis in source"])


def test_stars_in_the_text_of_the_source_are_its_emphasis():
    """A plain mail emphasises so."""
    assert judged("We never said *so* to", Source("We *never* said *so* to them"))[0] == "emphasis dropped"


def test_the_words_whose_emphasis_is_dropped_are_named():
    """Neighbours together, in code points of the revision."""
    text, marks = "It was never, never closed at noon.", (Span(17, 22), Span(24, 39))
    (found,) = collate(read_quotation("It was never, never *closed* at"), Source(text, 10, emphasised=marks))
    assert [text[span.start - 10 : span.end - 10] for span in found.dropped] == ["never", "never", "at"]


def test_a_passage_that_is_emphasised_as_a_whole_drops_nothing():
    """Nothing in it stands out; it is said."""
    source = Source(PLAIN, emphasised=(Span(0, 11), Span(12, 65)))
    assert judged("has consented to nothing", source) == ("exact", ["whole passage emphasised in source"])


def test_a_heading_in_bold_drops_nothing():
    """Nor does a paragraph that is emphasised from end to end; a sentence among others does."""
    heading, sentence = Source("It ends.\n\nOn shelters\n\nWe saw.", emphasised=(Span(10, 21),)), "On shelters"
    assert judged(sentence, heading) == ("exact", ["whole passage emphasised in source"])
    assert judged(sentence, Source("Title. On shelters. We", emphasised=(Span(7, 18),)))[0] == "emphasis dropped"
    assert judged(sentence, Source("On shelters. We saw", emphasised=(Span(0, 11),)))[0] == "emphasis dropped"


def test_a_scan_that_loses_emphasis_makes_no_claim_false():
    """What its source says of emphasis cannot be seen."""
    source = Source(PLAIN, recognised=(Span(0, 65),))
    for claimed in ("has *consented to* nothing [italics in original]", "has consented to nothing [emphasis omitted]"):
        assert judged(claimed, source) == ("exact", ["emphasis of the source cannot be seen"])
