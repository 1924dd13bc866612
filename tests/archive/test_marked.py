"""Which passages are annotated: remembered between searches, and never longer than until something is committed."""

import make
import pytest

from archive.errors import Refused
from archive.marking import Change, amend, withdraw
from archive.store import Store

TEXT = "The lamp was lit.\n\nNobody saw it."


@pytest.fixture
def letter(store):
    return make.keep(store, TEXT)


def tags(store):
    return [tags for _, tags in store.passages.annotated().tags]


def test_what_is_annotated_is_what_was_committed_last(store, letter):
    """Whoever commits it, this process or another one; with nothing new the very same answer is given."""
    other = Store(store.folder, clock=store.clock)
    ada = make.person(store)
    assert [tags(each) for each in (store, other)] == [[], []]
    note = make.note(other, ada, letter, "lamp", "Why?", tags=("light",))
    assert [tags(each) for each in (store, other)] == [[("light",)]] * 2
    assert store.passages.annotated() is store.passages.annotated()
    amend(store, ada, note.id, Change("Why?", ("night",)), expected=1)
    assert [tags(each) for each in (store, other)] == [[("night",)]] * 2
    withdraw(other, ada, note.id, expected=2)
    assert [tags(each) for each in (store, other)] == [[], []]
    other.close()


def test_what_is_not_committed_is_seen_inside_alone(store, letter):
    """And forgotten with it."""
    ada = make.person(store)
    with pytest.raises(Refused), store.atomic():
        make.note(store, ada, letter, "lamp", "Why?", tags=("light",))
        assert tags(store) == [("light",)]
        raise Refused("no")
    assert tags(store) == []


def test_a_look_sees_what_was_there_when_it_began(store, letter):
    """Whatever others commit meanwhile; it is not remembered for later."""
    ada, other = make.person(store), Store(store.folder, clock=store.clock)
    with store.looking():
        assert tags(store) == []
        make.note(other, ada, letter, "Nobody", "Who?", tags=("who",))
        assert tags(store) == []
    assert tags(store) == [("who",)]
    other.close()
