"""What the bench takes for the right verdict."""

from __future__ import annotations

import make
import pytest

from bench.finer_mutations import FINER
from bench.quotations import rightly_judged
from index.reading_room import ReadingRoom
from index.tracing import trace

REVERSED = next(mutation for mutation in FINER if mutation.name == "order reversed, [...]")
ONCE = "The clerk of the harbour kept nine lamps in the cellar under the old customs house all winter long."
PRINTED = "in the cellar under the old customs house [...] the clerk of the harbour kept nine lamps"
AGAIN = f"{ONCE} Nobody asked. In spring the clerk of the harbour kept nine lamps out of sight."


@pytest.mark.parametrize(("text", "verdict"), [(ONCE, "spliced"), (AGAIN, "elided")])
def test_halves_that_stand_in_the_other_order_too_are_elided(store, text, verdict):
    """Only there: a verdict that no text bears out is not right."""
    make.keep(store, text)
    room = ReadingRoom(store, "whoosh")
    room.catch_up()
    told = trace(room.engine(), store, PRINTED)
    assert told.verdict.value == verdict
    assert rightly_judged(told, REVERSED)
    room.close()
