"""Annotations that answer a query, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from archive.annotations import Annotation
from archive.spans import Span
from index.annotations import Note, Notes, unasked
from index.snippets import Snippet, snippet
from web import urls
from web.pages.annotations import AnnotationsPage, NoteLine
from web.pages.frame import Link
from web.pages.search import SnippetPart
from web.present.annotation import CONTEXT, described
from web.present.remarks import remarks

_EXPORTS = {"jsonld": "JSON-LD", "csv": "CSV", "html": "HTML", "md": "Markdown"}


def annotations_page(typed: str, found: Notes) -> AnnotationsPage:
    """Return the page of an answer; `typed` is empty where all annotations are shown."""
    page = found.page
    return AnnotationsPage(
        query=typed,
        searched=bool(typed),
        total=found.total,
        at_least=found.looked < found.held,
        looked_at=_looked_at(found),
        understood=found.query.understood,
        remarks=remarks(typed, (*found.query.ignored, *unasked(found.query.root))),
        notes=tuple(_line(note) for note in found.notes),
        page=page,
        pages=found.pages,
        previous_href=urls.notes(q=typed, page=str(page - 1)) if page > 1 else "",
        next_href=urls.notes(q=typed, page=str(page + 1)) if page < found.pages else "",
        passages_href=urls.search(q=typed),
        exports=tuple(Link(name, urls.exported_notes(form, q=typed)) for form, name in _EXPORTS.items() if found.total),
    )


def annotations_wire(typed: str, found: Notes, host: str) -> dict[str, object]:
    """Return an answer as JSON, its annotations in the words of the W3C model."""
    ignored = (*found.query.ignored, *unasked(found.query.root))
    return {
        "@context": CONTEXT,
        "query": typed,
        "understood": found.query.understood,
        "ignored": [remark.message for remark in ignored],
        "total": found.total,
        "total_is_exact": found.looked == found.held,
        "looked_at": found.looked,
        "held": found.held,
        "page": found.page,
        "pages": found.pages,
        "items": [described(note.annotation, host.rstrip("/")) for note in found.notes],
    }


def _looked_at(found: Notes) -> str:
    if found.looked == found.held:
        return ""
    return f"Only the {found.looked:,} annotations changed last, of {found.held:,}, were looked at: there may be more."


def _line(note: Note) -> NoteLine:
    annotation = note.annotation
    quote, comment = _shown(annotation.quote.exact, note.in_quote), _shown(annotation.body, note.in_comment)
    return NoteLine(
        href=_place(annotation),
        quote=_parts(quote),
        comment=_parts(comment),
        tags=tuple(Link(tag, urls.marked("tag", tag)) for tag in annotation.tags),
        author=annotation.author_name,
        author_href=urls.marked("user", annotation.author_name),
        when=annotation.modified,
        title=note.document.description.title,
        document_href=urls.document(note.document),
    )


def _place(annotation: Annotation) -> str:
    return urls.noted(annotation.document, annotation.revision, annotation.id)


def _shown(text: str, spans: Sequence[Span]) -> Snippet:
    return snippet(text, 0, spans, Span(0, len(text)))


def _parts(made: Snippet) -> tuple[SnippetPart, ...]:
    """Return a snippet's parts, with dots where the text goes on."""
    before, after = [SnippetPart("… ", hit=False)] * made.cut_before, [SnippetPart(" …", hit=False)] * made.cut_after
    return (*before, *(SnippetPart(part.text, part.hit) for part in made.parts), *after)
