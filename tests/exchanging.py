"""Annotations that go out as files and come in again: a letter, ways to mark it, and files of other programs."""

import json
import re

from archive.annotations import Anchor
from archive.bringing import bring
from archive.brought import Conditions
from archive.marking import Draft, annotate
from archive.selectors import describe
from archive.spans import Span
from web.exporting import of_document
from web.importing.naming import Home
from web.importing.pages import about
from web.importing.reading import read_rows
from web.present.exported import FORMS

TEXT = (
    "😀 Dear Mr Vale,\n\nWe note that the shipment isn’t approved. Nothing was signed.\n\n"
    "The cameras were sold in March. Nothing was signed.\n\nYours sincerely,\nIda Brandt"
)
HOST = "http://archive.example"
HOSTILE = '=HYPERLINK("http://evil.example") <script>alert(1)</script> [^1] “😀”'


def mark(store, actor, document, words, body="", *, nth=0, further=(), **more):
    """Mark the nth place of words."""
    places = [Span(found.start(), found.end()) for found in re.finditer(re.escape(words), TEXT)]
    spans = [places[nth], *(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in further)]
    first, *others = [Anchor(span, describe(TEXT, span)) for span in spans]
    draft = Draft(document.id, 1, first.span, first.quote, body, further=tuple(others), **more)
    return annotate(store, actor, draft)


def written(store, viewer, document, form):
    return FORMS[form].write(of_document(store, viewer, document, f"/documents/{document.id}/annotations.{form}"), HOST)


def brought(store, actor, document, content, host="http://other.example", page="", **conditions):
    content = content if isinstance(content, bytes) else content.encode()
    rows = about(read_rows(content, Home(host)), document, page)
    return bring(store, actor, rows, Conditions(document.id, document.newest, **conditions))


def fates(fared):
    return [each.fate.value for each in fared]


def said(store, document, viewer):
    """Return what annotations say and where, without ids and moments; replies by what they answer."""
    held = {note.id: note for note in store.annotations.on(document.id, viewer=viewer)}
    return sorted(
        (
            [(anchor.span, anchor.quote) for anchor in note.anchors],
            note.body,
            note.tags,
            note.motivation.value,
            note.visibility.value,
            held[note.reply_to].body if note.reply_to else "",
        )
        for note in held.values()
    )


def hypothesis(exact, prefix="", suffix="", text="So?", start=3, **more):
    """Return an annotation as Hypothesis exports it; its position is that of another text, in UTF-16."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 1, "endOffset": 9},
        {"type": "TextPositionSelector", "start": start, "end": start + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]
    target = {"source": "https://news.example/vale", "selector": selectors}
    return {
        "id": "abc_-1", "uri": "https://news.example/vale", "text": text, "tags": ["a tag"], "target": [target],
        "user": "acct:kim@hypothes.is", "references": [], **more,
    }  # fmt: skip


def of_hypothesis(store, actor, document, *rows, **more):
    return brought(store, actor, document, json.dumps(list(rows)), **more)


def send_file(client, letter, content, content_type="application/json", query=""):
    headers = {"X-CSRF-Token": getattr(client, "csrf", ""), "Accept": "application/json"}
    place = f"/documents/{letter.id}/annotations/import{query}"
    return client.post(place, data=content, content_type=content_type, headers=headers)
