"""Runs: overlapping spans, solved once."""

from hypothesis import given
from hypothesis import strategies as st

from archive.spans import Span
from web.marks import Layer, runs

ENDS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)
LAYERS = st.lists(ENDS, max_size=12).map(
    lambda ends: [Layer(Span(*pair), "note", str(number)) for number, pair in enumerate(ends)]
)
CUTS = st.lists(st.integers(0, 40), max_size=5)


@given(LAYERS, CUTS)
def test_runs_partition_the_text(layers, cuts):
    """No code point twice, none left out."""
    found = [span for span, _ in runs(Span(0, 30), cuts, layers)]
    assert [at for span in found for at in range(span.start, span.end)] == list(range(30))


@given(LAYERS, CUTS)
def test_each_run_has_exactly_the_layers_that_cover_it(layers, cuts):
    """Asked point by point."""
    for span, over in runs(Span(0, 30), cuts, layers):
        for at in range(span.start, span.end):
            assert set(over) == {layer for layer in layers if layer.span.start <= at < layer.span.end}


def test_a_cut_starts_a_run():
    """A block's first code point opens a run."""
    assert [span.start for span, _ in runs(Span(0, 9), [4], [])] == [0, 4]
