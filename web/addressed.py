"""What an address names, as the record holds it."""

from __future__ import annotations

from archive.documents import Document, Revision
from archive.store import Store
from web.references import parse_reference


def document(store: Store, reference: str) -> Document:
    """Return the document that the last part of its address names; `NotHeld` where there is none."""
    return store.documents.get(parse_reference(reference).document)


def revision(store: Store, reference: str) -> tuple[Document, Revision]:
    """Return a document with the revision that the address pins, else with its newest one."""
    asked = parse_reference(reference)
    held = store.documents.get(asked.document)
    return held, store.revisions.get(held.id, asked.revision or held.newest)
