"""Confinement: whatever a parser does, its file has a named result and nothing else is harmed."""

import dataclasses
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.errors import Unreadable
from archive.settings import read_settings
from ingest import confine, extraction, nursery
from ingest.identify import Format
from ingest.nurseries import Nurseries
from ingest.stages import Stages

pytestmark = pytest.mark.xdist_group("alone")  # they watch the processes of the machine; `make test` runs them last

SETTINGS = dataclasses.replace(read_settings({}), extract_seconds=1, extract_mb=300)
ROOT = os.geteuid() == 0
SCRIPT = str(Path(__file__).with_name("misbehaving.py"))


@pytest.fixture(params=["secluded", "plainly"])
def nurseries(request, monkeypatch):
    """Nurseries whose extractor does what the file says; secluded, and where the kernel does not allow it."""
    monkeypatch.setattr(nursery, "_PROGRAM", ("-P", SCRIPT, request.param))
    monkeypatch.setattr(nursery, "_GRACE", 2.0)
    own = Nurseries()
    monkeypatch.setattr(confine, "_NURSERIES", own)
    own.kind = request.param
    yield own
    own.close()
    assert not own._all
    assert ended(f"{SCRIPT} {own.kind}")


@pytest.fixture
def do(nurseries, tmp_path):
    """Return a function that lets the child do something, and returns what it says, or the reason it was stopped."""

    def ask(deed, **limits):
        path = tmp_path / f"{deed.replace('/', '_')}.txt"
        path.write_text(deed)
        try:
            extraction = confine.confine(path, Format.TEXT, dataclasses.replace(SETTINGS, **limits))
        except Unreadable as refusal:
            return refusal.code
        return extraction.pages[0].text

    return ask


def started_by(text):
    """Return the processes whose command line holds `text`."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if text in words and words:
            found.append(int(place.parent.name))
    return found


def ended(text, seconds=10):
    deadline = time.monotonic() + seconds
    while started_by(text) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not started_by(text)


@pytest.mark.parametrize(
    ("deed", "outcome"),
    [("spin", "timeout"), ("sleep", "timeout"), ("close", "timeout"), ("abort", "crash"), ("flood", "memory")],
)
def test_what_the_child_does_to_itself_has_a_name(do, deed, outcome):
    """And the next file is read."""
    assert do(deed) == outcome
    assert do("read") == "read"


def test_memory_is_bounded(do):
    """A child that takes more and more is stopped."""
    assert do("eat", extract_seconds=20, extract_mb=150) == "memory"


@pytest.mark.parametrize("deed", ["kill", "stop", "interrupt"])
def test_a_child_that_turns_on_its_mother_harms_no_other_file(do, deed, nurseries):
    """Secluded it cannot; else it costs that one file, and the next is read by another."""
    assert do("read") == "read"
    before = set(nurseries._all)
    assert do(deed) == ("still here" if nurseries.kind == "plainly" and deed == "interrupt" else "crash")
    assert do("read") == "read"
    assert (nurseries._all == before) == (nurseries.kind == "secluded" or deed == "interrupt")


def test_a_grandchild_that_runs_away_is_caught(do, nurseries):
    """It holds the pipe, in a session of its own; the file has its result all the same, and nobody is left."""
    if ROOT and nurseries.kind == "plainly":
        pytest.skip("the kernel does not count the processes of root")
    assert do("fork", extract_seconds=20) == ("the child has ended" if ROOT else "crash")
    nurseries.close()
    assert ended(f"{SCRIPT} {nurseries.kind}")


def test_the_limits_stand_before_the_file_is_opened(do):
    """No core, 64 descriptors, files of 1 MiB, memory as set."""
    assert do("limits") == f"0 64 {1 << 20} {300 << 20}"


def test_a_child_holds_nothing_but_its_pipe(do, nurseries):
    """Whatever this process has open, and however many nurseries it starts at once."""
    with socket.socket(), Path(SCRIPT).open(), ThreadPoolExecutor(4) as pool:
        told = [said.split() for said in pool.map(do, ["descriptors", "read", "descriptors", "descriptors"])]
    assert len(nurseries._all) > 1
    for held in (told[0], *told[2:]):
        assert len(held) <= 5, held  # in, out, err, the pipe, the folder being listed


def test_secluded_there_is_no_network_no_writing_and_nobody_else(do, nurseries, tmp_path):
    """A parser that is taken over reaches nothing but the bytes it can read."""
    if nurseries.kind == "plainly":
        pytest.skip("the kernel is said to refuse it")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert do(f"connect:{server.getsockname()[1]}") == "crash"
    assert do(f"write:{tmp_path / 'made'}") == "crash"
    assert do(f"reach:{os.getpid()}") == "crash"
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", ["first.txt", "both.txt"])
def test_a_pdf_is_tried_a_second_time_and_no_third(nurseries, tmp_path, monkeypatch, name):
    """With pdfium alone, which is said; where that fails too, so does the file."""
    tried = []
    monkeypatch.setattr(
        extraction, "confine", lambda *rest, **more: tried.append(rest[3].engine) or confine.confine(*rest, **more)
    )
    (tmp_path / name).write_text("abort")
    if name == "both.txt":
        with pytest.raises(Unreadable, match="broke down"):
            extraction.extract(tmp_path / name, Format.PDF, SETTINGS, Stages())
    else:
        found = extraction.extract(tmp_path / name, Format.PDF, SETTINGS, Stages())
        assert found.notes[0] == "the first reader was stopped (crash): pdfium alone read the file"
        assert "nothing confirms" in found.pages[0].doubts[0]
    assert tried == ["pdfplumber", "pdfium"]


def test_a_nursery_that_dies_between_two_files_is_replaced_in_silence(do, nurseries):
    """No file is lost by it."""
    assert do("read") == "read"
    (dead,) = nurseries._idle
    os.kill(dead._process.pid, signal.SIGKILL)
    dead._process.wait()
    assert do("read") == "read"
    assert dead not in nurseries._all


def test_a_nursery_that_cannot_be_started_is_a_reason(do, monkeypatch):
    """The file may be tried again later."""
    monkeypatch.setattr(nursery, "_PROGRAM", ("-c", "raise SystemExit"))
    assert do("read") == "crash"
    monkeypatch.setattr(nursery.subprocess, "Popen", lambda *_, **__: (_ for _ in ()).throw(OSError("no memory")))
    assert do("read") == "crash"


def test_a_copy_of_this_process_starts_nurseries_of_its_own(do, nurseries):
    """A forked server never speaks on its parent's lines."""
    assert do("read") == "read"
    copy = os.fork()
    if not copy:
        confine._NURSERIES.forget()
        said = do("read")
        confine._NURSERIES.close()
        os._exit(said != "read")
    assert os.waitpid(copy, 0)[1] == 0
    assert do("read") == "read"
    assert len(nurseries._all) == 1


def test_killing_this_process_kills_all_that_it_started(nurseries, tmp_path):
    """No nursery and no child at work is left, even of a child that sleeps."""
    (tmp_path / "a.txt").write_text("sleep")
    program = textwrap.dedent(f"""
        import dataclasses, pathlib
        from archive.settings import read_settings
        from ingest import confine, nursery
        from ingest.identify import Format
        nursery._PROGRAM = ("-P", {SCRIPT!r}, {nurseries.kind!r})
        settings = dataclasses.replace(read_settings({{}}), extract_seconds=300)
        confine.confine(pathlib.Path({str(tmp_path)!r}) / "a.txt", Format.TEXT, settings)
    """)
    mine = subprocess.Popen([sys.executable, "-c", program], cwd=Path(SCRIPT).parents[2])
    while len(started_by(f"{SCRIPT} {nurseries.kind}")) < 2 + (nurseries.kind == "secluded"):
        assert mine.poll() is None
        time.sleep(0.05)
    mine.kill()
    mine.wait()
    assert ended(f"{SCRIPT} {nurseries.kind}")
