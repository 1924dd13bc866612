"""A server and a command line killed with -9 at random moments, again and again: what was acknowledged stands."""

import pytest
from killing import Siege

READY_SECONDS = 60
"""How long a start may take where the machine is busy with other things too; alone it takes two."""


@pytest.mark.parametrize("rounds", [2, pytest.param(200, marks=pytest.mark.slow)])
def test_no_death_loses_or_garbles_anything(tmp_path, rounds):
    """No acknowledged write is lost, the queue drains, the index equals the store, nothing stands for the dead."""
    siege = Siege(tmp_path, seed=rounds)
    for number in range(rounds):
        siege.round(number)
        if number % 10 == 9:
            assert siege.settle() == []
    assert siege.settle() == []
    assert siege.slowest < READY_SECONDS
