"""Spans laid over one another answer as each of them would."""

from hypothesis import given
from hypothesis import strategies as st

from archive.covering import Cover, Layers
from archive.spans import Span

_SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(0, 8))


@given(st.lists(_SPANS), _SPANS)
def test_a_cover_touches_what_any_of_its_spans_touches(spans, asked):
    """However they overlap, adjoin or are empty."""
    assert Cover(spans).touches(asked) == any(span.intersect(asked) is not None for span in spans)


@given(st.lists(_SPANS), _SPANS)
def test_layers_give_what_of_each_span_lies_in_a_stretch(spans, asked):
    """All of them, however they overlap, and nothing else."""
    parts = [part for span in spans if (part := span.intersect(asked))]
    assert sorted(Layers(spans).at(asked)) == sorted(parts)
