"""Correcting a description, and taking it back."""

import make
import pytest

from archive.access import Role
from archive.describing import correct, revert
from archive.errors import Conflict, Denied, Refused
from archive.findings import Finding, Origin
from archive.spans import Span

TEXT = "Toll Office\n\nDear Bo,\n\nPay.\n\nYours,\nIda Brandt"
FOUND = (
    Finding("title", "Toll Office", Origin.TEXT, 30, "first line", Span(0, 11)),
    Finding("creator", "Ida Brandt", Origin.TEXT, 80, "signature", Span(37, 47)),
    Finding("recipient", "Bo", Origin.TEXT, 40, "greeting", Span(18, 20)),
)


@pytest.fixture
def ada(store):
    return make.person(store, "Ada", Role.REVIEWER)


@pytest.fixture
def letter(store):
    return make.keep(store, TEXT, title="Toll Office", date="", findings=FOUND)


def test_a_correction_is_kept_written_down_and_told_to_the_index(store, ada, letter):
    """The old and the new value stand in the audit log."""
    before = store.outbox.latest()
    changed = correct(store, ada, letter.id, {"title": "  New \n tolls ", "kind": "report"})
    assert store.documents.get(letter.id) == changed
    assert (changed.description.title, changed.description.kind.value) == ("New tolls", "report")
    assert [made.field for made in store.corrections.of(letter.id)] == ["kind", "title"]
    assert store.audit.on(letter.id)[0][1:] == ("ada", "describe", 'title: "Toll Office" → "New tolls"')
    assert store.outbox.latest() == before + 1


def test_what_does_not_change_is_no_correction(store, ada, letter):
    """Saving a form as it was freezes nothing."""
    assert correct(store, ada, letter.id, {"title": "Toll Office", "creator": "Ida Brandt"}) == letter
    assert store.corrections.of(letter.id) == []
    assert store.audit.on(letter.id) == []


def test_emptying_a_field_says_that_it_is_unknown(store, ada, letter):
    """A wrong author is worse than none."""
    assert correct(store, ada, letter.id, {"creator": ""}).description.creator == ""
    assert store.corrections.of(letter.id)[0].value == ""


def test_taking_back_gives_what_was_found(store, ada, letter):
    """Values that were too doubtful to be used stay unused; other corrections stay."""
    correct(store, ada, letter.id, {"creator": "Bo Other", "recipient": "Bo Bystander", "title": "New tolls"})
    revert(store, ada, letter.id, "recipient")
    described = revert(store, ada, letter.id, "creator").description
    assert (described.creator, described.recipient, described.title) == ("Ida Brandt", "", "New tolls")
    assert [made.field for made in store.corrections.of(letter.id)] == ["title"]
    assert store.audit.on(letter.id)[-1][2:] == ("describe: revert", 'creator: "Bo Other" → "Ida Brandt"')


def test_a_doubtful_title_is_found_all_the_same(store, ada, letter):
    """A document must be called something."""
    correct(store, ada, letter.id, {"title": "New tolls"})
    assert revert(store, ada, letter.id, "title").description.title == "Toll Office"


@pytest.mark.parametrize(
    "told",
    [
        {"title": " "},
        {"title": "x" * 301},
        {"title": "bell \x07"},
        {"creator": "x" * 2001},
        {"date": "14.3.2031"},
        {"date": "2031-02-30"},
        {"kind": "poem"},
        {"source_url": "javascript:alert(1)"},
        {"language": "?"},
        {"shelfmark": "A 12"},
    ],
)
def test_what_cannot_be_right_is_refused_whole(store, ada, letter, told):
    """Nothing is changed, not even the field that was right."""
    with pytest.raises(Refused):
        correct(store, ada, letter.id, {"publisher": "The Lantern"} | told)
    assert store.documents.get(letter.id) == letter


def test_somebody_else_was_faster(store, ada, letter):
    """A field that moved under the person's hands is a conflict, and nothing is changed."""
    correct(store, ada, letter.id, {"creator": "Bo Other"})
    with pytest.raises(Conflict, match="the creator"):
        correct(
            store,
            ada,
            letter.id,
            {"creator": "Cy Third", "date": "2031"},
            seen={"creator": "Ida Brandt", "date": ""},
        )
    assert store.documents.get(letter.id).description.date == ""


def test_two_people_may_correct_two_fields(store, ada, letter):
    """What a person left as they saw it is not theirs to put back."""
    correct(store, ada, letter.id, {"creator": "Bo Other"})
    seen = {"creator": "Ida Brandt", "date": ""}
    described = correct(store, ada, letter.id, {"creator": "Ida Brandt", "date": "2031"}, seen=seen).description
    assert (described.creator, described.date) == ("Bo Other", "2031")


def test_only_those_with_the_right_may(store, ada, letter):
    """Annotators mark; they do not describe."""
    for act in (
        lambda who: correct(store, who, letter.id, {"date": "2031"}),
        lambda who: revert(store, who, letter.id, "date"),
    ):
        with pytest.raises(Denied):
            act(make.actor("Bo", Role.ANNOTATOR))


def test_nothing_is_taken_back_that_was_not_corrected_or_not_found(store, ada, letter):
    """Said in a sentence."""
    with pytest.raises(Refused, match="not corrected"):
        revert(store, ada, letter.id, "date")
    old = make.keep(store, TEXT, title="Old")
    correct(store, ada, old.id, {"title": "New"})
    with pytest.raises(Refused, match="not on record"):
        revert(store, ada, old.id, "title")
    assert store.documents.get(old.id).description.title == "New"
