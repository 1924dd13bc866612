"""What is said beside a verdict: brackets, slips, quotation marks, marks of omission, scans."""

import pytest

from archive.collation import collate
from archive.quoted import read_quotation
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import Verdict

LETTER = (
    "We found it was definately closed. They wrote that [the plates] were kept dark. He called it “calibration "
    "services” and the office’s modern ledger holds 10 clear rows.\n\nNobody was told of it in March."
)

MODERN = Span(LETTER.index("modern"), LETTER.index(" ledger"))


def judged(quotation, source=None, **options):
    """Return the best verdict on a quotation and its flags."""
    found = min(
        collate(read_quotation(quotation, **options), source or Source(LETTER)), key=lambda one: one.verdict.rank
    )
    return found.verdict.value, [flag.value for flag in found.flags]


@pytest.mark.parametrize(
    ("quotation", "verdict", "flags"),
    [
        ("wrote that [the plates] were kept", "exact", ["alteration in original", "stands there as a quotation"]),
        (
            "that [the plates] were kept [alteration in original]",
            "exact",
            ["alteration in original", "stands there as a quotation"],
        ),
        ("was definately [shut] [alteration in original]", "bracket-altered", ["alteration in original: claim false"]),
        ("was definately [sic] closed", "bracket-altered", ["sic: the slip stands in the source"]),
        ("was definatly [sic] closed", "misquoted", ["sic claimed, but the source has another word"]),
        ("Nobody was told of it in march [sic]", "misquoted", ["sic claimed, but the source has another word"]),
        ("called it ‘calibration services’ and", "typography only", ["internal quotation marks changed"]),
        ("called it calibration services and", "typography only", ["internal quotation marks omitted"]),
        (
            "office’s modern ledger [internal quotation marks omitted]",
            "exact",
            ["internal quotation marks omitted: claim false"],
        ),
        ("and the office's modern ledger", "typography only", []),
        ("was definately [...] closed", "typography only", ["nothing left out"]),
        ("was … closed", "elided", []),
        ("was definately closed …", "elided", []),
    ],
)
def test_what_is_said_beside_the_verdict(quotation, verdict, flags):
    """Each in the terms of citation practice."""
    assert judged(quotation) == (verdict, flags)


def test_brackets_that_stand_elsewhere_do_not_spoil_those_of_the_quoter():
    """The better reading is taken."""
    source = Source("He says that it [now] fails. Later he says that it often fails.")
    assert judged("Later he says that it [now] fails", source)[0] == "bracket-altered"


def test_a_mark_of_omission_that_the_source_has_itself_is_not_idle():
    """Whatever its form."""
    assert judged("that it ... often fails", Source("He says that it … often fails.")) == ("typography only", [])


@pytest.mark.parametrize(
    ("source", "recognised", "flags"),
    [
        (Source(LETTER, recognised=(Span(0, 300),)), False, ["possibly a scan error"]),
        (Source(LETTER, recognised=(MODERN,)), False, ["possibly a scan error"]),
        (Source(LETTER), True, ["possibly a scan error"]),
        (Source(LETTER), False, []),
    ],
)
def test_letters_that_look_alike_may_be_a_scan_error(source, recognised, flags):
    """Where either side was read off a scan; it stays misquoted."""
    assert judged("the office’s modem ledger holds", source, recognised=recognised) == ("misquoted", flags)


def test_another_word_is_no_scan_error():
    """Though a look-alike stands beside it, and though the source is a scan."""
    source = Source(LETTER, recognised=(Span(0, 300),))
    assert judged("the office’s modem ledger loses 10", source) == ("misquoted", [])
    assert judged("ledger holds 16 clear rows", source) == ("misquoted", [])


@pytest.mark.parametrize(
    "quotation", ["😀 and then we left", "it shut 😀", "we saw [...] 😀 and then", "shut 😀 [...] then we left"]
)
def test_a_sign_that_is_no_word_stands_over_a_line_end(quotation):
    """Blanks and line ends beside it are alike."""
    source = Source("Today we saw it shut\n😀\nand then we left")
    (found,) = collate(read_quotation(quotation), source)
    assert found.verdict in {Verdict.EXACT, Verdict.ELIDED}
