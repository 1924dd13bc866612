"""Tags: what is kept of what was typed."""

import pytest

from archive.errors import Refused
from archive.tags import TAG_LENGTH, TAGS_LIMIT, checked, fold


def test_the_first_spelling_of_a_tag_stays():
    """Case, accents and blanks make no second tag."""
    assert checked(["Café  society", "cafe society", "", " ", "Other"]) == ("Café society", "Other")


def test_signs_without_words_are_tags_too():
    """They are compared as they stand."""
    assert fold("?!") != fold("!!")
    assert checked(["?!", "!!"]) == ("?!", "!!")


@pytest.mark.parametrize(
    "written",
    [
        [f"tag {number}" for number in range(TAGS_LIMIT + 1)],
        ["x" * (TAG_LENGTH + 1)],
        ["one, two"],
        ["nul\0"],
        ["\ud800"],
        ["\u202etag"],
    ],
)
def test_tags_that_cannot_be_kept_are_refused(written):
    """Too many, too long, or not to be seen."""
    with pytest.raises(Refused):
        checked(written)


def test_the_bounds_themselves_are_allowed():
    """Twenty tags of eighty code points."""
    written = [f"{number:02}".ljust(TAG_LENGTH, "x") for number in range(TAGS_LIMIT)]
    assert checked(written) == tuple(written)
