"""Days and moments as pages show them."""

import re

import pytest

from archive.access import Role
from web.moments import clock, day, moment


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2031-03-04", "4 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        ("2031-03-04T09:30:15Z", "4 March 2031"),
        ("2031-02-30", "2031-02-30"),
        ("long ago", "long ago"),
        ("", ""),
    ],
)
def test_a_day_is_as_precise_as_it_is_known(at, shown):
    """What is no date stays as it is."""
    assert day(at) == shown


def test_a_moment_says_that_it_is_utc():
    """To the minute; in a list of one day only the time stands."""
    assert moment("2031-03-04T09:30:15Z") == "4 March 2031, 09:30 UTC"
    assert clock("2031-03-04T09:30:15Z") == "09:30:15"


@pytest.mark.parametrize("place", ["/documents/{0}", "/documents", "/search?q=approved", "/ingest"])
def test_no_page_shows_a_moment_as_machines_write_it(sign_in, store, letter, upload, place):
    """Only in the attribute for machines."""
    cy = sign_in("Cy", Role.REVIEWER)
    upload(cy, ("note.txt", b"Words."))
    words = re.sub(r"<[^>]*>", "", cy.get(place.format(letter.id)).get_data(as_text=True))
    assert not re.search(r"\d{4}-\d{2}-\d{2}T\d{2}:", words)
