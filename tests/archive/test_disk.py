"""A disk that takes nothing more: said by name, nothing half-written, nothing lost."""

import errno
import io
import os

import make
import pytest

from archive.errors import NoRoom, Unwritable
from archive.provenance import Event, Outcome
from archive.store.disk import fault_of, taking

LONG = "word " * 100_000


def write(store, accession, detail):
    store.accessions.record(Event(accession.id, "extraction", Outcome.SUCCESS, detail, store.clock.now()))


def test_an_original_for_which_there_is_no_room_leaves_nothing_behind(store):
    """No half of it, and what was kept before is as it was."""
    before, _ = store.originals.add(io.BytesIO(b"Some words."), limit=1 << 20)
    with make.full_disk(beyond=4096), pytest.raises(NoRoom):
        store.originals.add(io.BytesIO(LONG.encode()), limit=1 << 20)
    store.originals.verify(before)
    assert [path.name for path in (store.folder / "originals").rglob("*") if path.is_file()] == [before]


def test_a_full_database_takes_back_the_whole_transaction(store):
    """What was written before it was full stands, of the rest nothing does, and afterwards it goes on."""
    accession = make.arrive(store, "a.txt")
    with make.full_database(store), pytest.raises(NoRoom), store.atomic():
        write(store, accession, "short")
        write(store, accession, LONG)
    assert [event.stage for event in store.accessions.events(accession.id)] == ["accession"]
    write(store, accession, LONG)
    assert store.accessions.events(accession.id)[1].detail == LONG


def test_a_database_whose_file_may_not_grow_says_that_it_cannot_be_written_to(store):
    """As with a used-up quota; it can still be read."""
    accession = make.arrive(store, "a.txt")
    with make.full_disk(beyond=4096):
        with pytest.raises(Unwritable):
            write(store, accession, LONG)
        assert store.accessions.get(accession.id) == accession
    write(store, accession, LONG)


def test_a_database_that_may_only_be_read_says_so(store):
    """SQLite's READONLY is no fault of the program."""
    accession = make.arrive(store, "a.txt")
    with store._database.writing() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Unwritable):
        write(store, accession, "short")


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, NoRoom), (errno.EDQUOT, NoRoom), (errno.EROFS, Unwritable), (errno.EACCES, type(None))],
)
def test_what_the_system_says_is_told_apart(number, told):
    """A file that may not be opened says nothing of the disk."""
    assert type(fault_of(OSError(number, os.strerror(number)))) is told


def test_other_faults_pass():
    """They are not hidden behind a full disk."""
    with pytest.raises(PermissionError), taking():
        raise PermissionError(errno.EACCES, "not yours")
