"""Who sees an annotation, by every way in which the archive gives one; and how it stood before."""

import make
import pytest

from archive.access import ANONYMOUS, Role
from archive.annotations import PASSAGES_LIMIT, Anchor, Visibility
from archive.errors import NotHeld, Refused
from archive.marking import MARKS_LIMIT, Change, Draft, amend, annotate, mark_all, withdraw
from archive.selectors import describe
from archive.sight import seen, sees, versions
from archive.spans import Span
from archive.store.annotations import Sought
from index.annotations import find
from index.parsing import parse
from index.query import Among, Marked
from index.resolving import resolved

TEXT = "We note that the shipment isn’t approved.\n\nYours, Ida Brandt\n\nP.S. Burn this."
SHIPMENT, YOURS, BURN = (Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in ("shipment", "Yours", "Burn"))
VIEWERS = {"visitor": ANONYMOUS, "reader": make.actor("Ben", Role.READER), "admin": make.actor("Root", Role.ADMIN)}


@pytest.fixture
def ada(store):
    return make.person(store, "Ada")


@pytest.fixture
def draft(store):
    document = make.keep(store, TEXT)
    return Draft(document.id, 1, SHIPMENT, describe(TEXT, SHIPMENT), "Is that so?", ("dates",))


def anchor(span):
    return Anchor(span, describe(TEXT, span))


def ways(store, viewer, document):
    """Return by how many annotations each way of reading answers."""
    sought = Sought(viewer, document)
    return {
        len(store.annotations.on(document, viewer=viewer)),
        len(store.annotations.on(document, 1, viewer=viewer)),
        len(store.annotations.latest(sought, limit=9)),
        len(store.annotations.arrived(sought, limit=9)),
        store.annotations.count(sought),
        len(store.passages.annotated(viewer=viewer).ids),
        len(resolved(store, Marked("tag", "dates"), viewer).passages),
        len(resolved(store, Marked("user", "Ada"), viewer).passages),
        find(store, parse("shipment"), viewer=viewer).total,
        find(store, parse("tag:dates"), viewer=viewer).total,
        sum(count for _, count in store.listed_tags.used(viewer)),
        store.annotations.changed(document, after=0, viewer=viewer),
    }


@pytest.mark.parametrize(
    ("visibility", "told"),
    [
        (Visibility.PUBLIC, {"visitor": 1, "reader": 1, "admin": 1}),
        (Visibility.TEAM, {"visitor": 0, "reader": 1, "admin": 1}),
        (Visibility.PRIVATE, {"visitor": 0, "reader": 0, "admin": 0}),
    ],
)
def test_every_way_shows_an_annotation_to_the_same_people(store, ada, draft, visibility, told):
    """Its author by all, others by all or by none; an administrator is no exception."""
    note = annotate(store, ada, make.again(draft, visibility=visibility))
    assert ways(store, ada, draft.document) == {1}
    for name, viewer in VIEWERS.items():
        assert ways(store, viewer, draft.document) == {told[name]}, name
        assert sees(viewer, note) == bool(told[name])
        if not told[name]:
            with pytest.raises(NotHeld):
                seen(store, viewer, note.id)


def test_that_a_private_note_was_taken_away_is_told_to_its_author_alone(store, ada, draft):
    """To others it has never been there."""
    note = annotate(store, ada, make.again(draft, visibility=Visibility.PRIVATE))
    withdraw(store, ada, note.id, expected=1)
    assert store.annotations.was_removed(note.id, viewer=ada)
    assert not any(store.annotations.was_removed(note.id, viewer=viewer) for viewer in VIEWERS.values())


def test_earlier_versions_are_for_those_who_saw_them(store, ada, draft):
    """What was private once stays so, with all who see the note now; its author has all of it."""
    note = annotate(store, ada, make.again(draft, visibility=Visibility.PRIVATE, body="Raw."))
    amend(store, ada, note.id, Change("For us.", visibility=Visibility.TEAM), expected=1)
    amend(store, ada, note.id, Change("For all.", ("x",), visibility=Visibility.PUBLIC), expected=2)
    told = {name: [each.body for each in versions(store, viewer, note.id)] for name, viewer in VIEWERS.items()}
    assert told == {"visitor": [], "reader": ["For us."], "admin": ["For us."]}
    first, second = versions(store, ada, note.id)
    assert (first.version, first.body, first.tags, first.visibility) == (1, "Raw.", ("dates",), Visibility.PRIVATE)
    assert (second.version, second.anchors) == (2, (anchor(SHIPMENT),))
    withdraw(store, ada, note.id, expected=3)
    assert store.annotations.versions(note.id) == []


def test_one_annotation_marks_several_passages(store, ada, draft):
    """In the order given, each held against the text, each found by search."""
    note = store.annotations.get(annotate(store, ada, make.again(draft, further=(anchor(BURN), anchor(YOURS)))).id)
    assert [each.quote.exact for each in note.anchors] == ["shipment", "Burn", "Yours"]
    assert sorted(store.passages.annotated().ids) == [f"{draft.document}@1#{number}" for number in range(3)]
    assert isinstance(resolved(store, Marked("tag", "dates")), Among)


@pytest.mark.parametrize(
    "further",
    [
        (anchor(SHIPMENT),),
        (anchor(YOURS), anchor(YOURS)),
        (Anchor(YOURS, describe(TEXT, BURN)),),
        (Anchor(Span(0, 900), describe(TEXT, BURN)),),
        tuple(anchor(Span(at // 2, at // 2 + 9 + at % 2)) for at in range(PASSAGES_LIMIT)),
    ],
    ids=["first again", "twice", "other words", "past the end", "too many"],
)
def test_passages_that_do_not_hold_are_refused_and_nothing_is_stored(store, ada, draft, further):
    """Not even those that do."""
    with pytest.raises(Refused):
        annotate(store, ada, make.again(draft, further=further))
    assert store.annotations.on(draft.document) == []


def test_several_marks_are_made_together_or_not_at_all(store, ada, draft):
    """One that does not hold, or one too many, and none is there; nor in any record."""
    wrong = make.again(draft, quote=describe(TEXT, BURN))
    for drafts in ([draft, wrong], [draft, make.again(draft, revision=9)], [draft] * (MARKS_LIMIT + 1)):
        before = store.outbox.latest()
        with pytest.raises((Refused, NotHeld)):
            mark_all(store, ada, drafts)
        assert (store.annotations.on(draft.document), store.outbox.latest()) == ([], before)
    made = mark_all(store, ada, [draft, make.again(draft, span=BURN, quote=describe(TEXT, BURN))])
    assert [note.id for note in store.annotations.on(draft.document)] == [note.id for note in made]
