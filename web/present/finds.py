"""What looking again has found, as a page and as an Atom feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from archive.documents import Document
from archive.ledgers import Find, NumberedQuotation
from web import urls
from web.desk import Desk
from web.pages.ledger import FindLine, FindsPage
from web.present.ledger import shortened
from web.verdict_words import LABELS
from web.xml_signs import writable

_SHOWN = 100
_ATOM = "http://www.w3.org/2005/Atom"


def finds_page(held: Desk) -> FindsPage:
    """Return the latest finds."""
    found = held.store.finds.latest(limit=_SHOWN)
    return FindsPage(tuple(_lines(held, found)), held.store.quotations.waiting(), urls.finds(form=".atom"))


def _lines(held: Desk, found: Sequence[Find]) -> Iterator[FindLine]:
    named = {find.quotation[0] for find in found} | {find.source for find in found if find.source}
    documents = held.store.documents.get_many(sorted(named))
    words = _words(held, [find.quotation for find in found])
    for find in found:
        document, revision, number = find.quotation
        yield FindLine(
            when=find.at,
            href=f"{urls.ledger(document, revision)}#card-{number}",
            quote=words.get(find.quotation, ""),
            title=_title(documents, document),
            was=LABELS[find.was],
            now=LABELS[find.now],
            cause=find.cause.value,
            source_href=urls.passage(find.source, find.revision, find.span) if find.source else "",
            source=_title(documents, find.source) if find.source else "",
        )


def _words(held: Desk, quotations: Sequence[NumberedQuotation]) -> dict[NumberedQuotation, str]:
    """Return the words of quotations, each text read once."""
    found: dict[NumberedQuotation, str] = {}
    for document, revision in {quotation[:2] for quotation in quotations}:
        text = held.store.revisions.text(document, revision)
        for each in held.store.quotations.of(document, revision):
            found[document, revision, each.number] = shortened(each.span.of(text))
    return found


def _title(documents: Mapping[str, Document], identifier: str) -> str:
    held = documents.get(identifier)
    return held.description.title if held else identifier


def finds_feed(held: Desk, host: str) -> bytes:
    """Return the latest finds as a feed (RFC 4287) in UTF-8; ids of entries never change."""
    base, name = host.rstrip("/"), f"urn:verbatim:{held.store.id}:finds"
    found = held.store.finds.latest(limit=_SHOWN)
    root = ET.Element(f"{{{_ATOM}}}feed")
    updated = found[0].at if found else "1970-01-01T00:00:00Z"
    _texts(root, id=name, title="Verbatim: finds", updated=updated)
    for relation, href in (("self", urls.finds(form=".atom")), ("alternate", urls.finds())):
        ET.SubElement(root, f"{{{_ATOM}}}link", rel=relation, href=base + href)
    _texts(ET.SubElement(root, f"{{{_ATOM}}}author"), name="Verbatim")
    for find, line in zip(found, _lines(held, found), strict=True):
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        title = f"{line.was} → {line.now.lower()}: “{line.quote}”"
        source = f" Source: {line.source}." if line.source else ""
        _texts(entry, id=f"{name}:{find.number}", title=title, updated=find.at)
        _texts(entry, summary=f"{line.title}. {line.cause[:1].upper()}{line.cause[1:]}.{source}")
        ET.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=base + line.href)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = writable(text)
