"""The measurement of articles: what it counts."""

from __future__ import annotations

import json

import pytest

from bench import articles


def test_words_are_counted_as_often_as_they_stand():
    """Precision is the share of ours that was expected, recall the share of the expected that we have."""
    assert articles.score("the cat the dog", "the cat sat") == pytest.approx((4 / 7, 2 / 4, 2 / 3))
    assert articles.score("", "x") == (0.0, 0.0, 0.0)


def test_a_folder_of_pages_gives_a_table(tmp_path):
    """Pages are named with their figures, fields counted as the same, another or none."""
    page = tmp_path / "one"
    page.mkdir()
    words = "".join(
        f"<p>Paragraph {number} of the article tells what happened next, at length.</p>" for number in range(9)
    )
    head = "<html lang=en><head><title>T</title><meta name=author content='Ann Ash'></head>"
    (page / "source.html").write_text(f"{head}<body><article>{words}</article></body></html>")
    (page / "expected.html").write_text(f"<div>{words}</div>")
    told = {"title": "T", "byline": "Bo", "lang": "en", "siteName": None, "publishedTime": None}
    (page / "expected-metadata.json").write_text(json.dumps(told))
    lines = articles.table(tmp_path)
    assert any(line.startswith("| Verbatim | 1.000 | 1.000 | 1.000 |") for line in lines)
    assert "| creator | 1 | 0 | 1 | 0 | 0 |" in lines
    assert "| language | 1 | 1 | 0 | 0 | 0 |" in lines


def test_without_a_folder_nothing_is_measured(tmp_path):
    """The table says so."""
    assert "Not measured" in articles.table(tmp_path / "none")[-1]
