"""Answers to annotations: they lie on the same words and are shown to the same people, whatever becomes of the note."""

import make
import pytest

from archive.access import ANONYMOUS, Role
from archive.annotations import Anchor, Motivation, Visibility, Work
from archive.errors import Conflict, Denied, NotHeld, Refused
from archive.marking import Change, Draft, amend, annotate, reply, withdraw
from archive.reviewing import assess, settle
from archive.reviews import Opinion
from archive.selectors import describe
from archive.sight import seen
from archive.spans import Span

TEXT = "We note that the shipment isn’t approved.\n\nYours, Ida Brandt"
HERE, THERE = Span(17, 40), Span(43, 48)


@pytest.fixture
def ada(store):
    return make.person(store, "Ada")


@pytest.fixture
def bo(store):
    return make.person(store, "Bo")


@pytest.fixture
def draft(store):
    return Draft(make.keep(store, TEXT).id, 1, HERE, describe(TEXT, HERE), "Is that so?", ("dates",))


@pytest.fixture
def note(store, ada, draft):
    return annotate(store, ada, draft)


def test_an_answer_lies_on_the_same_words_and_is_its_authors(store, bo, note):
    """Without the note's tags and the ids that a client gave it."""
    made = store.annotations.get(reply(store, bo, note.id, "It is.").id)
    assert (made.anchors, made.author, made.reply_to, made.tags) == (note.anchors, "bo", note.id, ())
    assert (made.motivation, made.work, made.version) == (Motivation.REPLYING, Work.OPEN, 1)


def test_an_answer_to_a_settled_note_is_not_settled(store, bo, note):
    """Nobody has reviewed it."""
    for name in ("Cy", "Dee"):
        assess(store, make.person(store, name, Role.REVIEWER), note.id, Opinion.AGREE)
    settle(store, make.person(store, "Eve", Role.REVIEWER), note.id, Opinion.AGREE)
    assert store.annotations.get(reply(store, bo, note.id, "Still?").id).work is Work.OPEN


@pytest.mark.parametrize("body", ["", " \n ", "nul\0", "x" * 100_001])
def test_an_answer_needs_words_that_can_be_kept(store, bo, note, body):
    """Neither made nor changed without."""
    with pytest.raises(Refused):
        reply(store, bo, note.id, body)
    made = reply(store, bo, note.id, "It is.")
    with pytest.raises(Refused):
        amend(store, bo, made.id, Change(body), expected=1)


def test_who_does_not_see_a_note_does_not_answer_it(store, ada, bo, draft):
    """It is not there for them, neither standing nor taken away; for its author it is."""
    private = annotate(store, ada, make.again(draft, visibility=Visibility.PRIVATE))
    with pytest.raises(NotHeld):
        reply(store, bo, private.id, "What?")
    assert reply(store, ada, private.id, "To myself.").visibility is Visibility.PRIVATE
    withdraw(store, ada, private.id, expected=1)
    with pytest.raises(NotHeld):
        reply(store, bo, private.id, "What?")
    with pytest.raises(Conflict):
        reply(store, ada, private.id, "Late.")


def test_readers_and_visitors_do_not_answer(store, note):
    """Answering is annotating."""
    for actor in (ANONYMOUS, make.actor("Ben", Role.READER)):
        with pytest.raises(Denied):
            reply(store, actor, note.id, "It is.")


@pytest.mark.parametrize("asked", [None, Motivation.COMMENTING, Motivation.QUESTIONING])
def test_a_changed_answer_stays_an_answer(store, bo, note, asked):
    """Whatever it is said to be, and for whom; other words are refused."""
    made = reply(store, bo, note.id, "It is.")
    changed = amend(store, bo, made.id, Change("It was.", (), asked, Visibility.PRIVATE), expected=1)
    assert (changed.motivation, changed.visibility, changed.reply_to) == (
        Motivation.REPLYING, Visibility.PUBLIC, note.id,
    )  # fmt: skip
    with pytest.raises(Refused):
        amend(store, bo, made.id, Change("It.", anchors=(Anchor(THERE, describe(TEXT, THERE)),)), expected=2)


def test_a_note_does_not_become_an_answer(store, ada, note, draft):
    """An answer is made by answering alone."""
    asked = make.again(draft, motivation=Motivation.REPLYING)
    assert annotate(store, ada, asked).motivation is Motivation.COMMENTING
    assert amend(store, ada, note.id, Change("x", (), Motivation.REPLYING), expected=1).motivation is (
        Motivation.COMMENTING
    )


@pytest.fixture
def thread(store, ada, bo, note):
    """Three answers, one below another, the middle one taken away."""
    first = reply(store, bo, note.id, "One.")
    second = reply(store, bo, first.id, "Two.")
    third = reply(store, ada, second.id, "Three.")
    withdraw(store, bo, second.id, expected=1)
    return [first.id, third.id]


def test_answers_are_for_whom_their_note_is(store, ada, bo, note, thread):
    """A note that becomes private takes its answers along, and brings them back."""
    amend(store, ada, note.id, Change("Hm.", visibility=Visibility.PRIVATE), expected=1)
    assert store.annotations.on(note.document) == []
    assert [each.id for each in store.annotations.on(note.document, viewer=bo)] == [thread[0]]
    with pytest.raises(NotHeld):
        seen(store, bo, thread[1])
    amend(store, ada, note.id, Change("Hm."), expected=2)
    assert len(store.annotations.on(note.document)) == 0
    amend(store, ada, note.id, Change("Hm.", visibility=Visibility.PUBLIC), expected=3)
    assert {each.id for each in store.annotations.on(note.document)} == {note.id, *thread}


def test_answers_move_with_their_note(store, ada, note, thread):
    """Their text and their versions stay as they are."""
    amend(store, ada, note.id, Change("Hm.", anchors=(Anchor(THERE, describe(TEXT, THERE)),)), expected=1)
    answers = [store.annotations.get(answer) for answer in thread]
    assert [(each.quote.exact, each.body, each.version) for each in answers] == [
        ("Yours", "One.", 1), ("Yours", "Three.", 1),
    ]  # fmt: skip


def test_answers_outlive_their_note(store, ada, note, thread):
    """What others wrote is not the author's to take away."""
    withdraw(store, ada, note.id, expected=1)
    assert [each.body for each in store.annotations.on(note.document)] == ["One.", "Three."]


def test_those_who_saw_a_note_are_told_that_it_changed(store, ada, bo, note, draft):
    """Also that it is no longer for them, once; of what is private from the first they hear nothing."""
    before = store.outbox.latest()
    told = lambda actor: store.annotations.changed(note.document, after=before, viewer=actor)  # noqa: E731
    private = annotate(store, ada, make.again(draft, visibility=Visibility.PRIVATE))
    assert (told(bo), told(ANONYMOUS), told(ada)) == (0, 0, 1)
    amend(store, ada, private.id, Change("Still mine."), expected=1)
    assert (told(bo), told(ada)) == (0, 1)
    amend(store, ada, note.id, Change("Mine now.", visibility=Visibility.PRIVATE), expected=1)
    assert (told(bo), told(ANONYMOUS)) == (1, 1)
    amend(store, ada, note.id, Change("Mine, again."), expected=2)
    assert (told(bo), told(ANONYMOUS)) == (0, 0)
