"""Markdown notes keep what their source says: labels, cells, footnotes, links, and facts between rules."""

from __future__ import annotations

import pytest
from make import marks_of

from ingest.extract.extraction import Options
from ingest.extract.markdown.extractor import extract
from ingest.extract.markdown.front_matter import LONGEST, parted


@pytest.fixture
def told(tmp_path):
    """Return a function that reads a note."""

    def read(source):
        path = tmp_path / "a.md"
        path.write_bytes(source.encode())
        return extract(path, Options())

    return read


def test_headings_have_levels_and_links_their_targets(told):
    """A link that runs a program is no link."""
    read = told(
        "## Head\n\nSee [the page](https://example.org/a?b=1&c=2) or [this](javascript:x) or <a@example.org>.\n"
    )
    assert marks_of(read) == [
        ("heading", "Head", "2"),
        ("link", "the page", "https://example.org/a?b=1&c=2"),
        ("link", "a@example.org", "mailto:a@example.org"),
    ]


def test_items_bear_their_labels(told):
    """Numbers go on from where the source begins them; loose items bear them too."""
    assert told("3. three\n4. *four*\n").pages[0].text == "3. three\n4. four"
    assert told("- one\n    - sub\n").pages[0].text == "• one\n\n• sub"
    assert told("1. one\n\n2. two\n\n   more\n").pages[0].text == "1. one\n\n2. two\n\nmore"


def test_cells_are_parted_by_bars(told):
    """A row is a line."""
    assert told("| a | b |\n|---|---|\n| c | |\n").pages[0].text == "a | b\nc |"


def test_footnotes_bear_their_numbers(told):
    """The number stands in the text and before the note, the way back is no text."""
    assert told("One[^x] two.\n\n[^x]: The note.\n").pages[0].text.strip() == "One[1] two.\n\n[1] The note."


def test_what_raw_html_hides_is_counted(told):
    """Scripts and remarks are no text, and the note says so; words for pictures are."""
    read = told("A <b>bold</b> word ![a bench](b.png).\n\n<script>bad()</script>\n\n<!-- remark -->\n\nEnd\n")
    assert read.pages[0].text == "A bold word a bench.\n\nEnd"
    assert read.notes == (
        "1 picture is not part of the text",
        "2 stretches of hidden text are not part of the text",
    )


def test_front_matter_is_yaml(told):
    """Values of several lines, quoted ones, dates and lists are understood; what is no hint is a property."""
    read = told(
        '---\ntitle: "A: note"\nauthor:\n  - Ann\n  - Bob\ndate: 2031-03-14\nsummary: >\n  two\n  lines\n---\nText\n'
    )
    assert read.pages[0].text == "Text"
    assert read.hints == {"title": "A: note", "creator": "Ann, Bob", "date": "2031-03-14"}
    assert read.bases["creator"] == "front matter author"
    assert read.properties == {"summary": "two lines"}


def test_front_matter_that_is_no_yaml_is_read_by_lines(told):
    """A colon in a value or an impossible date does not lose the rest."""
    read = told("---\ntitle: Note: the second\ndate: 2031-02-31\n---\nText\n")
    assert read.hints == {"title": "Note: the second", "date": "2031-02-31"}


@pytest.mark.parametrize("between", ["Just words.", "- a\n- b", "Words: and\nno more of them", ""])
def test_lines_between_rules_that_say_nothing_stay(between):
    """A note that begins with a rule loses nothing."""
    source = f"---\n{between}\n---\nText\n"
    assert parted(source).body == source


def test_hostile_front_matter_grows_nothing():
    """Aliases that multiply and nesting without end give no value; a very long one is read by lines."""
    again = "".join(f"b{at + 1}: &b{at + 1} [*b{at}, *b{at}]\n" for at in range(20))
    grown = f"b0: &b0 [x, x]\n{again}"
    assert set(parted(f"---\n{grown}---\n").properties.values()) == {"x, x"}
    assert parted("---\na: " + "[" * 5000 + "\n---\n").properties == {"a": "[" * 500}
    assert parted("---\ntitle: x\nnote: " + "y" * LONGEST + "\n---\n").hints == {"title": "x"}
