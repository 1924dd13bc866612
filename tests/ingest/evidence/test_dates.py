"""Dates in words."""

import pytest

from ingest.evidence.dates import date_of, dates_in


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("March 14, 2031", "2031-03-14"),
        ("Sept. 3rd, 2031", "2031-09-03"),
        ("the 3rd day of April, 2031", "2031-04-03"),
        ("14-Mar-2031", "2031-03-14"),
        ("Brannock Ferry, den 3. März 2031", "2031-03-03"),
        ("le 1er août 2031", "2031-08-01"),
        ("3 de enero de 2031", "2031-01-03"),
        ("May 2031", "2031-05"),
        ("2031", "2031"),
        ("2031-03-14T06:30:00+02:00", "2031-03-14"),
        ("25/12/2031", "2031-12-25"),
        ("12/25/2031", "2031-12-25"),
        ("on 2031-02-30 or 1 May 2031", "2031-05-01"),
    ],
)
def test_a_date_in_words_becomes_iso(words, date):
    """As precise as it is written, and sure."""
    found = date_of(words)
    assert (found.value, found.sure) == (date, True)


@pytest.mark.parametrize("words", ["31 February 2031", "in 1999 or so", "may 12", "v1.2.2031.7", "12345-03-14", ""])
def test_what_is_no_date_is_none(words):
    """Nothing is guessed."""
    assert date_of(words) is None


@pytest.mark.parametrize("words", ["03/04/2031", "3.4.2031", "30 June 3609"])
def test_doubt_is_said(words):
    """Two readings, or a year that no letter has."""
    assert not date_of(words).sure


def test_the_span_holds_the_words():
    """Code points, after an emoji too."""
    text = "🚋 Sent on 2 April 2031, received on 3 April 2031."
    assert [found.span.of(text) for found in dates_in(text)] == ["2 April 2031", "3 April 2031"]
