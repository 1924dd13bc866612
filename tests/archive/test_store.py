"""The store, on real SQLite."""

import fcntl
import hashlib
import io
import os
import sqlite3
import threading

import make
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import sqlite

from archive.access import Role
from archive.errors import Damaged, NotHeld, Refused
from archive.store import Store
from archive.store.keys import among
from archive.store.originals import Originals
from archive.store.people import Purpose
from archive.store.schema import METADATA, PASSAGES
from archive.withdrawals import Withdrawal


def test_what_was_kept_is_there_after_reopening(tmp_path):
    """The record is on disk."""
    first = Store(tmp_path / "a", clock=make.clock())
    document = make.keep(first, "Dear Sir,\n\nNo.")
    first.close()
    second = Store(tmp_path / "a")
    assert second.revisions.get(document.id, 1).text == "Dear Sir,\n\nNo."
    assert second.id == first.id
    second.close()


def test_all_or_nothing(store):
    """A transaction that fails half-way leaves nothing."""
    with pytest.raises(RuntimeError), store.atomic():
        make.keep(store, "Half a letter.")
        raise RuntimeError
    assert store.documents.count() == 0
    assert store.outbox.latest() == 0


def test_the_migrations_make_the_tables_the_code_knows(store):
    """Schema in code and schema on disk are one."""
    engine = sa.create_engine(f"sqlite:///{store.folder}/archive.sqlite3")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_an_archive_of_a_newer_program_is_refused(tmp_path):
    """Better no answer than a wrong one."""
    Store(tmp_path / "a").close()
    raw = sqlite3.connect(tmp_path / "a" / "archive.sqlite3")
    raw.execute("update alembic_version set version_num = '9999'")
    raw.commit()
    raw.close()
    with pytest.raises(Damaged):
        Store(tmp_path / "a")


def test_a_text_altered_on_disk_is_noticed(store):
    """A frozen text is held against its digest each time it is read whole."""
    document = make.keep(store, "We did not pay.")
    raw = sqlite3.connect(store.folder / "archive.sqlite3")
    raw.execute("update texts set text = 'We did pay.'")
    raw.commit()
    raw.close()
    with pytest.raises(Damaged):
        store.revisions.get(document.id, 1)


def test_original_bytes_are_kept_by_digest_and_once(store):
    """Same bytes, same place."""
    first = store.originals.add(io.BytesIO(b"bytes"), limit=10)
    assert store.originals.add(io.BytesIO(b"bytes"), limit=10) == first
    assert first == (hashlib.sha256(b"bytes").hexdigest(), 5)
    assert store.originals.path(first[0]).read_bytes() == b"bytes"


def test_too_large_an_original_leaves_nothing_behind(store):
    """The limit holds while reading, not after."""
    with pytest.raises(Refused):
        store.originals.add(io.BytesIO(b"x" * 11), limit=10)
    assert list((store.folder / "originals").iterdir()) == []


def test_an_altered_original_is_noticed(store):
    """Fixity is checked on the bytes themselves."""
    sha256, _ = store.originals.add(io.BytesIO(b"bytes"), limit=10)
    path = store.originals.path(sha256)
    path.chmod(0o600)
    path.write_bytes(b"bites")
    with pytest.raises(Damaged):
        store.originals.verify(sha256)


@pytest.mark.parametrize("name", ["../secret", "", "0" * 63, "Z" * 64])
def test_a_name_never_becomes_a_path(store, name):
    """Only digests are looked up."""
    with pytest.raises(NotHeld):
        store.originals.path(name)


def test_windows_are_cut_in_code_points(store):
    """An emoji before the passage does not move it."""
    document = make.keep(store, "😀😀 one\n\ntwo 😀 three\n\nfour")
    window = store.passages.windows([f"{document.id}@1#1"], before=3, after=2)[f"{document.id}@1#1"]
    assert (window.start, window.text) == (5, "e\n\ntwo 😀 three\n\nfo")


def test_sheets_are_each_text_once_in_the_order_asked(store):
    """With all places asked for; what is withdrawn or not held has none."""
    one, other = (make.keep(store, f"{word} words.\n\nMore.\n\nEnd.") for word in ("First", "Second"))
    asked = [f"{other.id}@1#0", f"{one.id}@1#2", "absent@1#0", f"{one.id}@1#1"]
    sheets = store.passages.sheets(asked)
    assert [sheet.text for sheet in sheets] == [store.revisions.text(each.id, 1) for each in (other, one)]
    assert sorted(sheets[1].passages) == [each.span for each in store.passages.of(one.id, 1)][1:]
    store.withdrawals.add(Withdrawal(other.id, "asked to", make.person(store, "Ada", Role.ADMIN).id, "2031-03-14"))
    assert [sheet.document for sheet in store.passages.sheets(asked)] == [store.documents.get(one.id)]


def test_a_sign_in_link_works_once_and_not_for_ever(store, moment):
    """Used up by use, and by time."""
    make.person(store, "Ada", Role.ADMIN)
    for token in ("first", "second"):
        store.people.issue(token, Purpose.SIGN_IN, "ada", expires=store.clock.later(60))
    assert store.people.redeem("first", Purpose.SIGN_IN, at=store.clock.now()).name == "Ada"
    assert store.people.redeem("first", Purpose.SIGN_IN, at=store.clock.now()) is None
    moment.advance(61)
    assert store.people.redeem("second", Purpose.SIGN_IN, at=store.clock.now()) is None


def test_tokens_are_not_kept_in_the_clear(store):
    """Who reads the database cannot sign in with it."""
    make.person(store)
    store.people.issue("secret-token", Purpose.SESSION, "ada", expires=store.clock.later(60))
    assert b"secret-token" not in (store.folder / "archive.sqlite3-wal").read_bytes()


def test_many_writers_lose_nothing(store):
    """Forty writes from eight threads are forty entries."""

    def write():
        for _ in range(5):
            store.outbox.add("document", "aaaaaaa2", at="now")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.outbox.latest() == 40


def test_what_broke_a_transaction_is_what_is_raised(store):
    """Also where nothing is left to roll back; and the next write is as good as any."""
    with pytest.raises(KeyboardInterrupt), store._database.writing() as connection:
        connection.exec_driver_sql("COMMIT")
        raise KeyboardInterrupt
    store.audit.add(at="", actor="", act="", key="a", outcome="")
    assert len(store.audit.on("a")) == 1


def test_what_a_killed_process_left_half_written_is_taken_away(tmp_path):
    """Once nobody writes it any more; a file on its way in stays."""
    Originals(tmp_path)
    for name in (".incoming-dead", ".incoming-slow", ".incoming-new"):
        (tmp_path / name).write_bytes(b"half")
    for name in (".incoming-dead", ".incoming-slow"):
        os.utime(tmp_path / name, (0, 0))
    with (tmp_path / ".incoming-slow").open() as written:
        fcntl.flock(written, fcntl.LOCK_EX)
        Originals(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".incoming-new", ".incoming-slow"]


def test_rows_by_many_keys_are_found_by_their_index(store):
    """Exactly those, without a look at the whole table."""
    kept = [make.keep(store, f"Words {number}.\n\nMore.") for number in range(9)]
    wanted = [f"{kept[1].id}@1#1", f"{kept[4].id}@1#0", "absent@1#0"]
    assert set(store.passages.windows(wanted, 0, 0)) == set(wanted[:2])
    asked = sa.select(PASSAGES).where(among((PASSAGES.c.document, PASSAGES.c.number), [("a", 1), ("b", 2)]))
    plan = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with store._database.reading() as connection:
        steps = [row.detail for row in connection.execute(sa.text(f"EXPLAIN QUERY PLAN {plan}"))]
    assert any(step.startswith("SEARCH passages USING") for step in steps)
