"""Saved searches: kept, renamed, let go."""

import make
import pytest

from archive.access import ANONYMOUS, Role
from archive.errors import Denied, NotHeld, Refused
from archive.saving import forget, rename, save
from archive.searches import NAME_LIMIT, QUERY_LIMIT, SEARCHES_LIMIT


@pytest.fixture
def ada(store):
    return make.person(store, role=Role.READER)


def test_a_search_is_kept_as_it_was_asked(store, ada):
    """Query, filters and name."""
    kept = save(store, ada, name="  Not\napproved ", query='"isn’t approved"', filters={"kind": "letter"})
    assert store.searches.get(kept.id) == kept
    assert (kept.name, kept.query, kept.filters) == ("Not approved", '"isn’t approved"', {"kind": "letter"})


def test_without_a_name_it_is_called_by_its_query(store, ada):
    """And a long one is cut."""
    assert save(store, ada, name="", query="x" * QUERY_LIMIT, filters={}).name == "x" * NAME_LIMIT


@pytest.mark.parametrize(
    ("query", "filters"),
    [("", {}), (" ", {}), ("x" * (QUERY_LIMIT + 1), {}), ("x", {"author": "y" * (QUERY_LIMIT + 1)}), ("\ud800", {})],
)
def test_what_cannot_be_asked_again_is_refused(store, ada, query, filters):
    """Nothing is kept."""
    with pytest.raises(Refused):
        save(store, ada, name="x", query=query, filters=filters)
    assert store.searches.on(ada.id) == []


def test_only_so_many_are_kept(store, ada):
    """One person cannot fill the archive."""
    for _ in range(SEARCHES_LIMIT):
        save(store, ada, name="x", query="y", filters={})
    with pytest.raises(Refused):
        save(store, ada, name="x", query="y", filters={})


def test_only_its_owner_changes_a_search(store, ada):
    """Others may ask it, no more; the anonymous keep none."""
    kept, other = save(store, ada, name="x", query="y", filters={}), make.actor("Bo")
    for refused in (lambda: rename(store, other, kept.id, name="z"), lambda: forget(store, other, kept.id)):
        with pytest.raises(Denied):
            refused()
    with pytest.raises(Denied):
        save(store, ANONYMOUS, name="x", query="y", filters={})
    assert store.searches.on(ada.id) == [kept]


def test_a_search_is_renamed_and_let_go(store, ada):
    """Each step in the audit log."""
    kept = save(store, ada, name="x", query="y", filters={})
    assert rename(store, ada, kept.id, name="z").name == store.searches.get(kept.id).name == "z"
    forget(store, ada, kept.id)
    with pytest.raises(NotHeld):
        store.searches.get(kept.id)
    assert [act for _, _, act, _ in store.audit.on(kept.id)] == ["save", "rename", "forget"]
