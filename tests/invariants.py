"""What must hold of every archive, whatever came into it: each violation is a sentence. Slow and thorough."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from itertools import pairwise

import sqlalchemy as sa

from archive.documents import digest
from archive.store.schema import ACCESSIONS, JOBS, REVISIONS, TEXTS
from index.engines.protocol import Filters
from index.indexer import Indexer
from index.query import And
from ingest import boxes
from ingest.canonical import canonical
from ingest.extract.extraction import RawPage


def violations(store, *, finished=True):
    """Return everything that does not hold; `finished` expects an empty queue."""
    found = [*_database(store), *_arrivals(store, finished=finished), *_index(store)]
    for document in store.documents.ids():
        newest = store.documents.get(document).newest
        numbers = [imprint.number for imprint in store.revisions.imprints(document)]
        if numbers != list(range(1, newest + 1)):
            found.append(f"{document}: revisions {numbers}, newest {newest}")
        for number in numbers:
            found += [f"{document}@{number}: {fault}" for fault in _revision(store, document, number)]
    return found


def _rows(store, query):
    with store._database.reading() as connection:
        return connection.execute(query).all()


def _database(store):
    for pragma in ("integrity_check", "foreign_key_check"):
        said = [tuple(row) for row in _rows(store, sa.text(f"PRAGMA {pragma}"))]
        if said not in ([], [("ok",)]):
            yield f"{pragma}: {said[:3]}"
    made_from = Counter(
        row.original_sha256 for row in _rows(store, sa.select(REVISIONS).where(REVISIONS.c.number == 1))
    )
    yield from (f"{count} documents begin with the same bytes {sha}" for sha, count in made_from.items() if count > 1)


def _arrivals(store, *, finished):
    jobs = {}
    for job in _rows(store, sa.select(JOBS)):
        jobs.setdefault(job.accession, []).append(job)
    for arrival in _rows(store, sa.select(ACCESSIONS)):
        store.originals.verify(arrival.original_sha256)
        asked = jobs.get(arrival.id, [])
        if not asked:
            yield f"accession {arrival.id} was never asked to be read"
        if finished and any(job.state in {"queued", "running"} for job in asked):
            yield f"accession {arrival.id} still waits: {[(job.state, job.attempts) for job in asked]}"
        stages = [event.stage for event in store.accessions.events(arrival.id)]
        if stages[:1] != ["accession"] or stages.count("accession") != 1:
            yield f"accession {arrival.id} arrived {stages.count('accession')} times"
        if stages.count("ingestion") > len(asked):
            yield f"accession {arrival.id} was stored {stages.count('ingestion')} times by {len(asked)} jobs"
        if arrival.document and store.revisions.of_original(arrival.original_sha256) is None:
            yield f"accession {arrival.id} became document {arrival.document}, of which no revision has its bytes"
        if any(job.state == "done" and job.result["status"] == "stored" for job in asked) and not arrival.document:
            yield f"accession {arrival.id} is said to be stored and has no document"


def _index(store):
    """Compare the index with the store: the passages of newest revisions, each once, and no others."""
    engine = Indexer(store).open()
    if engine.cursor() != store.outbox.latest():
        yield f"the index stands at {engine.cursor()} of {store.outbox.latest()}"
    held = Counter(candidate.id for candidate in engine.candidates(And(()), Filters()))
    engine.close()
    want = Counter(
        passage.id
        for document in store.documents.ids()
        for passage in store.passages.of(document, store.documents.get(document).newest)
    )
    if held != want:
        yield f"index: too many {sorted(held - want)[:5]}, missing {sorted(want - held)[:5]}"


def _revision(store, document, number):
    revision = store.revisions.get(document, number)
    text, pages = revision.text, revision.pages
    yield from _pages(text, pages)
    for what, spans in (
        ("mark", [mark.span for mark in revision.structures]),
        ("finding", [finding.span for finding in revision.findings if finding.span]),
    ):
        yield from (
            f"{what} {span} is empty or outside" for span in spans if not 0 <= span.start < span.end <= len(text)
        )
    passages = store.passages.of(document, number)
    edges = [0, *(passage.span.end for passage in passages)]
    if [passage.span.start for passage in passages] != edges[:-1] or edges[-1] != len(text):
        yield "passages do not partition the text"
    for passage in passages:
        if passage.page != revision.page_at(passage.span.start).number:
            yield f"passage {passage.number} says page {passage.page}"
    where = (TEXTS.c.document == document) & (TEXTS.c.revision == number)
    ((row),) = _rows(store, sa.select(TEXTS.c.boxes, TEXTS.c.offset_runs).where(where))
    packed = boxes.unpack(bytes(row.boxes))
    if row.boxes and len(packed) != len(text):
        yield f"{len(packed)} boxes for {len(text)} code points"
    yield from _runs(json.loads(zlib.decompress(row.offset_runs)), len(text))
    if digest(text) != revision.frozen.text_sha256:
        yield "digest of the text"


def _pages(text, pages):
    leaves = text.split("\f")
    if [page.span.of(text) for page in pages] != leaves:
        yield f"{len(pages)} pages for {len(leaves)} between form feeds, or their spans differ"
    if [page.number for page in pages] != list(range(1, len(pages) + 1)):
        yield "pages are not numbered in order"
    if canonical([RawPage(leaf) for leaf in leaves]).text != text:
        yield "the canonical form of the text is another text"


def _runs(runs, length):
    if sum(run[2] for run in runs) != length or any(run[2] < 1 for run in runs):
        yield f"offset runs cover {sum(run[2] for run in runs)} of {length}"
    if (runs and runs[0][0]) or any(one[0] + one[2] != other[0] for one, other in pairwise(runs)):
        yield "offset runs have gaps"
    if any(one[1] > other[1] for one, other in pairwise(runs)):
        yield "offset runs go backwards"
