"""Comparisons are kept, one is made at a time, and the largest are not made for everybody."""

import threading

import make
import pytest

from archive.access import ANONYMOUS
from archive.errors import Denied
from web import comparing
from web.comparing import FOR_VISITORS, Comparisons

ADA = make.actor()


def revision(text):
    return make.revision(text)


@pytest.fixture
def counted(monkeypatch):
    """Give the pairs that are really compared."""
    made, compare = [], comparing.compare
    monkeypatch.setattr(comparing, "compare", lambda *texts: made.append(texts) or compare(*texts))
    return made


def test_the_same_texts_are_compared_once(counted):
    """In whatever document they stand."""
    kept, pair = Comparisons(), (revision("One word."), revision("Two words."))
    first = kept.of(*pair, ADA)
    assert kept.of(*(make.again(one, document="other", number=7) for one in pair), ANONYMOUS) is first
    assert kept.of(*pair[::-1], ADA) is not first
    assert len(counted) == 2


def test_many_who_ask_at_once_get_one(counted):
    """And none is made twice."""
    kept, pair, told = Comparisons(), (revision("One word. " * 999), revision("Two words. " * 999)), []
    asking = [threading.Thread(target=lambda: told.append(kept.of(*pair, ADA))) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert (len(set(map(id, told))), len(told), len(counted)) == (1, 8, 1)


def test_the_largest_are_not_compared_for_visitors(counted):
    """They are told to sign in, before any work is done; just below it is done."""
    kept, half = Comparisons(), "word " * (FOR_VISITORS // 10)
    with pytest.raises(Denied, match="Sign in"):
        kept.of(revision(half), revision(half + "."), ANONYMOUS)
    assert counted == []
    assert kept.of(revision(half), revision(half), ANONYMOUS).tally.alike
    assert kept.of(revision(half), revision(half + "."), ADA).tally.signs == 1
