"""What looking again has found, as a page and as an Atom feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.documents import Document
from archive.ledgers import Find
from archive.withdrawals import Withdrawal
from web import urls
from web.desk import Desk
from web.pages.ledger import FindLine, FindsPage
from web.present import atom
from web.present.quotation_card import QUOTE
from web.present.tracing import shortened
from web.verdict_words import LABELS

_SHOWN = 100


def finds_page(held: Desk) -> FindsPage:
    """Return the latest finds."""
    found = held.store.finds.latest(limit=_SHOWN)
    return FindsPage(tuple(_lines(held, found)), held.store.quotations.waiting(), urls.finds(form=".atom"))


def _lines(held: Desk, found: Sequence[Find]) -> Iterator[FindLine]:
    named = {find.quotation[0] for find in found} | {find.source for find in found if find.source}
    documents = held.store.documents.get_many(sorted(named))
    withdrawn = held.store.withdrawals.among(named)
    words = held.store.quotations.words({find.quotation for find in found if find.quotation[0] not in withdrawn})
    for find in found:
        document, revision, number = find.quotation
        yield FindLine(
            when=find.at,
            href=urls.quotation(document, revision, number),
            quote=_quote(words.get(find.quotation)),
            title=_title(documents, withdrawn, document),
            was=LABELS[find.was],
            now=LABELS[find.now],
            cause=find.cause.value,
            source_href=urls.passage(find.source, find.revision, find.span) if find.source else "",
            source=_title(documents, withdrawn, find.source) if find.source else "",
        )


def _quote(words: str | None) -> str:
    return "a quotation of a withdrawn document" if words is None else f"“{shortened(words, QUOTE)}”"


def _title(documents: Mapping[str, Document], withdrawn: Mapping[str, Withdrawal], identifier: str) -> str:
    held, gone = documents.get(identifier), withdrawn.get(identifier)
    title = held.description.title if held else identifier
    return f"{title} (withdrawn: {gone.reason})" if gone else title


def finds_feed(held: Desk, host: str) -> bytes:
    """Return the latest finds as a feed (RFC 4287) in UTF-8; ids of entries never change."""
    base, name = host.rstrip("/"), f"urn:verbatim:{held.store.id}:finds"
    found = held.store.finds.latest(limit=_SHOWN)
    root = atom.root()
    updated = found[0].at if found else "1970-01-01T00:00:00Z"
    atom.texts(root, id=name, title="Verbatim: finds", updated=updated)
    atom.link(root, "self", base + urls.finds(form=".atom"), atom.MEDIA_TYPE)
    atom.link(root, "alternate", base + urls.finds(), "text/html")
    atom.texts(atom.part(root, "author"), name="Verbatim")
    for find, line in zip(found, _lines(held, found), strict=True):
        entry = atom.part(root, "entry")
        title = f"{line.was} → {line.now.lower()}: {line.quote}"
        source = f" Source: {line.source}." if line.source else ""
        atom.texts(entry, id=f"{name}:{find.number}", title=title, updated=find.at)
        atom.texts(entry, summary=f"{line.title}. {line.cause[:1].upper()}{line.cause[1:]}.{source}")
        atom.link(entry, "alternate", base + line.href, "text/html")
    return atom.written(root)
