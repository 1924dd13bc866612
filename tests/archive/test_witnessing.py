"""Witnesses of one letter: who may group them, and which are likely."""

import make
import pytest

from archive.access import Role
from archive.errors import Denied, NotHeld, Refused
from archive.kinship import shared
from archive.witnessing import join, leave, likely

LETTER = " ".join(f"We answer question number {number} as follows, and no more." for number in range(30))
REVIEWER = make.actor("Cy", Role.REVIEWER)


def test_witnesses_are_joined_and_parted_by_reviewers_and_it_is_written_down(store):
    """Three stand together; each act is in the audit log of the document it was done to."""
    one, two, three = (make.keep(store, LETTER, title=title).id for title in ("Scan", "Page", "Mail"))
    join(store, REVIEWER, one, two)
    join(store, REVIEWER, three, two)
    assert set(store.witnesses.of(one)) == {two, three}
    leave(store, REVIEWER, two)
    assert store.witnesses.of(one) == [three]
    assert [(actor, act) for _, actor, act, _ in store.audit.on(two)] == [
        ("cy", "join witnesses"), ("cy", "join witnesses"), ("cy", "leave witnesses"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("actor", "other", "error"),
    [(make.actor("Ada"), "2", Denied), (REVIEWER, "1", Refused), (REVIEWER, "zzzzzzzz", NotHeld)],
)
def test_what_cannot_be_joined_is_refused(store, actor, other, error):
    """No right, itself, or nothing that is held."""
    held = {number: make.keep(store, LETTER).id for number in "12"}
    with pytest.raises(error):
        join(store, actor, held["1"], held.get(other, other))
    assert store.witnesses.of(held["1"]) == []


def test_who_stands_alone_cannot_leave(store):
    """Said, not passed over."""
    with pytest.raises(Refused, match="no group"):
        leave(store, REVIEWER, make.keep(store, LETTER).id)


def test_likely_witnesses_share_most_rows_of_words(store):
    """Of the same date or creator, not yet grouped; the best one first."""
    one = make.keep(store, LETTER)
    printed = make.keep(store, LETTER.replace(" ", "\n").replace("30", "thirty"), creator="")
    part = make.keep(store, f"Forwarded. {LETTER} Regards.", date="")
    make.keep(store, "Something else entirely, of the same day.")
    make.keep(store, LETTER, date="2030", creator="Somebody else")
    grouped = make.keep(store, LETTER)
    store.witnesses.join(one.id, grouped.id)
    assert [found.document.id for found in likely(store, one)] == [printed.id, part.id]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("", "", 0.0), ("", "a", 0.0), ("a b", "x a b y", 1.0), ("isn’t it", "ISN'T\nIT", 1.0), ("a b c", "c b a", 0.0)],
)
def test_the_share_is_that_of_the_shorter_text(one, other, share):
    """Either way round."""
    assert shared(one, other) == shared(other, one) == share
