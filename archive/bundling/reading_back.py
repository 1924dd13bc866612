"""What was imported is read back through the shelves, as everything that uses it will, before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager

from archive.bundling import layout
from archive.documents import Passage, Revision
from archive.errors import ArchiveError, Refused
from archive.spans import Span
from archive.store import Store


def read_back(store: Store, originals: AbstractSet[str]) -> None:
    """Read everything; `Refused` where the record does not hold together: nobody can tell what it would say wrongly.

    Texts have their digests, spans lie in their texts, annotations' words stand where they say, and the originals that
    are named are `originals` (digests), no more and no fewer.
    """
    _check_ids(store)
    _check_originals(store, originals)
    with _telling("the record"):
        _read_whole(store)
    for document in store.documents.ids():
        with _telling(f"the record of document {document}"):
            _read(store, document)


@contextmanager
def _telling(what: str) -> Iterator[None]:
    try:
        yield
    except (ArchiveError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise Refused(f"{what} does not hold together: {error}") from error


def _read_whole(store: Store) -> None:
    """Read what belongs to no single document."""
    for person in store.people.on():
        store.searches.on(person.id)
        store.foreign_annotations.arrived(person, limit=-1)
    store.finds.latest(limit=-1)
    for row in store.record.rows("accessions"):
        accession = store.accessions.get(str(row["id"]))
        store.accessions.events(accession.id)
        store.jobs.about(accession.id)


def _check_ids(store: Store) -> None:
    """Refuse what is not named as the archive names things: ids become addresses and names of files."""
    for table in ("documents", "accessions", "annotations", "foreign_annotations", "saved_searches"):
        if strange := next((row["id"] for row in store.record.rows(table) if not layout.is_id(row["id"])), None):
            raise Refused(f"{table}: {strange!a:.60} is not an id")


def _check_originals(store: Store, originals: AbstractSet[str]) -> None:
    tables = ("accessions", "revisions")
    named = {row["original_sha256"] for table in tables for row in store.record.rows(table)}
    if differing := sorted(map(str, named ^ originals)):
        how = "no record names it" if differing[0] in originals else "it is missing"
        raise Refused(f"original {differing[0]:.64}: {how}")


def _read(store: Store, document: str) -> None:
    held = store.documents.get(document)
    store.corrections.of(document)
    store.identifiers.of(document)
    numbers = [imprint.number for imprint in store.revisions.imprints(document)]
    if numbers != list(range(1, held.newest + 1)):
        raise Refused(f"it has the revisions {numbers}, and the newest is said to be {held.newest}")
    for number in numbers:
        _read_revision(store, store.revisions.get(document, number))


def _read_revision(store: Store, revision: Revision) -> None:
    key = revision.document, revision.number
    if len(revision.pages) != revision.text.count("\f") + 1:
        raise Refused(f"revision {revision.number} has other pages than its text")
    passages = store.passages.of(*key)
    _must_lie_in(revision.text, _spans(store, revision, passages))
    if any(not 1 <= passage.page <= len(revision.pages) for passage in passages):
        raise Refused(f"a passage of revision {revision.number} stands on a page that there is not")
    _must_quote(store, revision)
    store.traces.of(*key)
    store.judgements.on(*key)


def _must_quote(store: Store, revision: Revision) -> None:
    """Refuse annotations, whoever sees them, that quote other words, or places in this revision past its end."""
    held = [note for note in store.annotations.all_on(revision.document) if note.revision == revision.number]
    for annotation in held:
        for anchor in annotation.anchors:
            if anchor.span.of(revision.text) != anchor.quote.exact:
                raise Refused(f"annotation {annotation.id} quotes other words than stand at {anchor.span}")
    store.reviews.on([annotation.id for annotation in held])
    carried = (each for parts in store.anchors.on(revision.document, revision.number).values() for each in parts)
    _must_lie_in(revision.text, (each.anchored.span for each in carried if each.anchored.span is not None))


def _spans(store: Store, revision: Revision, passages: Sequence[Passage]) -> Iterator[Span]:
    yield from (page.span for page in revision.pages)
    yield from (mark.span for mark in revision.structures)
    yield from (passage.span for passage in passages)
    yield from (quotation.outer for quotation in store.quotations.of(revision.document, revision.number))


def _must_lie_in(text: str, spans: Iterable[Span]) -> None:
    if past := next((span for span in spans if span.end > len(text)), None):
        raise Refused(f"{past} lies past the end of its text ({len(text)} code points)")
