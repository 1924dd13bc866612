"""The command `python -m bench`: what is measured, with what, and whether the page is written."""

from __future__ import annotations

import pytest

from bench import __main__ as command
from bench import report


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A page of its own, and one part that says how it was called."""
    monkeypatch.setattr(report, "PAGE", tmp_path / "performance.md")
    monkeypatch.setitem(command.PARTS, "search", lambda *folders, **size: ["## Search", "", f"{folders} {size}"])
    return tmp_path / "performance.md"


def test_a_part_writes_its_section(page, tmp_path):
    """The folder named behind a part is handed to it."""
    assert command.main(["search", str(tmp_path)]) == 0
    assert str(tmp_path) in page.read_text(encoding="utf-8")


def test_a_quick_run_shows_and_does_not_write(page, capsys):
    """Figures of the small size never get onto the page."""
    assert command.main(["search", "--quick"]) == 0
    assert "'quick': True" in capsys.readouterr().out
    assert not page.exists()


def test_what_is_no_part_and_no_folder_is_said(page, capsys):
    """Nothing is measured then."""
    assert command.main(["searches"]) == 2
    assert "searches" in capsys.readouterr().err
    assert not page.exists()
