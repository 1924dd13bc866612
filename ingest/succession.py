"""Whether a reading is a new revision of a document that is held, why, and what of the old one it must not lose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from archive.corrections import Correction, corrected
from archive.documents import FIELDS, Cause, Document, Revision
from archive.errors import Damaged
from archive.findings import Origin
from archive.identifiers import Scheme
from archive.kinship import shared
from archive.provenance import Accession
from archive.store import Store
from ingest.orders import Order
from ingest.reading import Reading

_KIN = 0.1
"""The least share of rows of words by which two texts from one address are taken for one document."""


@dataclass(frozen=True, slots=True)
class Succession:
    """The document of which a reading is a new revision, None where it is a document of its own.

    `remark` says where a document was thought of and not taken.
    """

    cause: Cause
    document: Document | None = None
    revision: Revision | None = None
    remark: str = ""

    @property
    def known(self) -> Document:
        """The document; there must be one."""
        if self.document is None:
            raise Damaged("a new revision needs a document")
        return self.document

    @property
    def newest(self) -> Revision:
        """The revision that is the newest until now; there must be one."""
        if self.revision is None:
            raise Damaged("a new revision needs one before it")
        return self.revision


def succession(store: Store, accession: Accession, order: Order, reading: Reading) -> Succession:
    """Find the document that a reading continues.

    It is the one whose bytes are read again, the one it was said to revise, or the one that was published at the same
    address in the same form.
    """
    if order.again and accession.document:
        return _of(store, accession.document, Cause.AGAIN)
    if order.revision_of:
        return _of(store, order.revision_of, Cause.VERSION)
    return _published(store, reading)


def _of(store: Store, identifier: str, cause: Cause) -> Succession:
    document = store.documents.get(identifier)
    return Succession(cause, document, store.revisions.get(identifier, document.newest))


def _published(store: Store, reading: Reading) -> Succession:
    """Find the document published at the same address.

    Some sites give all their pages one address: a page that has next to no words in common with what is held, or whose
    address is that of a whole site, stays a document of its own, and it is said.
    """
    addresses = [named.value for named in reading.identifiers if named.scheme is Scheme.WEB and _of_a_page(named.value)]
    bearers = store.identifiers.bearers((Scheme.WEB,), addresses) if addresses else []
    found = [_of(store, identifier, Cause.ADDRESS) for identifier in bearers]
    alike = [one for one in found if one.newest.media_type == reading.media_type]
    if not alike:
        return Succession(Cause.FIRST)
    share, _, nearest = max((shared(one.newest.text, reading.text), -at, one) for at, one in enumerate(alike))
    if share >= _KIN:
        return nearest
    told = f"published at the same address as {nearest.known.id}, but with other words: kept as a document of its own"
    return Succession(Cause.FIRST, remark=told)


def _of_a_page(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)


def upheld(store: Store, found: Succession, reading: Reading) -> Reading:
    """Return the reading with what was told of the document before: by a sidecar, and by names it was given.

    A sidecar's word stands until another sidecar says otherwise. Other bytes add to the names; the same bytes read
    again set them anew.
    """
    told = {finding.field for finding in reading.findings if finding.origin is Origin.SIDECAR}
    kept = [
        finding for finding in found.newest.findings if finding.origin is Origin.SIDECAR and finding.field not in told
    ]
    words = [
        Correction(found.known.id, finding.field, finding.value, "", "") for finding in kept if finding.field in FIELDS
    ]
    names = () if found.cause is Cause.AGAIN else store.identifiers.of(found.known.id)
    return replace(
        reading,
        description=corrected(reading.description, words),
        findings=(*kept, *reading.findings),
        identifiers=tuple(dict.fromkeys((*reading.identifiers, *names))),
    )
