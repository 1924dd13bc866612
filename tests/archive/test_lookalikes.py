"""Letters that a machine reads for one another."""

import pytest

from archive.lookalikes import look_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("modern", "modem"),
        ("l2", "I2"),
        ("clear", "dear"),
        ("now", "novv"),
        ("1O0", "l00"),
        ("bill", "biII"),
        ("a bc", "abc"),
    ],
)
def test_words_that_look_alike(one, other):
    """Either way round; blanks do not count."""
    assert look_alike(one, other)
    assert look_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("approved", "refused"), ("14", "17"), ("", "l"), ("not", "now"), ("38", "33"), ("its", "it")]
)
def test_words_that_do_not(one, other):
    """Nor do two different digits."""
    assert not look_alike(one, other)
