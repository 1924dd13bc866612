"""The queue: nothing is lost, nothing is stored twice, one bad file harms no other."""

import io
import threading
import time
import zipfile
from contextlib import closing
from dataclasses import replace

import make
import pytest

from archive.errors import NoRoom
from archive.jobs import ATTEMPTS, JobState
from archive.settings import read_settings
from ingest import pipeline, queue
from ingest.accession import Arrival, keep
from ingest.holders import Holder
from ingest.orders import Order
from ingest.pipeline import hand_over
from ingest.queue import Workers
from ingest.results import Status

SETTINGS = read_settings({}, workers=2)


def kept(store, text, arrival):
    return keep(store, io.BytesIO(text.encode()), arrival, limit=1 << 20)


@pytest.fixture
def deposit(store):
    """Return a function that hands texts over as files a.txt, b.txt, … of one deposit."""

    def give(*texts, **order):
        for name, text in zip("abcdefgh", texts, strict=False):
            arrival = Arrival(f"{name}.txt", f"file:///{name}.txt", "test", "deposit1")
            hand_over(store, kept(store, text, arrival), Order(**order))

    return give


@pytest.fixture
def work(store):
    """Return a function that works the queue off and gives the results by name."""

    def run():
        told = []
        workers = Workers(store, SETTINGS, told.extend)
        with closing(workers):
            workers.run("deposit1", more=lambda: False)
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
    assert (store.jobs.held(old), store.jobs.held(new)) == (None, new)


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


def test_a_job_given_up_is_nobodys_any_more(store, deposit, moment):
    """Who finished it meanwhile is not contradicted."""
    deposit("Some words.")
    for _ in range(ATTEMPTS):
        (job,) = store.jobs.claim(1, token="slow", at=store.clock.now(), until=store.clock.later(1))
        moment.advance(2)
    told = []
    workers = Workers(store, SETTINGS, told.extend)
    exhausted = store.jobs.exhausted(at=store.clock.now())
    store.jobs.finish(job, state=JobState.DONE, result={}, at=store.clock.now())
    workers._give_up(store.clock.now())
    workers.close()
    assert (len(exhausted), told, store.jobs.about(job.accession)[0].state) == (1, [], JobState.DONE)


def test_an_order_of_another_version_is_said(store, deposit, work):
    """It is not followed in part."""
    deposit("Some words.")
    (job,) = store.jobs.of("deposit1", limit=1)
    store.jobs.add(replace(job, order={"in_one_go": True}, number=0))
    work()
    assert "another version" in store.jobs.about(job.accession)[1].result["reason"]


def test_the_queue_in_the_background_outlives_a_fault_of_the_record(store, deposit, monkeypatch):
    """A full disk, say: later it goes on."""
    faults = iter([OSError("disk full")])
    monkeypatch.setattr(queue, "_PAUSE_SECONDS", 0)
    stored = threading.Event()

    def told(finished):
        for fault in faults:
            raise fault
        if finished:
            stored.set()

    workers = Workers(store, SETTINGS, told)
    deposit("Some words.")
    workers.wake()
    assert stored.wait(60)
    workers.close()


def test_an_idle_queue_tells_of_what_others_stored(store):
    """The index of a server is brought up to date at once, whoever was killed before it could."""
    told = threading.Event()
    workers = Workers(store, SETTINGS, lambda _: told.set())
    workers.wake()
    assert told.wait(60)
    workers.close()


def test_what_a_dead_process_held_is_free_at_once(store, deposit, work):
    """And the file that stood for it is gone."""
    deposit("Some words.")
    (store.folder / "at-work").mkdir()
    for name in ("holding", "idle"):
        (store.folder / "at-work" / f"{name}.lock").touch()
    store.jobs.claim(1, token="holding", at=store.clock.now(), until=store.clock.later(60))
    assert work()["a.txt"].status is Status.STORED
    assert not list((store.folder / "at-work").iterdir())


def test_a_live_process_is_not_taken_for_a_dead_one(store):
    """However often others look."""
    one, other = Holder(store.folder), Holder(store.folder)
    one.begin()
    assert (other.left_behind(), other.dead(one.token)) == ([], False)
    one.close()
    assert other.dead(one.token)


@pytest.mark.parametrize(
    ("gone", "order", "arrivals"),
    [(True, {}, 1), (False, {}, 2), (True, {"engine": "pdfium"}, 2)],
)
def test_only_a_run_that_is_gone_is_taken_up(store, deposit, gone, order, arrivals):
    """And only where the same is asked: what somebody waits for is never taken away, nor what was said lost."""
    deposit("Some words.")
    again = kept(store, "Some words.", Arrival("a.txt", "file:///a.txt", "test", "deposit2"))
    hand_over(store, again, Order(**order), broken_off=lambda _deposit: gone)
    assert sum(progress.total for progress in store.jobs.progress()) == arrivals
    assert bool(store.jobs.progress(deposit="deposit1")) is (arrivals == 2)


def test_bytes_said_to_revise_two_documents_at_once_revise_one(store, take_in, work):
    """The second is told so, though both were read before either was stored."""
    one, other = (take_in(f"{name}.txt", f"Letter {name}.".encode()).document for name in "xy")
    for name, document in (("a", one), ("b", other)):
        arrival = Arrival(f"{name}.txt", f"file:///{name}.txt", "test", "deposit1")
        hand_over(store, kept(store, "The new words.", arrival), Order(revision_of=document))
    results = work().values()
    assert sorted(result.code or result.status.value for result in results) == ["held-elsewhere", "revision"]


def test_older_bytes_read_again_never_follow_newer_ones(store, take_in):
    """Also where the newer ones come while the older are being read."""
    first = take_in("a.txt", b"The old words.")
    (accession,) = store.accessions.of(first.document)
    prepared = pipeline.prepare(store, accession, Order(again=True), replace(SETTINGS, pdf_engine="pdfium"))
    take_in("b.txt", b"The new words.", revision_of=first.document)
    with store.atomic():
        assert pipeline.settle(store, prepared).code == "superseded"
    assert store.documents.get(first.document).newest == 2


def test_what_takes_too_long_is_stopped_and_given_back(store, make_scan, work, monkeypatch):
    """An end that was asked for is not put off by a long file, and costs it nothing."""
    monkeypatch.setattr(queue, "_PATIENCE_SECONDS", 0)
    scan = make_scan("Dear Mr Vale,", "We hold our products", "to the highest standards.")
    arrival = Arrival("a.pdf", "file:///a.pdf", "test", "deposit1")
    hand_over(store, keep(store, io.BytesIO(scan), arrival, limit=1 << 28), Order())
    workers = Workers(store, SETTINGS, lambda _: None)
    workers.wake()
    while not store.jobs.progress(deposit="deposit1")[0].running:
        time.sleep(0.01)
    workers.close()
    (job,) = store.jobs.of("deposit1", limit=1)
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert work()["a.pdf"].pages == 3


def test_what_is_inside_arrives_once_however_often_it_is_read(store, work):
    """Reading a ZIP file again is no second arrival of its members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("one/a.txt", "other/a.txt"):
            archive.writestr(name, "The same words.")
    arrival = Arrival("a.zip", "file:///a.zip", "test", "deposit1")
    outer = keep(store, io.BytesIO(packed.getvalue()), arrival, limit=1 << 20)
    hand_over(store, outer, Order())
    for _ in range(2):
        work()
        pipeline.ask(store, outer, Order(again=True))
    assert len(store.accessions.within([outer.id])) == 2


def test_a_clock_that_jumps_makes_no_live_process_dead(store, deposit, moment, monkeypatch):
    """What this process is reading it goes on reading, once, and nothing is given up."""
    goes_on, read = threading.Event(), pipeline.read
    monkeypatch.setattr(pipeline, "read", lambda *said, **more: goes_on.wait(60) and read(*said, **more))
    deposit("Some words.")
    told = []
    workers = Workers(store, SETTINGS, told.extend)
    workers._begin()
    for minutes in (0, 60, 60, -300, 60):
        moment.advance(minutes)
        workers._turn()
    goes_on.set()
    workers.close()
    assert [(finished.job.attempts, finished.result.status) for finished in told] == [(1, Status.STORED)]


def test_what_a_full_disk_does_not_take_stays_in_the_queue(store, deposit, work):
    """No file is said to have failed for it, and none is given up: with room they are stored."""
    deposit("Some words. " * 5000, "Other words. " * 5000)
    for _ in range(ATTEMPTS + 1):
        with make.full_database(store), pytest.raises(NoRoom):
            work()
    assert store.accessions.failures() == []
    assert [result.status for result in work().values()] == [Status.STORED] * 2


def test_parts_for_which_there_is_no_room_are_no_fault_of_the_file(store, work):
    """It is read again when there is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "The same words. " * 1000)
    arrival = Arrival("a.zip", "file:///a.zip", "test", "deposit1")
    hand_over(store, keep(store, io.BytesIO(packed.getvalue()), arrival, limit=1 << 20), Order())
    with make.full_originals(store), pytest.raises(NoRoom):
        work()
    assert [result.status for result in work().values()] == [Status.UNPACKED, Status.STORED]
