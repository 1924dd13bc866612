"""Citations as people copy them: address, text, styles and formats, and the card that shows their standing."""

from __future__ import annotations

from archive.citations import Citation, Standing, cite, standing
from archive.documents import Description, Document, Kind, Revision
from archive.spans import Span
from web import urls
from web.pages.reader import CitationCard, CitationForm, CitationStyle
from web.present.citation_forms import FORMS, Excerpt
from web.present.reference import csl_item, line
from web.present.styled import STYLES, styled

_LONGEST_PLAIN = 2000


def citation_wire(document: Document, revision: Revision, citation: Citation, host: str) -> dict[str, object]:
    """Return a citation for copying; `address` is absolute, `start` and `end` are code points."""
    exact = citation.span.of(revision.text)
    address = host.rstrip("/") + urls.citation(citation)
    return {
        "exact": exact,
        "start": citation.span.start,
        "end": citation.span.end,
        "check": citation.check,
        "address": address,
        "plain": _plain(document.description, exact, _page(revision, citation.span), address),
        "markdown": _markdown(document.description, exact, _page(revision, citation.span), address),
    }


def excerpt_of(document: Document, revision: Revision, citation: Citation, host: str) -> Excerpt:
    """Return the cited words with what every form of their citation is written from."""
    wire = citation_wire(document, revision, citation, host)
    source = line(_source(document.description, _page(revision, citation.span)))
    return Excerpt(str(wire["exact"]), csl_item(document, revision, citation, host), source, str(wire["plain"]))


def span_card(document: Document, revision: Revision, span: Span, host: str) -> CitationCard:
    """Return the card for words that a reader chose: what stands there, ready to be cited."""
    return _card(document, revision, cite(revision, span), host)


def cited_card(
    document: Document, revision: Revision, span: Span, check: str, host: str
) -> tuple[CitationCard, Span | None]:
    """Return the card of a citation that was followed, and the span to show, None where it does not exist."""
    found = standing(Citation(document.id, revision.number, span, check), revision)
    if span.end > len(revision.text) or not len(span):
        told = f"The citation names the characters {span}, but this revision has {len(revision.text)}."
        return CitationCard("", found.value, told, "", "", "", ""), None
    if found is Standing.INTACT:
        told = "The cited words stand here, character for character."
    else:
        told = "The words at this place are not the words that were cited: the check in the address differs."
    return _card(document, revision, cite(revision, span), host, found=found.value, told=told), span


def _card(
    document: Document, revision: Revision, citation: Citation, host: str, *, found: str = "", told: str = ""
) -> CitationCard:
    excerpt = excerpt_of(document, revision, citation, host)
    address = urls.citation(citation)
    return CitationCard(
        excerpt.exact,
        found,
        told,
        excerpt.item["URL"],
        excerpt.plain,
        _markdown(document.description, excerpt.exact, _page(revision, citation.span), excerpt.item["URL"]),
        _page(revision, citation.span),
        tuple(
            CitationStyle(style.name, style.title, styled(excerpt.item, style), f"{address}.txt?style={style.name}")
            for style in (STYLES.values() if found else ())  # they take time: for whoever opens the citation
        ),
        tuple(
            CitationForm(form.title, f"{address}.{form.ending}", form.media_type)
            for form in FORMS.values()
            if form.ending != "txt"
        ),
    )


def _page(revision: Revision, span: Span) -> str:
    """Return the label of the page or pages of a span, empty for a text without pages."""
    first, last = revision.page_name(span.start), revision.page_name(max(span.start, span.end - 1))
    return first if first == last else f"{first}–{last}"


def _source(described: Description, page: str) -> str:
    """Return who wrote what to whom, when, and on which page, as a sentence without its full stop."""
    writer = described.creator
    if described.recipient and described.kind in {Kind.LETTER, Kind.EMAIL}:
        writer = f"{writer} to {described.recipient}" if writer else f"to {described.recipient}"
    where = f"p. {page}" if page and "–" not in page else (f"pp. {page}" if page else "")
    return ", ".join(part for part in (writer, described.title, described.date, where) if part)


def _plain(described: Description, exact: str, page: str, address: str) -> str:
    words = " ".join(exact.split())
    if len(words) > _LONGEST_PLAIN:
        words = f"{words[:_LONGEST_PLAIN]} […]"
    return f"“{words}” — {_source(described, page)}. {address}"


def _markdown(described: Description, exact: str, page: str, address: str) -> str:
    quoted = "\n".join(f"> {line}" for line in exact.strip().splitlines())
    return f"{quoted}\n>\n> — [{_escaped(_source(described, page))}]({address})"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\[]*_`<" else sign for sign in text)
