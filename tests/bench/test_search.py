"""The measurement of searches on a small archive: every row is there, and the engines and peers agree."""

from __future__ import annotations

import make_prose
import pytest

from bench.corpus.building import Corpus
from bench.ours import sets
from bench.peers.fts5 import Fts5
from bench.peers.peer import Unanswered
from bench.peers.stock import Stock
from bench.questions import Drawn
from bench.quotations import cuts
from bench.reported import lines_of
from bench.search import run
from bench.watched import WatchedIndexer
from index.engines.protocol import Wanted
from index.expansion import expanded


@pytest.fixture
def fed(store):
    """An engine on a small archive, and the rows that it was fed."""
    make_prose.filled(store)
    rows = []
    engine = WatchedIndexer(store, "whoosh", rows).rebuild()
    yield engine, rows
    engine.close()


def test_every_kind_of_question_has_its_row(store, tmp_path):
    """A run gives a line for each kind, in the table of engines and in that of pages, and the engines agree."""
    size = make_prose.filled(store)
    store.close()
    made = run(Corpus(store.folder, size, ("invented",)), tmp_path / "scratch", tmp_path, 2)
    page = "\n".join(lines_of(made))
    kinds = list(made.whoosh.engine)
    assert [page.count(f"\n| {kind} |") for kind in kinds] == [2] * len(kinds)
    assert made.agreeing == made.compared > 0
    assert made.as_scanned == made.phrases > 0


def test_questions_are_the_same_on_every_run(fed):
    """They are drawn with a fixed seed, and none stands in two sets."""
    _, rows = fed
    assert Drawn(rows).questions(4) == Drawn(rows).questions(4)
    drawn = sets(rows, 3)
    for kind in drawn.engine:
        typed = [(each.typed, each.filters) for part in (drawn.engine, drawn.search, drawn.page) for each in part[kind]]
        assert len(set(typed)) == len(typed) == 9


@pytest.mark.parametrize("kind", [Stock, Fts5], ids=lambda kind: kind.__name__)
def test_a_peer_counts_what_the_engine_counts(fed, tmp_path, kind):
    """On the same words, all that needs no seam has the same number of hits."""
    engine, rows = fed
    peer = kind(tmp_path / "peer")
    peer.build(rows)
    for name in ("common word", "AND of three", "prefix, four letters", "facets", "filters", "NOT"):
        for asked in Drawn(rows).questions(3)[name]:
            ours = engine.answer(expanded(asked.root, engine.vocabulary), asked.filters, Wanted())
            assert peer.ask(asked)[0] == ours.total, asked.typed
    peer.close()


def test_what_a_peer_cannot_answer_it_says(fed, tmp_path):
    """FTS5 has no fuzzy words."""
    _, rows = fed
    peer = Fts5(tmp_path / "peer")
    with pytest.raises(Unanswered):
        peer.ask(Drawn(rows).questions(1)["one wrong letter, fuzzy"][0])
    peer.close()


def test_quotations_are_cut_where_they_say(store):
    """Each is the stored text at its span, and none is cut twice."""
    make_prose.filled(store)
    found = cuts(store, 20)
    assert all(cut.span.of(store.revisions.text(cut.document, 1)) == cut.text for cut in found)
    assert len({cut.text for cut in found}) == 20
