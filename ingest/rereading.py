"""Documents are read again: the file of the newest revision, with what the archive can do today."""

from __future__ import annotations

from archive.errors import NotHeld, Refused
from archive.provenance import Accession
from archive.store import Store
from ingest.orders import Order
from ingest.pipeline import ask


def reread(store: Store, document: str, *, deposit: str, engine: str = "") -> None:
    """Ask for the newest revision's file to be read again, in a deposit of its own.

    A new revision comes of it only where text, pages, marks or means differ; `Refused` where the file waits already.
    """
    if not ask(store, newest_arrival(store, document), Order(again=True, engine=engine), deposit=deposit):
        raise Refused("this document waits to be read already")


def newest_arrival(store: Store, document: str) -> Accession:
    """Return the accession that brought the file of a document's newest revision."""
    newest = store.documents.get(document).newest
    sha256 = store.revisions.imprints(document)[newest - 1].frozen.original_sha256
    for arrival in store.accessions.of(document):
        if arrival.original_sha256 == sha256:
            return arrival
    raise NotHeld("the record does not say how the file of this document arrived")
