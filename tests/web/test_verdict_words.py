"""Verdicts, flags and differences in plain words."""

from pathlib import Path

import make
import pytest

from archive.collation import collate
from archive.quoted import read_quotation
from archive.sources import Source
from archive.verdicts import Flag, Verdict
from web.verdict_words import LABELS, place_meaning, remarks, told

TRACING = (Path(__file__).parent.parent.parent / "docs/tracing.md").read_text(encoding="utf-8")
TEXT = "The box counts heads. It may not see faces, unless somebody asks. We sold it in the spring."


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words_and_is_documented(verdict):
    """A label, a sentence, a row in docs/tracing.md, in the order from good to bad."""
    assert LABELS[verdict]
    assert place_meaning(verdict).endswith(".")
    assert f"| `{verdict.value}` |" in TRACING
    assert list(LABELS) == list(Verdict)


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_a_sentence_and_is_documented(flag):
    """But for the two that the verdict's own sentence says."""
    assert remarks([flag]) or flag in {Flag.SHORT, Flag.SIMILAR}
    claim, _, false = flag.value.partition(": claim ")
    assert f"`{claim}" in TRACING
    assert not false or f"claim {false}`" in TRACING


def test_flags_and_verdicts_share_no_name_by_accident():
    """Wire words are distinct; what a flag shares with a verdict is the same thing."""
    assert len({flag.value for flag in Flag}) == len(Flag)
    assert {flag.value for flag in Flag} & {verdict.value for verdict in Verdict} == {"emphasis dropped"}


@pytest.mark.parametrize(
    ("quotation", "line"),
    [
        ("It [...] see faces", "left out, with a mark: “may not”, which holds a negation, a reservation"),
        ("We sold it … It may not see", "order reversed: what follows “…” stands before it in the source"),
    ],
)
def test_what_was_left_out_is_said_with_its_cautions(quotation, line):
    """Mark by mark, from the one place that knows them."""
    (found,) = collate(read_quotation(quotation), Source(TEXT))
    assert line in told(found.differences, found.omissions)


def test_machines_are_told_of_each_omission(store, room, anonymous):
    """Where the mark stands, what it leaves out, why it should be read."""
    make.keep(store, TEXT)
    room.catch_up()
    place = anonymous.get("/trace.json", query_string={"quotation": "The box [...] may not see faces"}).json["places"][
        0
    ]
    (one,) = place["omissions"]
    assert (one["words"], one["printed"], one["cautions"]) == ("counts heads. It", [8, 13], ["the end of a sentence"])
    assert TEXT[slice(*one["source"])].strip() == one["words"]
    assert place["cautions"] == one["cautions"]


def test_the_page_speaks_of_emphasis_in_the_terms_of_citation_practice(store, room, anonymous):
    """The verdict, and what becomes of the claim."""
    make.keep(store, TEXT, structures=(make.mark("emphasis", 29, 32),))
    room.catch_up()
    page = anonymous.get("/trace", query_string={"quotation": "It may *not* see faces [emphasis added]"})
    assert "The quotation says “emphasis added”, but the emphasis is in the original." in page.text
    dropped = anonymous.get("/trace", query_string={"quotation": "It may not see faces"}).text
    assert "<strong>Emphasis omitted.</strong>" in dropped
    assert "emphasised in the source, not here: “not”" in dropped
