"""Names as lists of references want them: apart where that is certain, in one piece where it is not."""

import pytest

from archive.naming import names


def told(written):
    return [name.inverted for name in names(written)]


@pytest.mark.parametrize(
    ("written", "inverted"),
    [
        ("Ida Brandt", ["Brandt, Ida"]),
        ("Brandt, Ida", ["Brandt, Ida"]),
        ("Dr Ida Brandt", ["Brandt, Ida"]),
        ("Ida Brandt <ida@optics.example>", ["Brandt, Ida"]),
        ("Jo van der Meer", ["van der Meer, Jo"]),
        ("van der Meer, Jo", ["van der Meer, Jo"]),
        ("J. R. Vale", ["Vale, J. R."]),
        ("Pat O’Neill", ["O’Neill, Pat"]),
        ("Bo Vale, Jr.", ["Vale, Bo, Jr."]),
        ("Ida Brandt; Bo Vale", ["Brandt, Ida", "Vale, Bo"]),
        ("Ida Brandt and Bo Vale", ["Brandt, Ida", "Vale, Bo"]),
        ("Ilsabet Marrin, Data Commissioner for the Province of Estmark", ["Marrin, Ilsabet"]),
        ("Tobin Aldersey, The Ostwell Lantern", ["Aldersey, Tobin"]),
    ],
)
def test_persons_are_named_family_first(written, inverted):
    """Whichever way they were written; what they are stands behind the comma and is no name."""
    assert told(written) == inverted


@pytest.mark.parametrize(
    "written",
    [
        "Office of the Data Commissioner, Province of Estmark",
        "Northfield Ltd",
        "Marks and Spencer",
        "BBC North",
        "Ostwell",
        "Mr Vale",
        "Ida Brandt, Jo Vale",
        "All partners in the Heron programme",
        "毛泽东",
        "محمد علي",
        "ida brandt",
        "A B C D E F",
        "Vale, Chair",
        ",",
        "{}\\",
    ],
)
def test_what_may_be_read_in_two_ways_stays_in_one_piece(written):
    """Bodies, single words, two persons with a comma, scripts without capitals."""
    (name,) = names(written)
    assert (name.literal, name.family) == (written, "")


@pytest.mark.parametrize("written", ["", " ", ";;", " ; "])
def test_nobody_is_nobody(written):
    """No empty names."""
    assert names(written) == ()
