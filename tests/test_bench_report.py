"""The page of measurements: a part replaces its own section and leaves the others alone."""

from __future__ import annotations

from bench.report import HEAD, replaced

PAGE = "# Old head\n\nOld words.\n\n## One\n\nfirst\n\n### of it\n\n## Two\n\nsecond\n"


def test_a_section_is_replaced_by_its_title():
    """The section has the new lines, the other one is untouched, and the order stays."""
    page = replaced(PAGE, ["## One", "", "anew"])
    assert page.startswith(HEAD)
    assert "## One\n\nanew\n\nMeasured with Python" in page
    assert page.endswith("\n\n## Two\n\nsecond\n")
    assert "of it" not in page


def test_a_new_section_stands_last():
    """What was not measured before is put at the end; the same again changes nothing."""
    page = replaced(PAGE, ["## Three", "", "third"])
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## One", "## Two", "## Three"]
    assert replaced(page, ["## Three", "", "third"]) == page
