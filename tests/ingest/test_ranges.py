"""A long PDF is read in ranges of pages: each gives what it was asked for, or the file is refused."""

from pathlib import Path

import pytest

from archive.errors import Unreadable
from archive.settings import read_settings
from ingest import extraction
from ingest.extract.extraction import Extraction, RawPage
from ingest.identify import Format
from ingest.stages import Stages

SETTINGS = read_settings({}, workers=2)


@pytest.fixture
def reader(monkeypatch):
    """Return a function that puts a reader in the extractors' place, which leaves out the page `lost`."""

    def put(*, pages, lost=0):
        def read(_path, _format, _settings, options, until=None):
            numbers = range(options.first, min(options.last or pages, pages) + 1)
            given = tuple(RawPage(f"page {number}") for number in numbers if number != lost)
            return Extraction(given, "hand", "1", "plain", page_count=pages)

        monkeypatch.setattr(extraction, "confine", read)

    return put


def test_all_pages_come_in_their_order(reader):
    """Whatever range is ready first."""
    reader(pages=173)
    found = extraction.extract(Path("a.pdf"), Format.PDF, SETTINGS, Stages())
    assert [page.text for page in found.pages] == [f"page {number}" for number in range(1, 174)]


@pytest.mark.parametrize("lost", [7, 60, 173])
def test_a_range_that_gives_too_little_shifts_no_page_number(reader, lost):
    """The file is refused, by the second reader too."""
    reader(pages=173, lost=lost)
    with pytest.raises(Unreadable, match="172 were given back") as refusal:
        extraction.extract(Path("a.pdf"), Format.PDF, SETTINGS, Stages())
    assert refusal.value.code == "crash"
