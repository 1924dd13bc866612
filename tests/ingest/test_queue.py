"""The queue: nothing is lost, nothing is stored twice, one bad file harms no other."""

import io

import pytest

from archive.jobs import ATTEMPTS, JobState
from archive.settings import read_settings
from ingest import pipeline
from ingest.accession import Arrival, keep
from ingest.orders import Order
from ingest.pipeline import hand_over
from ingest.queue import Workers
from ingest.results import Status

SETTINGS = read_settings({}, workers=2)


@pytest.fixture
def deposit(store):
    """Return a function that hands texts over as files a.txt, b.txt, … of one deposit."""

    def give(*texts, **order):
        for name, text in zip("abcdefgh", texts, strict=False):
            arrival = Arrival(f"{name}.txt", f"file:///{name}.txt", "test", "deposit1")
            hand_over(store, keep(store, io.BytesIO(text.encode()), arrival, limit=1 << 20), Order(**order))

    return give


@pytest.fixture
def work(store):
    """Return a function that works the queue off and gives the results by name."""

    def run():
        told = []
        workers = Workers(store, SETTINGS, told.extend)
        workers.run("deposit1", more=lambda: False)
        workers.close()
        return {finished.result.name: finished.result for finished in told}

    return run


def test_a_deposit_is_worked_off(store, deposit, work):
    """Every file has a result, and the queue says so."""
    deposit("Some words.", "Other words.", "")
    results = work()
    assert [results[name].status for name in ("a.txt", "b.txt", "c.txt")] == [
        Status.STORED, Status.STORED, Status.FAILED,
    ]  # fmt: skip
    (progress,) = store.jobs.progress(deposit="deposit1")
    assert (progress.total, progress.done, progress.failed, progress.finished) == (3, 2, 1, True)


def test_the_same_bytes_at_once_are_one_document(store, deposit, work):
    """Whoever comes second joins the first."""
    deposit(*["The very same words."] * 8)
    counted = sorted(result.status.value for result in work().values())
    assert counted == ["duplicate"] * 7 + ["stored"]
    assert store.documents.count() == 1


def test_a_dead_holders_jobs_are_taken_over(store, deposit, work, moment):
    """When its lease has run out, not before."""
    deposit("Some words.")
    now, until = store.clock.now(), store.clock.later(1)
    assert len(store.jobs.claim(5, token="dead", at=now, until=until)) == 1
    assert not store.jobs.waiting(at=now)
    moment.advance(2)
    assert work()["a.txt"].status is Status.STORED


def test_an_older_holder_may_not_store(store, deposit, moment):
    """Its token no longer fits."""
    deposit("Some words.")
    (old,) = store.jobs.claim(1, token="old", at=store.clock.now(), until=store.clock.later(1))
    moment.advance(2)
    (new,) = store.jobs.claim(1, token="new", at=store.clock.now(), until=store.clock.later(1))
    assert (store.jobs.holds(old), store.jobs.holds(new)) == (False, True)


def test_a_job_that_kills_its_process_again_and_again_is_given_up(store, deposit, work, moment):
    """And says so, as a failure of its accession."""
    deposit("Some words.")
    for _ in range(ATTEMPTS):
        store.jobs.claim(1, token="dies", at=store.clock.now(), until=store.clock.later(1))
        moment.advance(2)
    assert work()["a.txt"].code == "given-up"
    assert [event.code for _, event in store.accessions.failures(limit=5)] == ["given-up"]


def test_what_is_given_back_was_not_begun(store, deposit):
    """An orderly end costs no attempt."""
    deposit("Some words.")
    store.jobs.claim(1, token="mine", at=store.clock.now(), until=store.clock.later(1))
    store.jobs.release("mine")
    (job,) = store.jobs.of("deposit1", limit=5)
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def test_a_fault_in_the_program_is_one_files_failure(store, deposit, work, monkeypatch):
    """The extractor stumbles over one file; the other is stored."""
    read = pipeline.read

    def stumble(path, *, file_name, **rest):
        if file_name == "a.txt":
            raise ZeroDivisionError
        return read(path, file_name=file_name, **rest)

    monkeypatch.setattr(pipeline, "read", stumble)
    deposit("Some words.", "Other words.")
    results = work()
    assert (results["a.txt"].code, results["b.txt"].status) == ("fault", Status.STORED)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"fault": "broken"}, "bad-metadata"),
        ({"revision_of": "zzzzzzzz"}, "no-such-document"),
        ({"depth": 9}, "too-deep"),
    ],
)
def test_an_order_that_cannot_be_followed_is_said(deposit, work, order, code):
    """Before the file is read."""
    deposit("Some words.", **order)
    assert work()["a.txt"].code == code


def test_reading_again_makes_a_revision_only_where_something_differs(store, deposit, work):
    """The same bytes by the same means are the same text."""
    deposit("Some words.")
    first = work()["a.txt"]
    (accession,) = store.accessions.of(first.document)
    pipeline.ask(store, accession, Order(again=True))
    assert work()["a.txt"].status is Status.UNCHANGED
    assert store.documents.get(first.document).newest == 1


def test_a_retry_of_bytes_that_came_in_otherwise_meanwhile_joins_them(store, take_in, work):
    """A failed arrival whose bytes are a document by now is no second document."""
    failed = take_in("a.txt", b"The same words.", fault="a broken sidecar")
    assert failed.status is Status.FAILED
    stored = take_in("b.txt", b"The same words.")
    ((accession, _event),) = store.accessions.failures(limit=5)
    pipeline.ask(store, accession, Order(again=True))
    assert work()["a.txt"].document == stored.document
    assert store.documents.count() == 1
