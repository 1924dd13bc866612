"""The command that traces quotations, on the sample case and its truth list."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.cli import main

ROOT = Path(__file__).parent.parent.parent
NOT_HELD = {"not held": "not found"}
SAME = {"typography": "typography only", "bracketed": "bracket-altered", "sic": "bracket-altered"}
DATES = {"14 March": "2031-03-14", "17 March": "2031-03-17", "18 March": "2031-03-18", "2 April": "2031-04-02"}
DATES |= {"3 April": "2031-04-03", "20 May": "2031-05-20"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return a function that runs `trace` on the sample case, but for its scan."""
    archive = str(tmp_path_factory.mktemp("case") / "archive")
    files = [str(path) for path in sorted((ROOT / "documents").iterdir()) if "tasker" not in path.name]
    assert CliRunner().invoke(main, ["ingest", *files, "--archive", archive]).exit_code == 0
    return lambda *words: CliRunner().invoke(main, ["trace", *words, "--archive", archive])


@pytest.fixture(scope="module")
def articles(run):
    """The options that leave the two articles out as sources."""
    said = [json.loads(run(words, "--json").output) for words in ("his counsel, Odile Farrant, told us by telephone",)]
    titles = {place["title"]: place["document"] for place in said[0]["places"]}
    other = json.loads(run("in which no question is answered", "--json").output)["places"][0]
    return [*("--without", titles["Six minutes in four shelters"]), *("--without", other["document"])]


def truth():
    """Return number, quotation, verdict and source of each row of docs/sample-case.md."""
    rows = re.findall(
        r"^\| ([AB]\d+) \| (.*?) \| .*? \| (.*?) \| (.*?) \|$",
        (ROOT / "docs/sample-case.md").read_text(encoding="utf-8"),
        re.M,
    )
    assert len(rows) == 36
    return rows


def test_the_truth_list_of_the_sample_case_holds(run, articles, tmp_path):
    """All 36 quotations have the verdict and the source that a person found."""
    (tmp_path / "list.txt").write_text("\n".join(row[1] for row in truth()), encoding="utf-8")
    result = run("--file", str(tmp_path / "list.txt"), "--json", *articles)
    found = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 1
    for (number, _, verdict, source), one in zip(truth(), found, strict=True):
        expected = "case-altered start" if number == "B7" else (SAME | NOT_HELD).get(verdict, verdict)
        assert (number, one["verdict"]) == (number, expected)
        date = next((date for named, date in DATES.items() if source.startswith(named)), "")
        assert not date or one["places"][0]["date"] == date


def test_one_quotation_is_told_in_words(run):
    """With what differs; exit 1 where a word is wrong, else 0."""
    result = run("The counting box does really not need faces to count heads.")
    assert result.exit_code == 1
    assert "put in without a mark: “really”" in result.output
    assert run("There’s nothing cleverer in it than that").exit_code == 0


def test_a_table_for_spreadsheets(run, tmp_path):
    """A line a quotation under a heading."""
    (tmp_path / "list.csv").write_text("quotation\n-the afternoons there were too good to lose\n")
    result = run("--file", str(tmp_path / "list.csv"), "--csv")
    heading, line = result.output.splitlines()
    assert heading.startswith("number,quotation,verdict,flags,score,document,")
    assert line.startswith("1,'-the afternoons")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--file", "nowhere.txt"],
        ["a", "--file", "pyproject.toml"],
        ["a", "--csv", "--json"],
        ["no faces", "--without", "the article"],
        ["no faces", "--without", "zzzzzzzz"],
    ],
)
def test_wrong_usage_is_exit_2(run, words):
    """Neither or both of quotation and list, or of two forms; a document that is not there cannot be left out."""
    assert run(*words).exit_code == 2


def test_a_list_that_cannot_be_read_is_exit_2(run, tmp_path):
    """And says why."""
    (tmp_path / "list.csv").write_text("words\none")
    result = run("--file", str(tmp_path / "list.csv"))
    assert (result.exit_code, "no column named" in result.output) == (2, True)
