"""Spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import Refused
from archive.spans import Span

OFFSETS = st.integers(min_value=0, max_value=10**6)


@st.composite
def spans(draw):
    start, end = sorted((draw(OFFSETS), draw(OFFSETS)))
    return Span(start, end)


@given(spans())
def test_a_written_span_reads_back(span):
    """What an address says is what was meant."""
    assert Span.parse(str(span)) == span


@given(spans(), spans())
def test_intersection_is_symmetric_and_inside_both(one, other):
    """The common part of two spans lies in both, whichever is asked."""
    common = one.intersect(other)
    assert common == other.intersect(one)
    assert common is None or (one.contains(common) and other.contains(common))


@given(spans(), st.integers(min_value=0, max_value=1000))
def test_shifting_keeps_the_length(span, by):
    """A moved span is as long as before."""
    assert len(span.shift(by)) == len(span)


@given(st.text(max_size=50), spans())
def test_the_words_at_a_span_are_a_slice_or_refused(text, span):
    """Past the end is refused, never clipped."""
    if span.end > len(text):
        with pytest.raises(Refused):
            span.of(text)
    else:
        assert span.of(text) == text[span.start : span.end]


@pytest.mark.parametrize("written", ["", "5", "5-", "-5", "9-3", "1-2-3", "a-b", "1 - 2", "٣-٤", "1" * 30 + "-2"])
def test_what_is_no_span_is_refused(written):
    """Only two numbers, forwards."""
    with pytest.raises(Refused):
        Span.parse(written)


def test_spans_count_code_points():
    """An emoji before the span is one code point."""
    assert Span(2, 6).of("😀 café") == "café"
