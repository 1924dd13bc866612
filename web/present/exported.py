"""The forms in which annotations are taken along: endings, media types, and what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from web import urls
from web.exporting import Exported
from web.present.annotation import CONTEXT, described
from web.present.exported_pages import as_html, as_markdown
from web.present.exported_table import as_csv

TERMS = {"texts": "urn:verbatim:texts", "sha256": "urn:verbatim:sha256"}
"""What the W3C model has no words for: the digests of the texts in which the positions count."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a file of annotations: its media type and its writer, which is given the host."""

    media_type: str
    write: Callable[[Exported, str], str]


def as_jsonld(exported: Exported, host: str) -> str:
    """Return a W3C AnnotationCollection of one page that holds all items."""
    base = host.rstrip("/")
    address = base + exported.address
    notes = exported.notes
    wire: dict[str, object] = {
        "@context": [CONTEXT, TERMS],
        "id": address,
        "type": "AnnotationCollection",
        "label": f"{exported.title} ({exported.cut_off})" if exported.cut_off else exported.title,
        "total": len(notes),
        "texts": [
            {"id": base + urls.revision(*key), "sha256": digest} for key, digest in sorted(exported.digests.items())
        ],
        "first": {
            "id": f"{address}#all",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [described(note, base) for note in notes],
        },
    }
    return json.dumps(wire, ensure_ascii=False, indent=1) + "\n"


FORMS = {
    "jsonld": Form('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', as_jsonld),
    "csv": Form("text/csv; charset=utf-8", as_csv),
    "html": Form("text/html; charset=utf-8", as_html),
    "md": Form("text/markdown; charset=utf-8", as_markdown),
}
"""The forms by the endings of their addresses."""
