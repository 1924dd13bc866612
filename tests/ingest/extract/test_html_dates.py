"""Dates of web pages."""

import pytest

from ingest.extract.extraction import Options
from ingest.extract.html import extractor as html

PAGE = (
    "<html><head><title>T</title>{meta}</head><body><article><h1>T</h1>"
    + "<p>A paragraph of an article that is long enough to be taken for one, with commas, and more.</p>" * 5
    + "</article></body></html>"
)


@pytest.mark.parametrize(
    ("meta", "date"),
    [
        ('<meta property="article:published_time" content="2131-04-22T06:30:00+02:00">', "2131-04-22"),
        ('<meta itemprop="datePublished" content="2021-04-22">', "2021-04-22"),
        ('<meta property="article:published_time" content="yesterday">', None),
        ("", None),
    ],
)
def test_a_page_that_states_its_date_is_believed(tmp_path, meta, date):
    """Whatever the year; a page that states none gets none."""
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(meta=meta))
    assert html.extract(path, Options()).hints.get("date") == date
