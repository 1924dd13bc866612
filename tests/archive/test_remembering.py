"""What is dear to make is made once, and let go when there is too much of it."""

import pytest

from archive.documents import digest
from archive.mapping import text_map
from archive.remembering import Remembered


def asked(held, made, *keys):
    """Ask for keys, and return those that were made since."""
    before = len(made)
    for key in keys:
        assert held.of(key, lambda key=key: made.append(key) or key * 2) == key * 2
    return made[before:]


def test_the_oldest_are_let_go_by_number():
    """The oldest by when they were asked for last."""
    held, made = Remembered(most=2, heaviest=100, weigh=len), []
    assert asked(held, made, "a", "b", "a", "c", "a") == ["a", "b", "c"]
    assert asked(held, made, "a", "b") == ["b"]


def test_and_by_weight_but_for_the_last():
    """However heavy that is."""
    held, made = Remembered(most=9, heaviest=8, weigh=len), []
    assert asked(held, made, "aa", "bb", "aa") == ["aa", "bb"]
    assert asked(held, made, "c" * 9, "c" * 9) == ["c" * 9]
    assert asked(held, made, "aa") == ["aa"]


def test_what_fails_is_made_again():
    """A failure is not remembered, and keeps nobody out."""
    held, made = Remembered(most=2, heaviest=100, weigh=len), []
    with pytest.raises(AttributeError):
        held.of("a", lambda: digest(None))
    assert asked(held, made, "a") == ["a"]


def test_what_is_held_is_given_while_something_else_is_made():
    """Nobody waits for what others asked for."""
    held, made = Remembered(most=2, heaviest=100, weigh=len), []
    asked(held, made, "a")
    assert held.of("b", lambda: held.of("a", lambda: "made again") + "b") == "aab"


def test_the_map_of_two_texts_is_made_once():
    """Whoever asks, and whichever strings hold the texts."""
    old, new = "One word. " * 20, "Two words. " * 20
    assert text_map(old, new) is text_map("".join(old), "".join(list(new)))
    assert text_map(new, old) is not text_map(old, new)
