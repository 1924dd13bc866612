"""The revisions of a document as a list: each with its cause, its means, and the way to what changed."""

from __future__ import annotations

from archive.documents import Document, Imprint
from web import urls
from web.desk import Desk
from web.pages.revisions import RevisionLine, RevisionsBox


def revisions_box(held: Desk, document: Document, here: int) -> RevisionsBox:
    """Return the list; `here` is the number of the revision that is read."""
    imprints = held.store.revisions.imprints(document.id)
    earlier = [None, *imprints]
    lines = [_line(document, imprint, before, here) for imprint, before in zip(imprints, earlier, strict=False)]
    return RevisionsBox(
        document=document.id,
        lines=tuple(reversed(lines)),
        changes="" if here == document.newest else urls.comparison(document.id, here, document.newest),
        reread=urls.reread(document.id),
    )


def _line(document: Document, imprint: Imprint, before: Imprint | None, here: int) -> RevisionLine:
    frozen = imprint.frozen
    return RevisionLine(
        number=imprint.number,
        href=urls.revision(document.id, imprint.number),
        when=imprint.created,
        cause=imprint.cause.value,
        file_name=imprint.file_name,
        engine=f"{frozen.engine} {frozen.engine_version}",
        changes=urls.comparison(document.id, before.number, imprint.number) if before else "",
        same_words=before is not None and before.frozen.text_sha256 == frozen.text_sha256,
        here=imprint.number == here,
    )
