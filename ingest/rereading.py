"""Documents are read again: the file of the newest revision, with what the archive can do today."""

from __future__ import annotations

from archive.errors import NotHeld
from archive.provenance import Accession
from archive.store import Store
from ingest.orders import Order, first_order
from ingest.pipeline import ask


def reread(store: Store, document: str, *, deposit: str, actor: str, engine: str = "") -> bool:
    """Ask for the newest revision's file to be read again; False where it waits already. `actor` is who asks.

    What its sidecar said when it came still holds. A new revision comes of it only where text, pages, marks or means
    differ.
    """
    with store.atomic():
        arrival = newest_arrival(store, document)
        order = Order(sidecar=first_order(store, arrival).sidecar, again=True, engine=engine)
        if not ask(store, arrival, order, deposit=deposit):
            return False
        store.audit.add(at=store.clock.now(), actor=actor, act="reread", key=document, outcome="asked for")
        return True


def newest_arrival(store: Store, document: str) -> Accession:
    """Return the accession that brought the file of a document's newest revision."""
    newest = store.documents.get(document).newest
    sha256 = store.revisions.imprints(document)[newest - 1].frozen.original_sha256
    for arrival in store.accessions.of(document):
        if arrival.original_sha256 == sha256:
            return arrival
    raise NotHeld("the record does not say how the file of this document arrived")
