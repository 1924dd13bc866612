"""The record of arrivals."""

from dataclasses import replace

import make

from archive.history import history, records
from archive.provenance import Event, Outcome


def test_two_arrivals_of_the_same_bytes_are_two_records(store):
    """One document, two accessions, each with its own events."""
    letter = make.keep(store, "A letter")
    for agent in ("Ada", "Bo"):
        make.arrive(store, "letter.txt", document=letter.id, agent=agent, original="0" * 64)
    told = history(store, letter.id)
    assert [record.accession.agent for record in told] == ["Ada", "Bo"]
    assert [len(record.events) for record in told] == [1, 1]


def test_a_record_knows_what_it_came_inside_of_and_what_came_inside_it(store):
    """Both ways."""
    mail = make.arrive(store, "mail.eml")
    photo = make.arrive(store, "photo.png", parent=mail.id)
    outer, inner = records(store, [mail, photo])
    assert (outer.parent, outer.parts) == (None, (photo,))
    assert (inner.parent, inner.parts) == (mail, ())


def test_what_came_in_one_second_keeps_its_order(store):
    """Ids are drawn by lot; attachments stand as they stand in the mail."""
    mail = make.arrive(store, "mail.eml")
    for drawn in ("zzzzzzzz", "aaaaaaaa", "mmmmmmmm"):
        inside = replace(mail, id=drawn, parent=mail.id, document="letter22")
        store.accessions.add(inside)
    assert [came.id for came in store.accessions.within([mail.id])] == ["zzzzzzzz", "aaaaaaaa", "mmmmmmmm"]
    assert [came.id for came in store.accessions.of("letter22")] == ["zzzzzzzz", "aaaaaaaa", "mmmmmmmm"]


def test_only_the_last_event_makes_a_failure(store):
    """A file that was read at last is no longer among the failures, and is told once however often it failed."""
    at = store.clock.now()
    failing = make.arrive(store, "a.pdf", failed="crash")
    store.accessions.record(Event(failing.id, "extraction", Outcome.FAILURE, "again", at, code="timeout"))
    mended = make.arrive(store, "b.zip", failed="crash")
    store.accessions.record(Event(mended.id, "unpacking", Outcome.SUCCESS, "2 files", at))
    assert [(found.id, event.code) for found, event in store.accessions.failures()] == [(failing.id, "timeout")]
    assert [record.failure is None for record in records(store, [failing, mended])] == [False, True]


def test_failures_can_be_asked_for_by_their_reason(store):
    """As `verbatim retry --code` does."""
    make.arrive(store, "a.pdf", failed="crash")
    waiting = make.arrive(store, "b.pdf", failed="needs-ocr")
    assert [found.id for found, _ in store.accessions.failures(code="needs-ocr")] == [waiting.id]


def test_each_reading_begins_where_the_file_was_identified(store):
    """Read twice: two readings, numbered by their first event."""
    came = make.arrive(store, "a.txt")
    for stage in ("identification", "ingestion", "identification", "reading again"):
        store.accessions.record(Event(came.id, stage, Outcome.SUCCESS, "", came.at))
    (record,) = records(store, [came])
    assert [(start, len(events)) for start, events in record.readings()] == [(2, 2), (4, 2)]


def test_an_arrival_that_was_never_read_has_no_readings(store):
    """Such as the second arrival of the same bytes."""
    (record,) = records(store, [make.arrive(store, "a.txt")])
    assert list(record.readings()) == []
