"""Hostile files: text or a named failure for each, no hang, no harm to the archive's own process."""

import resource
import time
from pathlib import Path

import pytest
from hostile import CASES

from ingest import pipeline
from ingest.results import Status

QUICK = (
    "encrypted.pdf", "header-only.pdf", "cut-at-55.pdf", "count-lies.pdf", "tree-loop.pdf", "parent-loop.pdf",
    "many-pages.pdf", "table-loop.pdf", "box-nan.pdf", "box-digits.pdf", "outlines-loop.pdf",
    "names-loop.pdf", "type-three.pdf", "foreign-map.pdf", "image-bomb.pdf",
    "deep.html", "wrong-utf16.html", "outside.xhtml", "laughs.xhtml", "comments-before.html",
    "nested-50.eml", "charset-bomb.eml", "boundary-empty.eml", "external.eml", "forwarded.eml",
    "names.zip", "layers.zip", "lying.zip", "encrypted.zip", "empty.zip", "cut.zip", "link.zip",
    "outside.docx", "laughs.docx", "cut-at-80.docx", "outside.odt", "rows.odt",
    "pages.txt", "odd-utf16.txt", "surrogates.txt", "comments.txt", "bin.rtf", "cut.rtf", "open.rtf",
)  # fmt: skip
SECRET = Path("/etc/passwd").read_text().splitlines()[0]
TABLE = Path(__file__).parents[2] / "docs" / "hostile-files.md"
HEAD = """# Hostile files

Written by `make test-slow`. Every file is made by `tests/hostile/` on the spot. The result is what the archive says of
it: `text` where it was read, `files inside` where it only holds others, else the code of the failure. Seconds are wall
clock of a whole reading, second tries included, on a small shared machine.

| file | what it tries | bytes | result | seconds |
|---|---|---|---|---|
"""


def outcome(store, result, words):
    """Return what became of a file in one word, having looked at what was stored."""
    if result.status is Status.FAILED:
        return result.code
    if result.document:
        text = store.revisions.text(result.document, result.revision)
        assert SECRET not in text
        assert words in text
    return "files inside" if result.status is Status.UNPACKED else "text"


def check(case, store, take_in):
    result = outcome(store, take_in(case.name, case.make()), case.words)
    assert result not in {"fault", "given-up"}
    assert not case.outcomes or result in case.outcomes, result
    return result


@pytest.mark.parametrize("case", [case for case in CASES if case.name in QUICK], ids=lambda case: case.name)
def test_a_hostile_file_has_a_named_result(case, store, take_in):
    """A sample; `make test-slow` runs them all."""
    check(case, store, take_in)


def test_the_sample_is_of_the_list():
    """No name in it is a slip."""
    assert set(QUICK) <= {case.name for case in CASES}


@pytest.fixture(scope="module")
def table():
    """The table of results; written down when every case has one."""
    rows = {}
    yield rows
    if len(rows) == len(CASES):
        lines = (
            f"| `{name}` | {trick} | {size:,} | {result} | {took:.1f} |\n"
            for name, (trick, size, result, took) in rows.items()
        )
        TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_hostile_file_has_a_named_result(case, store, take_in, table):
    """In bounded time, with the archive's own process under 1 GiB."""
    begun = time.monotonic()
    result = check(case, store, take_in)
    took = time.monotonic() - begun
    table[case.name] = (case.trick, len(case.make()), result, took)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1 << 20


def test_files_inside_files_cannot_flood_the_archive(store, take_in, monkeypatch):
    """What a deposit may bring forth is bounded, however they multiply; the rest is refused with a reason."""
    monkeypatch.setattr(pipeline, "INSIDE", 20)
    monkeypatch.setattr(pipeline, "INSIDE_EACH", 1)
    layers = next(case for case in CASES if case.name == "layers.zip").make()
    assert take_in("a.zip", layers).status is Status.UNPACKED
    refused = take_in("b.zip", layers + b"PK")
    assert (refused.code, store.accessions.counted("deposit1")) == ("too-large", (2, 16))
