"""Passages partition the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.canonical import canonical
from ingest.extract.extraction import RawPage
from ingest.segment import CEILING, LONGEST, SHORTEST, segment

PAGES = st.lists(st.text(alphabet="ab. \n“”", max_size=60).map(lambda text: text * 90), min_size=1, max_size=4)


@given(PAGES)
def test_every_code_point_is_in_exactly_one_passage(texts: list[str]) -> None:
    """Passages stand end to end, none is longer than the ceiling, none is empty."""
    form = canonical([RawPage(text) for text in texts])
    passages = segment(form.text, form.pages)
    assert "".join(span.of(form.text) for _, span in passages) == form.text
    assert all(0 < len(span) <= CEILING + len(texts) for _, span in passages)


@given(PAGES)
def test_a_form_feed_ends_its_passage(texts: list[str]) -> None:
    """No passage has visible words on two pages."""
    form = canonical([RawPage(text) for text in texts])
    for number, span in segment(form.text, form.pages):
        assert "\f" not in span.of(form.text).strip("\f\n ")
        assert number == form.text.count("\f", 0, span.start) + 1


def test_prose_is_cut_at_paragraphs() -> None:
    """Passages of prose end with a paragraph and have the wished length."""
    text = "\n\n".join(f"Sentence {at} of the text stands here and goes on for a while." * 4 for at in range(30))
    form = canonical([RawPage(text)])
    spans = [span for _, span in segment(form.text, form.pages)]
    assert all(SHORTEST <= len(span) <= LONGEST for span in spans[:-1])
    assert all(span.of(form.text).endswith("\n\n") for span in spans[:-1])


def test_an_empty_text_has_no_passages() -> None:
    """Nothing to show, nothing to index."""
    assert segment("", canonical([RawPage("")]).pages) == ()
