"""An ingest that is killed in the middle: run again, nothing is lost and nothing is there twice."""

import os
import signal
import subprocess
import sys
import time

import pytest

from archive.store import Store

FILES = 60


@pytest.fixture
def letters(tmp_path):
    """Sixty small letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:02}.txt").write_text(f"Dear Sir,\n\nThis is letter {number}.\n\nYours sincerely,\nIda")
    return folder


def _heeding_ctrl_c():
    """Let the command be ended by Ctrl-C, even where the tests run in the background, where a shell takes that away."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def verbatim(tmp_path, letters):
    """Return a function that starts the command on the letters, in a process group of its own."""

    def start():
        command = [sys.executable, "-c", "from web.cli import main; main()", "ingest", str(letters)]
        place = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120
        return subprocess.Popen(
            [*command, "--archive", str(tmp_path / "killed")],
            cwd=place,
            start_new_session=True,
            preexec_fn=_heeding_ctrl_c,  # noqa: PLW1509  no threads yet
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    return start


def held(folder):
    """Return how many documents an archive holds; 0 before there is one."""
    if not (folder / "archive.sqlite3").exists():
        return 0
    store = Store(folder)
    try:
        return store.documents.count()
    finally:
        store.close()


@pytest.mark.parametrize("stored", [1, 25])
def test_killed_in_the_middle_and_run_again(tmp_path, verbatim, stored):
    """Every letter is one document, and the queue is empty."""
    running = verbatim()
    deadline = time.monotonic() + 60
    while held(tmp_path / "killed") < stored and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    before = held(tmp_path / "killed")
    assert stored <= before < FILES
    again = verbatim()
    assert f"{FILES} files" in again.communicate(timeout=120)[0]
    store = Store(tmp_path / "killed")
    texts = {store.revisions.text(identifier, 1) for identifier in store.documents.ids()}
    assert (store.documents.count(), len(texts)) == (FILES, FILES)
    store.close()


@pytest.mark.parametrize(("how", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 1)])
def test_asked_to_end_it_ends_in_order(tmp_path, verbatim, how, status):
    """What was begun is stored or given back, and nothing stands for a process that is gone."""
    running = verbatim()
    deadline = time.monotonic() + 60
    while not held(tmp_path / "killed") and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(how)
    running.communicate(timeout=60)
    store = Store(tmp_path / "killed")
    (progress,) = store.jobs.progress()
    assert (running.returncode, progress.running) == (status, 0)
    assert not list((tmp_path / "killed" / "at-work").iterdir())
    store.close()
