"""A revision as JSON: text, digests, description, pages, structures. Offsets are code points."""

from __future__ import annotations

from dataclasses import asdict

from archive.describing import values
from archive.documents import Document, Imprint, Revision
from archive.store import Store
from web.present.description import corrections_wire, findings_wire


def revision_wire(store: Store, document: Document, revision: Revision, *, within: bool) -> dict[str, object]:
    """Return everything a reader needs to check a citation without this software.

    Those who may correct a description (`within`) are told who did.
    """
    return {
        "document": document.id,
        "revision": revision.number,
        "text": revision.text,
        "sha256": revision.frozen.text_sha256,
        "metadata": {
            **values(document.description),
            "file_name": revision.file_name,
            "media_type": revision.media_type,
        },
        "findings": findings_wire(revision),
        "corrections": corrections_wire(store, document.id, within=within),
        "frozen": asdict(revision.frozen),
        "revisions": [_imprint_wire(imprint) for imprint in store.revisions.imprints(document.id)],
        "notes": list(revision.notes),
        "pages": [
            {
                "number": page.number,
                "label": page.label,
                "start": page.span.start,
                "end": page.span.end,
                "state": page.state.value,
                "reader": page.reader,
                "why": page.why,
                "confidence": page.confidence if page.confidence >= 0 else None,
                "doubts": list(page.doubts),
            }
            for page in revision.pages
        ],
        "marks": [
            {"kind": mark.kind.value, "start": mark.span.start, "end": mark.span.end, "detail": mark.detail}
            for mark in revision.structures
        ],
    }


def _imprint_wire(imprint: Imprint) -> dict[str, object]:
    return {
        "revision": imprint.number,
        "created": imprint.created,
        "cause": imprint.cause.value,
        "file_name": imprint.file_name,
        "media_type": imprint.media_type,
        "frozen": asdict(imprint.frozen),
    }
