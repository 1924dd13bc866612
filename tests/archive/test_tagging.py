"""The list of tags that reviewers have agreed on."""

import make
import pytest

from archive.access import Role
from archive.annotations import Visibility
from archive.errors import Denied, NotHeld, Refused
from archive.marking import Change, Draft, amend, annotate
from archive.selectors import describe
from archive.spans import Span
from archive.tagging import list_tag, unlist_tag
from archive.tags import MEANING_LENGTH, Colour, ListedTag


@pytest.fixture
def cy(store):
    return make.person(store, "Cy", Role.REVIEWER)


@pytest.fixture
def draft(store):
    text = "The shipment isn’t approved."
    document = make.keep(store, text)
    return Draft(document.id, 1, Span(4, 12), describe(text, Span(4, 12)), "", tags=("Quality",))


def test_a_tag_is_listed_once_whatever_its_spelling(store, cy):
    """A second spelling takes the place of the first."""
    list_tag(store, cy, "quality", Colour.RED, "")
    list_tag(store, cy, " Quality ", Colour.BLUE, "How  good it is.")
    assert store.listed_tags.all() == [ListedTag("Quality", Colour.BLUE, "How good it is.")]


def test_a_tag_is_taken_off_and_marks_keep_it(store, cy, draft):
    """What is not on the list cannot be taken off it."""
    list_tag(store, cy, "quality", Colour.RED, "")
    note = annotate(store, cy, draft)
    unlist_tag(store, cy, "QUALITY")
    assert (store.listed_tags.all(), store.annotations.get(note.id).tags) == ([], ("Quality",))
    with pytest.raises(NotHeld):
        unlist_tag(store, cy, "quality")


@pytest.mark.parametrize(
    ("label", "meaning"), [("", ""), ("a,b", ""), ("x" * 81, ""), ("a", "x" * (MEANING_LENGTH + 1))]
)
def test_what_is_no_tag_is_not_listed(store, cy, label, meaning):
    """Nothing is stored of it."""
    with pytest.raises(Refused):
        list_tag(store, cy, label, Colour.NONE, meaning)
    assert store.listed_tags.all() == []


def test_annotators_do_not_change_the_list(store):
    """It is the reviewers'."""
    with pytest.raises(Denied):
        list_tag(store, make.person(store, "Ada"), "quality", Colour.NONE, "")


def test_where_only_listed_tags_are_allowed_others_are_refused(store, cy, draft):
    """Those that a note had before may stay."""
    with pytest.raises(Refused):
        annotate(store, cy, draft, listed=True)
    note = annotate(store, cy, draft)
    list_tag(store, cy, "dates", Colour.NONE, "")
    assert amend(store, cy, note.id, Change("", ("Quality", "dates")), expected=1, listed=True).tags == (
        "Quality",
        "dates",
    )
    with pytest.raises(Refused):
        amend(store, cy, note.id, Change("", ("other",)), expected=2, listed=True)


def test_tags_of_notes_that_one_does_not_see_are_not_told(store, cy, draft):
    """Neither the tag nor that it is used once more."""
    annotate(store, cy, make.again(draft, visibility=Visibility.PRIVATE, tags=("secret", "Quality")))
    annotate(store, cy, draft)
    assert store.listed_tags.used(make.actor("Ada")) == [("Quality", 1)]
    assert store.listed_tags.used(cy) == [("Quality", 2), ("secret", 1)]
