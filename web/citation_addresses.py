"""The address of a citation: read, and what it names here."""

from __future__ import annotations

from archive.citations import Citation, Standing, fault
from archive.documents import Document, Revision
from archive.errors import Damaged, Forged, NotHeld, Withdrawn
from archive.standing import Stand, stand
from archive.store import Store
from archive.withdrawing import must_be_shown
from web.references import parse_cited, parse_reference


def read(reference: str, cited: str) -> tuple[Citation, str]:
    """Return what the parts of an address before and behind `/cite/` name, and its ending.

    The check is empty where there is none. `NotHeld` or `Refused` where it cannot be read or names no revision.
    """
    asked, (span, check, form) = parse_reference(reference), parse_cited(cited)
    if not asked.revision or asked.form:
        raise NotHeld("a citation names a revision, for example abcdefgh@1")
    return Citation(asked.document, asked.revision, span, check), form


def held(store: Store, named: Citation) -> tuple[Document, Revision]:
    """Return the document and the revision that a citation names; `NotHeld`, or `Withdrawn`."""
    document = store.documents.get(named.document)
    must_be_shown(store, document)
    return document, store.revisions.get(named.document, named.revision)


def must_fit(named: Citation, revision: Revision) -> None:
    """Raise `Forged`, saying which part does not fit, where the words of a revision are not those that were cited."""
    if told := fault(named, revision):
        raise Forged(told)


def followed(store: Store, named: Citation) -> Stand:
    """Return the standing of a citation of a revision that is held: a newest revision that cannot be read is `Damaged`.

    A document that was withdrawn since the request began is `Withdrawn`.
    """
    found = stand(store, named)
    if found.standing is Standing.UNKNOWN:
        raise Damaged(found.reason)
    if found.standing is Standing.WITHDRAWN:
        raise Withdrawn(found.reason)
    return found
