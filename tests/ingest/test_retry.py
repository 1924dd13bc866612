"""Reading a file once more."""

import io

import make
import pytest

from archive.documents import Page, PageState
from archive.jobs import JobState
from archive.provenance import Event, Outcome
from archive.settings import read_settings
from archive.spans import Span
from ingest.accession import Arrival, keep
from ingest.extract.extraction import Part
from ingest.orders import Order, order_of
from ingest.pipeline import Prepared, hand_over, prepare, settle
from ingest.reading import Bundle
from ingest.retry import failed, retry
from ingest.stages import Stages

SETTINGS = read_settings({})
LETTER = b"Dear Sir,\n\nThe answer is no.\n\nYours sincerely,\nIda"


@pytest.fixture
def broken(store):
    """Return a function that records a file whose first reading was stopped."""

    def come(name="letter.txt", content=LETTER, **order):
        arrival = Arrival(name, f"upload:{name}", "Ada", "deposit1")
        accession = keep(store, io.BytesIO(content), arrival, limit=1 << 20)
        hand_over(store, accession, Order(**order))
        (job,) = store.jobs.claim(1, token="t", at=store.clock.now(), until=store.clock.later(1))
        stopped = Event(accession.id, "extraction", Outcome.FAILURE, "too slow", store.clock.now(), code="timeout")
        store.accessions.record(stopped)
        store.jobs.finish(job, state=JobState.FAILED, result={}, at=store.clock.now())
        return accession

    return come


def carry_out(store, deposit):
    """Read everything that is asked for in a deposit, all prepared before any is stored, as the queue does."""
    at, until = store.clock.now(), store.clock.later(1)
    jobs = [job for job in store.jobs.claim(50, token="r", at=at, until=until) if job.deposit == deposit]
    looked_at = [prepare(store, store.accessions.get(job.accession), order_of(job.order), SETTINGS) for job in jobs]
    results = []
    for job, prepared in zip(jobs, looked_at, strict=True):
        with store.atomic():
            results.append(settle(store, prepared, deposit=deposit))
        store.jobs.finish(job, state=JobState.DONE, result={}, at=at)
    return results


def test_a_file_that_was_stopped_is_read_by_the_order_it_came_with(store, broken):
    """What was said of it is not forgotten."""
    accession = broken(sidecar={"title": "The refusal"})
    assert retry(store, [accession], deposit="again", actor="root") == {accession.id: "again"}
    (result,) = carry_out(store, "again")
    assert store.documents.get(result.document).description.title == "The refusal"
    assert store.accessions.get(accession.id).deposit == "deposit1"
    assert failed(store) == []


def test_a_description_that_could_not_be_used_is_left_out(store, broken):
    """Otherwise it would fail for ever."""
    accession = broken(fault="letter.meta.json cannot be used")
    retry(store, [accession], deposit="again", actor="root")
    assert [result.status.value for result in carry_out(store, "again")] == ["stored"]


def test_the_same_bytes_twice_stay_one_document(store, broken):
    """Though both arrivals failed and both are read again at once."""
    retry(store, [broken(), broken()], deposit="again", actor="root")
    results = carry_out(store, "again")
    assert sorted(result.status.value for result in results) == ["duplicate", "stored"]
    assert store.documents.count() == 1
    assert len(store.accessions.of(results[0].document)) == 2


def test_a_document_read_again_is_compared_with_itself(store, broken):
    """Nothing differs, nothing is added."""
    accession = broken()
    for deposit in ("second", "third"):
        retry(store, [store.accessions.get(accession.id)], deposit=deposit, actor="root")
        (result,) = carry_out(store, deposit)
    assert (result.status.value, store.documents.count()) == ("unchanged", 1)


def test_a_file_that_waits_already_is_not_asked_for_twice(store, broken):
    """The answer names the deposit in which it waits."""
    accession = broken()
    retry(store, [accession], deposit="second", actor="root")
    assert retry(store, [accession], deposit="third", actor="root") == {accession.id: "second"}
    assert [outcome for *_, outcome in store.audit.on(accession.id)] == ["done", "waits already"]


def test_what_is_found_inside_is_read_in_the_same_go(store, broken):
    """The members of a ZIP file that is read again wait in the deposit of the retry; they came in the first."""
    accession = broken("letters.zip", b"PK")
    arrival = Arrival("a.txt", "upload:letters.zip#a.txt", "Ada", accession.deposit, accession.id)
    part = keep(store, io.BytesIO(LETTER), arrival, limit=1 << 20)
    bundle = Bundle("application/zip", (Part("a.txt", LETTER),))
    prepared = Prepared(accession, Order(again=True), Stages(), reading=bundle, parts=((part, Order()),))
    settle(store, prepared, deposit="again")
    assert [job.deposit for job in store.jobs.about(part.id)] == ["again"]
    assert store.accessions.get(part.id).deposit == "deposit1"


def test_documents_with_pages_that_wait_need_ocr_too(store):
    """Not only files without any text."""
    half = make.keep(store, "One page\f", pages=(Page(1, "1", Span(0, 8)), _waiting(2, 9)))
    make.keep(store, "A letter that says “needs OCR”")
    accession = make.arrive(store, "half.pdf", document=half.id, original="0" * 64)
    whole = make.arrive(store, "whole.pdf", failed="needs-ocr")
    assert [found.id for found in failed(store, code="needs-ocr")] == [whole.id, accession.id]
    assert [found.id for found in failed(store)] == [whole.id]


def _waiting(number, at):
    return Page(number, str(number), Span(at, at), PageState.NEEDS_OCR)
