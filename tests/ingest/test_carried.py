"""A changed file is taken in: the notes on the document go along, each with what became of its words."""

from collections import Counter

import make
import pytest

from archive.anchored import tally
from archive.carrying import carry
from archive.marking import reply, withdraw

KEPT = "Our products meet the highest standards of the whole trade."
MOVED = "Nothing leaves this house unseen by at least two of the three of us."
CHANGED = "The cameras were sold in March to nobody who had ever asked for them."
TWICE = "A table of all the deliveries stands on the next sheet."
GONE = "A copy of all tokens was sent to Pellam every Sunday night."
BETWEEN = ["Quarrels about fish went on.", "The weather was as one expects it.", "Tea was served at four."]
FIRST = "\n\n".join([KEPT, BETWEEN[0], CHANGED, BETWEEN[1], TWICE, GONE, BETWEEN[2], MOVED])
SECOND = "\n\n".join(
    [MOVED, KEPT, BETWEEN[0], CHANGED.replace("March", "April"), BETWEEN[2], TWICE, "New.", BETWEEN[1], "Newer.", TWICE]
)
MARKED = {"kept": KEPT, "moved": MOVED, "changed": CHANGED, "ambiguous": TWICE, "gone": GONE}


@pytest.fixture
def notes(store, take_in):
    """A letter taken in, a note on each kind of words, one with an answer, and one that was taken away."""
    document = store.documents.get(take_in("letter.txt", FIRST.encode()).document)
    ada = make.person(store, "Ada")
    made = {name: make.note(store, ada, document, words, name) for name, words in MARKED.items()}
    reply(store, ada, made["kept"].id, "An answer.")
    withdraw(store, ada, make.note(store, ada, document, "Tea was served").id, expected=1)
    take_in("letter-2.txt", SECOND.encode(), revision_of=document.id)
    return document.id, made


def test_every_note_has_its_outcome(store, notes):
    """Five notes and an answer, one outcome each; sure ones stand on their very words."""
    document, made = notes
    carried = store.anchors.on(document, 2)
    told = {name: carried[note.id][0].anchored.outcome.value for name, note in made.items()}
    assert told == {name: name for name in MARKED}
    assert sum(tally(each for parts in carried.values() for each in parts).values()) == 6
    text = store.revisions.text(document, 2)
    assert [carried[made[name].id][0].span.of(text) for name in ("kept", "moved")] == [KEPT, MOVED]
    assert carried[made["changed"].id][0].span.of(text) == CHANGED.replace("March", "April")
    waiting = Counter(name for name, note in made.items() if carried[note.id][0].waits)
    assert set(waiting) == {"ambiguous", "gone"}
    assert [span.of(text) for span in carried[made["ambiguous"].id][0].anchored.candidates] == [TWICE, TWICE]


def test_the_earlier_revision_is_as_it_was(store, notes):
    """Its notes lie on their words there, in their versions."""
    document, _ = notes
    text = store.revisions.text(document, 1)
    assert {
        note.body: (note.span.of(text), note.version) for note in store.annotations.on(document, 1) if not note.reply_to
    } == {name: (words, 1) for name, words in MARKED.items()}
    assert store.annotations.on(document, 2) == []


def test_revision_after_revision(store, take_in, notes):
    """From where each stood for certain; what comes back is found again; nothing is done twice."""
    document, made = notes
    take_in(
        "letter-3.txt",
        (SECOND.replace("to nobody who", "to no one who") + f"\n\n{GONE}").encode(),
        revision_of=document,
    )
    third = {name: store.anchors.on(document, 3)[note.id][0] for name, note in made.items()}
    text = store.revisions.text(document, 3)
    assert third["changed"].span.of(text) == "The cameras were sold in April to no one who had ever asked for them."
    assert third["gone"].span.of(text) == GONE
    assert {name: third[name].span.of(text) for name in ("kept", "moved")} == {"kept": KEPT, "moved": MOVED}
    assert carry(store, document, 3) == []
    assert [len(parts) for parts in store.anchors.on(document).values()] == [2] * 6
