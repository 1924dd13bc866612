"""Annotations in the words of the W3C model: JSON-LD, offsets in code points."""

from __future__ import annotations

from archive.annotations import Annotation, Visibility
from archive.foreign import ForeignAnnotation
from archive.selectors import Quote
from archive.spans import Span
from web import urls

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def annotation_wire(annotation: Annotation, host: str) -> dict[str, object]:
    """Return one annotation with its context."""
    return {"@context": CONTEXT, **described(annotation, host.rstrip("/"))}


def etag(annotation: Annotation | ForeignAnnotation) -> str:
    """Return the entity tag of an annotation as it stands."""
    return f'"{annotation.version}"'


def described(annotation: Annotation, base: str) -> dict[str, object]:
    """Return one annotation as it stands among others, without a context; `base` is the host."""
    wire: dict[str, object] = {
        "id": base + urls.annotation(annotation.id),
        "type": "Annotation",
        "motivation": annotation.motivation.value,
        "created": annotation.created,
        "modified": annotation.modified,
        "creator": person(annotation.author, annotation.author_name),
        "target": _target(annotation, base),
    }
    wire.update(audience(annotation.visibility))
    named = {"via": annotation.via, "canonical": annotation.canonical}
    wire.update({name: address for name, address in named.items() if address})
    if bodies := _bodies(annotation):
        wire["body"] = bodies
    return wire


def _target(annotation: Annotation, base: str) -> object:
    """Return the words that are marked, one target for each passage; of a reply the annotation that it answers."""
    if annotation.reply_to:
        return base + urls.annotation(annotation.reply_to)
    source = base + urls.revision(annotation.document, annotation.revision)
    found = [words_at(source, anchor.span, anchor.quote) for anchor in annotation.anchors]
    return found if len(found) > 1 else found[0]


def audience(visibility: Visibility) -> dict[str, object]:
    """Return for whom an annotation is, as a member of it; none where it is for everybody."""
    if visibility is Visibility.PUBLIC:
        return {}
    return {"audience": {"id": f"{urls.AUDIENCE}{visibility.value}", "type": "schema:Audience"}}


def person(identifier: str, name: str) -> dict[str, str]:
    """Return somebody as the model names them."""
    return {"id": f"urn:verbatim:person:{identifier}", "type": "Person", "name": name}


def words_at(source: str, span: Span, quote: Quote) -> dict[str, object]:
    """Return words of a revision, `source` being its address: by their place and as they stand there."""
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            position(span),
            {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
        ],
    }


def position(span: Span) -> dict[str, object]:
    """Return a place in code points."""
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _bodies(annotation: Annotation) -> list[dict[str, str]]:
    """Return the comment, then the tags, each as a body of its own purpose."""
    comment = {
        "type": "TextualBody",
        "value": annotation.body,
        "format": "text/markdown",
        "purpose": "commenting",
    }
    tags = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in annotation.tags]
    return [comment, *tags] if annotation.body else tags
