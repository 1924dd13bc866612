"""The measurement of an archive that does not go into memory, on a small one."""

from __future__ import annotations

import re

import make_prose

from bench.corpus.building import Corpus
from bench.million import measured
from bench.mutations import MUTATIONS


def test_every_process_does_its_part(store):
    """The section says how much was measured, with a row for each mutation, each process and each kind of question."""
    size = make_prose.filled(store, texts=4)
    store.close()
    lines = measured(Corpus(store.folder, size, ("invented",)), questions=1, each=1)
    assert lines[2].startswith(f"{size.passages} passages of 4 documents")
    rows = {cells[1].strip(): cells[2:-1] for cells in (line.split("|") for line in lines) if len(cells) > 1}
    for mutation in MUTATIONS:
        assert [cell.strip() for cell in rows[mutation.name][:3]] == ["1", "1.000", "1.000"]
    held = [int(rows[name][0].replace(",", "")) for name in rows if name.startswith("most memory of the process")]
    assert len(held) == 3
    assert min(held) > 50
    for kind in ("common word", "phrase, six words", "facets", "NOT"):
        assert all(re.match(r" [\d.]+ / [\d.]+", cell) for cell in rows[kind])
