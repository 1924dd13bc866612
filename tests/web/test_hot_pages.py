"""Pages that list things ask the database as often for many rows as for few."""

import make
import pytest

from archive.access import Role
from archive.documents import Kind
from archive.jobs import Job
from archive.ledgers import Cause, Find
from archive.quotations import Quotation, QuotationKind
from archive.searches import SavedSearch
from archive.setting_aside import set_aside
from archive.spans import Span
from archive.verdicts import Verdict

TEXT = "😀 It was said that “no lamp was lit”."
QUOTATION = Quotation(0, Span(20, 35), Span(19, 36), QuotationKind.INLINE)
PAGES = ("/documents", "/documents?review=yes", "/timeline", "/readyz", "/finds", "/finds.atom")
PAGES += ("/ingest", "/ingest?aside=yes", "/ingest/deposit1", "/searches", "/tags", "/reviews", "/annotations")
OF_A_DOCUMENT = ("", "/witnesses", "/annotations/", "/annotations.csv", "/quoted", "/places")


@pytest.fixture
def hub(store):
    """The document that the notes are on, with which the others are grouped."""
    return make.keep(store, TEXT, title="Lamps")


@pytest.fixture
def fill(store, curator, hub):
    """Return a function that puts so many rows more onto every page."""
    cy = make.actor("Cy", Role.REVIEWER)

    def more(number):
        key, now = make.keep(store, TEXT, title=f"No. {number}", kind=Kind.ARTICLE).id, store.clock.now()
        store.quotations.add(key, 1, [QUOTATION], detection="1", complete=True)
        store.finds.add([Find(0, now, (key, 1, 0), Cause.ARRIVAL, Verdict.NOT_FOUND, Verdict.EXACT)])
        for deposit in ("deposit1", f"deposit {key}"):
            arrived = make.arrive(store, f"{deposit}.pdf", failed="encrypted")
            store.jobs.add(Job(deposit, arrived.id, {}, now))
        set_aside(store, make.arrive(store, f"{key}.pdf", failed="encrypted"), reason=f"No key {key}.", actor=cy)
        store.searches.add(SavedSearch(store.clock.new_id(), "cy", "Lamps", "lamp", {"in": key}, now))
        make.note(store, make.person(store, f"Bo {key}"), hub, "lamp", "Is it?", tags=(f"tag {key}",))
        store.witnesses.join(hub.id, key)

    return lambda count: [more(number) for number in range(count)]


def test_more_rows_are_not_more_questions_to_the_database(curator, fill, hub, questions):
    """Two or nine of everything that is listed."""
    pages = [*PAGES, *(f"/documents/{hub.id}{each}" for each in OF_A_DOCUMENT)]
    fill(2)
    assert {curator.get(each).status_code for each in pages} == {200}
    few = {each: questions(lambda each=each: curator.get(each)) for each in pages}
    fill(7)
    assert {each: questions(lambda each=each: curator.get(each)) for each in pages} == few


def test_a_search_asks_nothing_about_annotations_twice(curator, fill, room, questions):
    """What is annotated is asked for again only when something was committed: as many questions for nine as for two."""

    def asked():
        room.catch_up()
        told = curator.get("/search?q=lamp").get_data(as_text=True)
        return told.count("with annotations"), questions(lambda: curator.get("/search?q=lamp"))

    fill(2)
    few = asked()
    fill(7)
    assert asked() == few
    assert few[0] == 1


def test_each_row_has_what_is_its_own(curator, fill, store):
    """Though it was asked for together: a find its words, a deposit its file, a search its document."""
    fill(2)
    keys = [each for each in store.documents.ids() if store.quotations.count(each, 1)]
    told = {each: curator.get(each).get_data(as_text=True) for each in ("/finds", "/ingest", "/searches")}
    aside = curator.get("/ingest?aside=yes").get_data(as_text=True)
    assert told["/finds"].count("“no lamp was lit”") == 2
    assert told["/searches"].count("in: No. 0") == told["/searches"].count("in: No. 1") == 1
    assert len(keys) == 2
    for key in keys:
        assert f"deposit {key}.pdf</a>" in told["/ingest"]
        assert f"No key {key} — Cy, " in aside
