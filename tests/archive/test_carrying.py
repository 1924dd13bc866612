"""Annotations are carried over to a new revision; what is doubtful waits for a person."""

import make
import pytest

from archive.access import Role
from archive.anchored import tally
from archive.anchoring import Outcome
from archive.annotations import Anchor, Visibility
from archive.carrying import carry, carry_due, decide
from archive.errors import Denied, NotHeld, Refused
from archive.marking import Change, Draft, amend, annotate, withdraw
from archive.selectors import describe
from archive.spans import Span

OLD = (
    "We hold our products to the highest standards of the trade.\n\n"
    "The cameras were sold in March to nobody who asked for them.\n\n"
    "Nothing leaves this house unseen by at least two of us.\n\n"
    "A copy of all tokens was sent to Pellam every Sunday night."
)
NEW = (
    "Nothing leaves this house unseen by at least two of us.\n\n"
    "A word of our own stands before all the rest of it here.\n\n"
    "We hold our products to the highest standards of the trade.\n\n"
    "The cameras were sold in April to nobody who asked for them."
)
MARKED = {
    "kept": "our products to the highest standards",
    "moved": "Nothing leaves this house unseen by at least two of us.",
    "changed": "The cameras were sold in March to nobody who asked",
    "gone": "A copy of all tokens was sent to Pellam every Sunday night.",
}


@pytest.fixture
def ada(store):
    return make.person(store, "Ada")


@pytest.fixture
def document(store):
    return make.keep(store, OLD)


def revise(store, document, text):
    """Add a revision with this text and carry the annotations over to it, as taking a file in does."""
    advanced = make.revise(store, store.documents.get(document.id), text)
    return carry(store, document.id, advanced.newest)


def mark(store, person, document, words, text=OLD, **more):
    span = Span(text.index(words), text.index(words) + len(words))
    return annotate(store, person, Draft(document.id, 1, span, describe(text, span), "", **more))


def test_every_passage_has_one_outcome(store, ada, document):
    """What stayed, went elsewhere, lost a word, or is no more: each is called so, and none is missing."""
    notes = {name: mark(store, ada, document, words) for name, words in MARKED.items()}
    carried = {each.annotation: each for each in revise(store, document, NEW)}
    told = {name: carried[note.id].anchored.outcome for name, note in notes.items()}
    assert told["gone"] is Outcome.GONE
    assert told["changed"] is Outcome.CHANGED
    assert {told["kept"], told["moved"]} <= {Outcome.KEPT, Outcome.MOVED}
    assert sum(tally(carried.values()).values()) == len(notes)


def test_a_sure_place_has_the_very_words(store, ada, document):
    """And the earlier revision keeps its own."""
    note = mark(store, ada, document, MARKED["moved"])
    (carried,) = revise(store, document, NEW)
    assert carried.span.of(NEW) == MARKED["moved"]
    assert store.annotations.get(note.id).span.of(OLD) == MARKED["moved"]


def test_what_is_gone_waits_and_is_kept(store, ada, document):
    """It has no place, it is not lost, and it can be told to stand nowhere."""
    note = mark(store, ada, document, MARKED["gone"])
    (carried,) = revise(store, document, NEW)
    assert (carried.waits, carried.span) == (True, None)
    settled = decide(store, ada, note.id, 2, 0, None)
    assert (settled.waits, settled.span, settled.settled_by) == (False, None, "ada")
    assert store.annotations.get(note.id).quote.exact == MARKED["gone"]


def test_a_person_says_where_it_stands(store, ada, document):
    """Only where the words they saw stand; other words are called changed, the same ones moved."""
    note = mark(store, ada, document, MARKED["gone"])
    revise(store, document, NEW)
    span = Span(NEW.index("A word of our own"), NEW.index("A word of our own") + 17)
    with pytest.raises(Refused):
        decide(store, ada, note.id, 2, 0, span, exact="A word of their own")
    decided = decide(store, ada, note.id, 2, 0, span, exact="A word of our own")
    assert (decided.anchored.outcome, decided.span) == (Outcome.CHANGED, span)
    assert store.anchors.on(document.id, 2)[note.id] == [decided]


def test_strangers_do_not_decide(store, ada, document):
    """The author may and reviewers may; nobody may of a passage that there is not."""
    note = mark(store, ada, document, MARKED["gone"])
    revise(store, document, NEW)
    with pytest.raises(Denied):
        decide(store, make.person(store, "Bo"), note.id, 2, 0, None)
    assert decide(store, make.person(store, "Cy", Role.REVIEWER), note.id, 2, 0, None).settled_by == "cy"
    with pytest.raises(NotHeld):
        decide(store, ada, note.id, 2, 1, None)


def test_each_passage_of_a_note_goes_its_own_way(store, ada, document):
    """One may be gone while the other stays."""
    words = MARKED["gone"]
    span = Span(OLD.index(words), OLD.index(words) + len(words))
    mark(store, ada, document, MARKED["kept"], further=(Anchor(span, describe(OLD, span)),))
    carried = revise(store, document, NEW)
    assert [(each.part, each.anchored.outcome is Outcome.GONE) for each in carried] == [(0, False), (1, True)]


def test_a_third_revision_starts_from_where_it_was_found_last(store, ada, document):
    """Words that were changed once are followed on; those without a sure place are sought from their own revision."""
    mark(store, ada, document, MARKED["changed"])
    mark(store, ada, document, MARKED["gone"])
    revise(store, document, NEW)
    changed, gone = sorted(revise(store, document, f"{NEW}\n\n{MARKED['gone']}"), key=lambda each: each.span)
    assert changed.span.of(NEW) == MARKED["changed"].replace("March", "April")
    assert changed.anchored.outcome is Outcome.KEPT
    assert (gone.anchored.outcome, gone.revision) == (Outcome.KEPT, 3)


def test_nothing_is_carried_twice(store, ada, document):
    """What a person decided is not found anew."""
    note = mark(store, ada, document, MARKED["gone"])
    revise(store, document, NEW)
    decide(store, ada, note.id, 2, 0, None)
    assert carry(store, document.id, 2) == []
    carry_due(store)
    assert store.anchors.on(document.id, 2)[note.id][0].settled_by == "ada"


def test_what_is_put_on_other_words_is_sought_again(store, ada, document):
    """Its old places are no longer its places."""
    note = mark(store, ada, document, MARKED["gone"])
    revise(store, document, NEW)
    span = Span(OLD.index("We hold"), OLD.index("We hold") + 20)
    amend(store, ada, note.id, Change("", anchors=(Anchor(span, describe(OLD, span)),)), expected=1)
    assert store.anchors.on(document.id, 2) == {}
    carry_due(store)
    assert store.anchors.on(document.id, 2)[note.id][0].span.of(NEW) == span.of(OLD)


def test_private_notes_are_carried_and_those_taken_away_are_not(store, ada, document):
    """Whoever sees them."""
    private = mark(store, ada, document, MARKED["kept"], visibility=Visibility.PRIVATE)
    withdraw(store, ada, mark(store, ada, document, MARKED["moved"]).id, expected=1)
    assert [each.annotation for each in revise(store, document, NEW)] == [private.id]


def test_search_finds_notes_where_they_stand_now(store, ada, document):
    """In the newest revision, by their tags; not where a person must first look."""
    mark(store, ada, document, MARKED["moved"], tags=("house",))
    mark(store, ada, document, MARKED["gone"], tags=("tokens",))
    assert {tags for _, tags in store.passages.annotated().tags} == {("house",), ("tokens",)}
    revise(store, document, NEW)
    assert store.passages.annotated().tags == ((f"{document.id}@2#0", ("house",)),)
