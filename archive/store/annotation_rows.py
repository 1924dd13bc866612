"""Annotations as rows of their tables, and back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from archive.annotations import Anchor, Annotation, Motivation, Version, Visibility, Work
from archive.selectors import Quote
from archive.spans import Span


def place_columns(annotation: Annotation) -> dict[str, object]:
    """Return the words on which an annotation lies, as they are kept."""
    return {
        "start": annotation.span.start,
        "end": annotation.span.end,
        "exact": annotation.quote.exact,
        "prefix": annotation.quote.prefix,
        "suffix": annotation.quote.suffix,
        "further": [_anchor_row(anchor) for anchor in annotation.further],
    }


def row_of(annotation: Annotation) -> dict[str, object]:
    """Return an annotation as it is kept."""
    return {
        "id": annotation.id,
        "document": annotation.document,
        "revision": annotation.revision,
        **place_columns(annotation),
        "motivation": annotation.motivation.value,
        "body": annotation.body,
        "tags": list(annotation.tags),
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "version": annotation.version,
        "visibility": annotation.visibility.value,
        "work": annotation.work.value,
        "reply_to": annotation.reply_to,
        "via": annotation.via,
        "canonical": annotation.canonical,
    }


def version_row(annotation: Annotation) -> dict[str, object]:
    """Return what is kept of an annotation as it stood."""
    return {
        "version": annotation.version,
        "motivation": annotation.motivation.value,
        "body": annotation.body,
        "tags": list(annotation.tags),
        "visibility": annotation.visibility.value,
        "anchors": [_anchor_row(anchor) for anchor in annotation.anchors],
        "modified": annotation.modified,
    }


def version_in(row: sa.Row[tuple[object, ...]]) -> Version:
    """Return what stands in the row of a version."""
    kept = row._mapping
    return Version(
        version=kept["version"],
        motivation=Motivation(kept["motivation"]),
        body=kept["body"],
        tags=tuple(kept["tags"]),
        visibility=Visibility(kept["visibility"]),
        anchors=tuple(map(_anchor, kept["anchors"])),
        modified=kept["modified"],
    )


def _anchor_row(anchor: Anchor) -> list[object]:
    return [anchor.span.start, anchor.span.end, anchor.quote.exact, anchor.quote.prefix, anchor.quote.suffix]


def _anchor(kept: list[Any]) -> Anchor:
    start, end, exact, prefix, suffix = kept
    return Anchor(Span(start, end), Quote(exact, prefix, suffix))


def annotation_in(row: sa.Row[tuple[object, ...]]) -> Annotation:
    """Return what stands in the row of an annotation, with its author's name."""
    kept = row._mapping
    return Annotation(
        id=kept["id"],
        document=kept["document"],
        revision=kept["revision"],
        span=Span(kept["start"], kept["end"]),
        quote=Quote(kept["exact"], kept["prefix"], kept["suffix"]),
        motivation=Motivation(kept["motivation"]),
        body=kept["body"],
        author=kept["author"],
        author_name=kept["author_name"],
        created=kept["created"],
        modified=kept["modified"],
        version=kept["version"],
        tags=tuple(kept["tags"]),
        further=tuple(map(_anchor, kept["further"])),
        visibility=Visibility(kept["visibility"]),
        work=Work(kept["work"]),
        reply_to=kept["reply_to"],
        via=kept["via"],
        canonical=kept["canonical"],
    )
