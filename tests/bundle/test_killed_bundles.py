"""An import or an export that is killed with -9, wherever it was: nothing half done is taken for whole."""

import os
import signal
import sys

import pytest
import rebag
from click.testing import CliRunner

from archive.store import Store
from web.cli import main

NOTED = ("open", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect", "shutil.rmtree")
"""What is counted of what a process does; it is killed at one of these."""


def verbatim(*words):
    return CliRunner().invoke(main, list(map(str, words)))


def counted(counter, *words, die_at=0):
    """Run a command in a process of its own, which is killed at this deed; return how many it did."""
    child = os.fork()
    if child == 0:
        done = [0]

        def note(event, _):
            if event in NOTED:
                done[0] += 1
                if done[0] == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(note)
        failed = verbatim(*words).exit_code
        counter.write_text(str(done[0]))
        os._exit(failed)
    assert os.waitpid(child, 0)[1] == (signal.SIGKILL if die_at else 0)
    return 0 if die_at else int(counter.read_text())


def deaths(deeds, count):
    """Return some deeds, or all where they are few, as far from each other as they can be; the last is among them."""
    return sorted({-(-deeds * number // count) for number in range(1, count + 1)})


@pytest.fixture
def counter(tmp_path):
    return tmp_path / "counter"


@pytest.mark.parametrize("count", [3, pytest.param(60, marks=pytest.mark.slow)])
def test_an_import_that_is_killed_is_nothing_or_all(bundle, tmp_path, counter, count):
    """Where it is nothing, importing again makes it whole."""
    deeds = counted(counter, "import", bundle, "--archive", tmp_path / "whole")
    kept = []
    for number in deaths(deeds, count):
        folder = tmp_path / f"killed-{number}"
        counted(counter, "import", bundle, "--archive", folder, die_at=number)
        store = Store(folder)
        held = store.record.holds()
        store.close()
        kept.append(bool(held))
        if not held:
            assert verbatim("import", bundle, "--archive", folder).exit_code == 0
            assert list(folder.glob("importing-*")) == []
        assert verbatim("export", tmp_path / f"{number}.zip", "--archive", folder).exit_code == 0
        assert (tmp_path / f"{number}.zip").read_bytes() == bundle.read_bytes()
    assert (kept[0], kept[-1], kept == sorted(kept)) == (False, True, True)


@pytest.mark.parametrize("count", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_an_export_that_is_killed_leaves_no_file_of_its_name(archive, bundle, tmp_path, counter, count):
    """And the next one takes away what it left."""
    deeds = counted(counter, "export", tmp_path / "whole.zip", "--archive", archive)
    target = tmp_path / "again.zip"
    for number in deaths(deeds, count):
        counted(counter, "export", target, "--archive", archive, die_at=number)
        if target.exists():
            assert (number > deeds // 2, target.read_bytes()) == (True, bundle.read_bytes())
            target.unlink()
    assert verbatim("export", target, "--archive", archive).exit_code == 0
    assert target.read_bytes() == bundle.read_bytes()
    assert list(tmp_path.glob(".again*")) == []


def test_a_bundle_that_is_cut_short_is_never_imported(files, refused, tmp_path):
    """As when what a killed export left were renamed by hand."""
    whole = rebag.write(tmp_path / "whole.zip", files).read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) - 40])
    assert "is not a ZIP file" in refused(tmp_path / "half.zip")
