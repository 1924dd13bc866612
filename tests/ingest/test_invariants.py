"""What must hold of every archive, held against the sample documents, before and after they are read anew."""

from pathlib import Path

import pytest
from invariants import violations

from archive.citations import Standing, cite, standing
from archive.settings import read_settings
from archive.spans import Span
from index.reading_room import ReadingRoom
from ingest.accession import Arrival, gather, keep
from ingest.orders import Order
from ingest.pipeline import hand_over
from ingest.queue import Workers
from ingest.rereading import reread
from ingest.sidecar import of as beside

SAMPLES = Path(__file__).resolve().parents[2] / "documents"


@pytest.fixture
def work(store):
    """Return a function that works a deposit off and brings the index up to date."""

    def run(deposit):
        room = ReadingRoom(store)
        workers = Workers(store, read_settings({}, workers=2), lambda _: room.catch_up())
        workers.run(deposit, more=lambda: False)
        workers.close()
        room.close()

    return run


@pytest.fixture
def samples(store, work):
    """The sample documents, taken in."""
    for file, _ in gather([SAMPLES]):
        with file.open("rb") as stream:
            kept = keep(store, stream, Arrival(file.name, file.as_uri(), "test", "first"), limit=1 << 28)
        hand_over(store, kept, Order(sidecar=beside(file)))
    work("first")
    return store.documents.ids()


def test_everything_holds_of_the_samples(store, samples):
    """Spans, pages, boxes, passages, digests, queue and index."""
    assert len(samples) == 9
    assert violations(store) == []


def test_everything_holds_when_they_are_read_anew(store, samples, work):
    """By another reader: new revisions stand beside the old ones, and what was cited says what it said."""
    old = [store.revisions.get(document, 1) for document in samples]
    cited = [cite(revision, Span(10, 60)) for revision in old]
    for document in samples:
        reread(store, document, deposit="again", actor="ada", engine="pdfium")
    work("again")
    assert sorted(store.documents.get(document).newest for document in samples) == [1] * 6 + [2] * 3
    assert violations(store) == []
    assert [store.revisions.get(document, 1) for document in samples] == old
    assert {standing(*pair) for pair in zip(cited, old, strict=True)} == {Standing.INTACT}
