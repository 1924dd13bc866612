"""The elements of OpenDocument that matter for text: namespaces, what is passed over, running heads, facts."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.extract import tally

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
VOCABULARY: Mapping[str, str] = {
    f"{_SPACE}office:1.0": "office",
    f"{_SPACE}style:1.0": "style",
    f"{_SPACE}text:1.0": "text",
    f"{_SPACE}table:1.0": "table",
    f"{_SPACE}drawing:1.0": "draw",
    f"{_SPACE}svg-compatible:1.0": "svg",
    f"{_SPACE}script:1.0": "script",
    f"{_SPACE}form:1.0": "form",
    f"{_SPACE}meta:1.0": "meta",
    f"{_SPACE}manifest:1.0": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
}
LEFT_OUT = {
    "text:deletion": tally.DELETION,
    "office:annotation": tally.COMMENT,
    "text:ruby-text": tally.READING,
    "draw:object": tally.OBJECT,
    "draw:object-ole": tally.OBJECT,
    "draw:control": tally.FORM,
}
"""Elements that are passed over, and what each of them is counted as."""

PASSED = frozenset(
    [
        "svg:title",
        "svg:desc",
        "text:number",
        "text:script",
        "office:scripts",
        "office:binary-data",
        "office:forms",
        "table:covered-table-cell",
    ]
)
"""Elements that hold no text of the document."""

FACTS = {
    "dc:title": "title",
    "meta:initial-creator": "creator",
    "meta:creation-date": "created",
    "dc:language": "language",
    "dc:date": "modified",
    "dc:creator": "last editor",
    "dc:subject": "subject",
    "dc:description": "description",
    "meta:keyword": "keywords",
    "meta:generator": "application",
    "meta:editing-cycles": "saved times",
}
MARGINS = frozenset(f"style:{name}{kind}" for name in ("header", "footer") for kind in ("", "-left", "-first"))
