"""A revision as the reading view shows it: paragraphs, runs, hits, margin cards, facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from archive.counting import many
from archive.documents import Document, Revision
from archive.history import history
from archive.relations import relations
from archive.spans import Span
from archive.store.borrowings import NONE
from index.confirmation import matches_in
from index.query import combines, phrases
from web import urls
from web.asked import NOTHING, Looking, sought_in
from web.desk import Desk
from web.margins import Gathered, gathered
from web.marks import Layer
from web.media import media_name
from web.moments import moment
from web.pages.frame import Link
from web.pages.reader import CitationCard, ReaderPage
from web.present import page_state
from web.present.about import about_box
from web.present.description import description_section
from web.present.highwire import meta_tags
from web.present.margin import margin, tint
from web.present.provenance import provenance
from web.present.relations import relations_box
from web.present.revisions import revisions_box
from web.present.text import marks_of_source, pages_of_text
from web.present.witnesses import witnesses_box


def reader_page(
    held: Desk,
    document: Document,
    revision: Revision,
    *,
    looked: Looking = NOTHING,
    cited: CitationCard | None = None,
    at: Span | None = None,
    host: str = "",
) -> ReaderPage:
    """Return the reading view. `looked` is what is looked for in it, `at` the passage shown, `host` the archive's."""
    notes = gathered(held, revision, looked, at.start if at else looked.near)
    sought = sought_in(looked).root
    hits = matches_in(revision.text, sought, revision.furniture) if looked.query else ()
    current = _current(hits, looked.near)
    described, arrivals = document.description, history(held.store, document.id)
    return ReaderPage(
        document=document.id,
        revision=revision.number,
        newest=document.newest,
        newest_href=urls.document(document),
        title=described.title,
        kind=described.kind.value,
        creator=described.creator,
        recipient=described.recipient,
        date=described.date,
        source_url=described.source_url if described.source_url.startswith(("http://", "https://")) else "",
        page_count=len(revision.pages),
        pages=pages_of_text(revision, _layers(revision, notes, hits, at)),
        margin=margin(held, document, revision, notes, looked.notes, _kept(looked)),
        hit_count=len(hits),
        asks_for_words=bool(phrases(sought)),
        marks_words_alone=combines(sought),
        hit=current + 1,
        previous_hit=_hit_href(document, revision, looked, hits, current - 1),
        next_hit=_hit_href(document, revision, looked, hits, current + 1),
        back_to_search=urls.search(**urls.marking(looked.query, exact=looked.exact)) if looked.query else "",
        within_href=urls.reading(document, revision.number),
        exact=looked.exact,
        query=looked.query,
        citation=cited,
        about=about_box(document, revision, arrivals),
        description=description_section(held, document, revision),
        facts=_facts(document, revision),
        provenance=provenance(held, revision, arrivals),
        quoting=_quoting(held, document, revision),
        relations=relations_box(document, relations(held.store, document)),
        extraction_notes=revision.notes,
        downloads=_downloads(revision),
        container=urls.container(document.id),
        cite_base=f"{urls.revision(document.id, revision.number)}/cite/",
        waiting=page_state.waiting(revision),
        has_doubtful=page_state.doubtful(revision),
        revisions=revisions_box(held, document, revision.number),
        witnesses=witnesses_box(held, document),
        meta=meta_tags(document, revision, host),
    )


def _quoting(held: Desk, document: Document, revision: Revision) -> tuple[Link, ...]:
    """Return the ways to the revision's quotations and to who quotes it, where there are any, and to the time line."""
    key = document.id, revision.number
    own = held.store.quotations.count(*key)
    times = held.store.borrowings.on([document.id], most=1).get(document.id, NONE).times
    links = []
    if own:
        links.append(Link(many(own, "quotation"), urls.ledger(*key)))
    if times:
        links.append(Link(f"quoted {many(times, 'time')}", urls.quoted_by(*key)))
    return (*links, Link("on the time line", urls.timeline(around=document.id)))


def _current(hits: Sequence[Span], near: int) -> int:
    """Return the number (from 0) of the first hit at or after `near`; the last where none is; -1 without hits."""
    return min(bisect_left(hits, Span(max(near, 0), max(near, 0))), len(hits) - 1)


def _hit_href(document: Document, revision: Revision, looked: Looking, hits: Sequence[Span], number: int) -> str:
    if not 0 <= number < len(hits):
        return ""
    return urls.hit(document, revision.number, looked.query, hits[number].start, exact=looked.exact)


def _layers(revision: Revision, notes: Gathered, hits: Sequence[Span], at: Span | None) -> list[Layer]:
    """Return everything that lies over the text."""
    layers = [
        Layer(anchor.span, "note", f"{note.id}-{number}" if number > 1 else note.id, tint(note, notes.listed))
        for note in notes.stretch.marked
        if not note.reply_to
        for number, anchor in enumerate(note.anchors, start=1)
    ]
    layers += [Layer(hit, "hit", str(hit.start)) for hit in hits]
    layers += marks_of_source(revision)
    return [*layers, Layer(at, "cited")] if at else layers


def _kept(looked: Looking) -> dict[str, str]:
    return {"q": looked.query, "exact": "1" if looked.exact else ""}


def _facts(document: Document, revision: Revision) -> tuple[tuple[str, str], ...]:
    frozen = revision.frozen
    facts = (
        ("File", revision.file_name),
        ("Type", _type(revision.media_type)),
        ("Added", moment(revision.created)),
        ("Revision", f"{revision.number} of {document.newest}"),
        ("Characters", f"{len(revision.text):,}"),
        (
            "Extracted by",
            f"{frozen.engine} {frozen.engine_version}, {frozen.profile}, {frozen.canon_version}",
        ),
        ("Charset", frozen.charset),
        ("SHA-256 of the original", frozen.original_sha256),
        ("SHA-256 of the text", frozen.text_sha256),
    )
    return tuple((name, value) for name, value in facts if value)


def _type(media_type: str) -> str:
    name = media_name(media_type)
    return name if name == media_type else f"{name} ({media_type})"


def _downloads(revision: Revision) -> tuple[tuple[str, str], ...]:
    base = urls.revision(revision.document, revision.number)
    forms = (("Original file", "original"), ("Plain text", "txt"), ("JSON", "json"), ("Provenance (PREMIS)", "premis"))
    return tuple((name, f"{base}.{form}") for name, form in forms)
