"""Foreign annotations in the words of the W3C model, and as a page."""

from __future__ import annotations

from collections.abc import Sequence

from archive.annotations import Visibility
from archive.fields import is_address
from archive.foreign import ForeignAnnotation
from web import urls, wire
from web.foreign_content import RESERVED, address, each_resource
from web.pages.foreign import ForeignLine, ForeignPage, ForeignTarget
from web.pages.frame import Link
from web.present.annotation import CONTEXT, audience, person

_SHOWN = 1000
"""How much of a comment or of a quotation the list shows, in code points."""

_SEEN_BY = {Visibility.PRIVATE: "Only you see this", Visibility.TEAM: "Only the team sees this", Visibility.PUBLIC: ""}


def foreign_wire(annotation: ForeignAnnotation, host: str) -> dict[str, object]:
    """Return one annotation as it was sent, with what is the archive's to say: id, author, moments, audience."""
    return {
        "@context": CONTEXT,
        "id": host.rstrip("/") + urls.foreign(annotation.id),
        **{name: value for name, value in annotation.content.items() if name not in RESERVED},
        "created": annotation.created,
        "modified": annotation.modified,
        "creator": person(annotation.author, annotation.author_name),
        **audience(annotation.visibility),
    }


def foreign_page(notes: Sequence[ForeignAnnotation], total: int, page: int, pages: int) -> ForeignPage:
    """Return a page of the list; `page` counts from 0, as in the container."""
    return ForeignPage(
        total=total,
        notes=tuple(_line(note) for note in notes),
        page=page + 1,
        pages=pages,
        previous_href=urls.contained(urls.FOREIGN, page=str(page - 1)) if page > 0 else "",
        next_href=urls.contained(urls.FOREIGN, page=str(page + 1)) if page + 1 < pages else "",
        container=urls.FOREIGN,
        export=urls.exported_foreign() if total else "",
    )


def _line(note: ForeignAnnotation) -> ForeignLine:
    bodies = list(each_resource(note.content.get("bodyValue", note.content.get("body"))))
    return ForeignLine(
        id=note.id,
        href=urls.foreign(note.id),
        targets=tuple(
            ForeignTarget(_place(each), _cut(_quoted(each))) for each in each_resource(note.content.get("target"))
        ),
        comments=tuple(_said(body) for body in bodies if not _is_tag(body)),
        tags=tuple(_said(body).label for body in bodies if _is_tag(body)),
        author=note.author_name,
        when=note.modified,
        seen_by=_SEEN_BY[note.visibility],
    )


def _place(resource: object) -> Link:
    """Return where a body or a target lies, as a link where that is an address of the web."""
    where = address(resource)
    return Link(_cut(where), where if is_address(where) else "")


def _said(body: object) -> Link:
    """Return the words of a body, or where it lies."""
    value = body.get("value") if isinstance(body, dict) else None
    return Link(_cut(value), "") if isinstance(value, str) else _place(body)


def _is_tag(body: object) -> bool:
    return isinstance(body, dict) and body.get("purpose") == "tagging"


def _quoted(target: object) -> str:
    """Return the words that a target quotes, empty where it quotes none."""
    selectors = wire.listed(target.get("selector")) if isinstance(target, dict) else []
    exact = [each.get("exact") for each in selectors if isinstance(each, dict)]
    return next((words for words in exact if isinstance(words, str)), "")


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + " …"
