"""Annotations for reading: a page of HTML that needs nothing else, and Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.annotations import Anchor, Annotation, Motivation, Visibility
from archive.citations import Citation, check_of
from archive.counting import many
from web import bidi, urls
from web.exporting import Exported, Thread
from web.markdown import SCHEMES, to_html
from web.moments import moment
from web.pages.exported import ExportedNote, ExportedPage, ExportedThread, ExportedWords
from web.present.citation_forms import marked_down
from web.present.reference import line
from web.standing_pages import rendered

_KINDS = {Motivation.QUESTIONING: "a question", Motivation.ASSESSING: "an assessment", Motivation.LINKING: "a link"}
_SEEN_BY = {Visibility.PRIVATE: "seen by its author alone", Visibility.TEAM: "seen by the team"}


def as_html(exported: Exported, host: str) -> str:
    """Return one page without scripts that loads nothing."""
    return rendered("exported_notes.html", _page(exported, host.rstrip("/"))).decode()


def as_markdown(exported: Exported, host: str) -> str:
    """Return quotations as block quotes, comments as they were written, and a footnote with the citation for each."""
    page = _page(exported, host.rstrip("/"))
    parts = [f"# {marked_down(page.title)}", marked_down(page.told)]
    parts += [f"**{marked_down(page.cut_off)}**"] if page.cut_off else []
    footnotes: list[str] = []
    for thread in page.threads:
        parts.extend(_thread(thread, footnotes))
    return "\n\n".join([*parts, *footnotes]).encode(errors="replace").decode() + "\n"


def _page(exported: Exported, base: str) -> ExportedPage:
    count = many(len(exported.notes), "annotation")
    return ExportedPage(
        title=line(exported.title),
        told=f"{count}, taken from {base + exported.address} on {moment(exported.at)}",
        cut_off=exported.cut_off,
        threads=tuple(_told(exported, thread, base) for thread in exported.threads),
    )


def _told(exported: Exported, thread: Thread, base: str) -> ExportedThread:
    replies = tuple(_note(exported, reply, base) for reply in thread.replies)
    return ExportedThread(_note(exported, thread.root, base), replies, answers=bool(thread.root.reply_to))


def _note(exported: Exported, note: Annotation, base: str) -> ExportedNote:
    told = (line(note.author_name), moment(note.modified), _KINDS.get(note.motivation), _SEEN_BY.get(note.visibility))
    return ExportedNote(
        id=note.id,
        words=tuple(_words(exported, note, anchor, base) for anchor in note.anchors),
        body=note.body,
        body_html=to_html(note.body),
        tags=note.tags,
        told=", ".join(filter(None, told)),
    )


def _words(exported: Exported, note: Annotation, anchor: Anchor, base: str) -> ExportedWords:
    check = check_of(anchor.quote.exact)
    described = exported.documents[note.document].description
    page = exported.page(note) if anchor.span == note.span else ""
    told = (
        line(described.creator),
        line(described.title) or "Untitled",
        line(described.date),
        f"page {page}" if page else "",
        f"characters {anchor.span.start}–{anchor.span.end} of revision {note.revision}, check {check}",
    )
    cite = base + urls.citation(Citation(note.document, note.revision, anchor.span, check))
    return ExportedWords(str(bidi.straight(anchor.quote.exact)), cite, ", ".join(filter(None, told)))


def _thread(thread: ExportedThread, footnotes: list[str]) -> Iterator[str]:
    """Yield the paragraphs of a thread, and put its citations among the footnotes."""
    for number, words in enumerate(thread.root.words, start=1):
        key = thread.root.id if number == 1 else f"{thread.root.id}-{number}"
        yield f"{_quoted(words.exact)}[^{key}]"
        footnotes.append(f"[^{key}]: {marked_down(words.told)}. <{words.cite}>")
    if thread.answers:
        yield "*Answers a note that is not in this file.*"
    yield from _said(thread.root)
    for reply in thread.replies:
        yield "*Answer:*"
        yield from _said(reply)


def _said(note: ExportedNote) -> Iterator[str]:
    if note.body.strip():
        yield _comment(note.body)
    tags = f"Tags: {', '.join(map(marked_down, note.tags))} — " if note.tags else ""
    yield f"{tags}{marked_down(note.told)}"


def _quoted(words: str) -> str:
    """Return words as a block quote; a line without words does not end it."""
    lines = [marked_down(told.strip()) for told in words.strip().splitlines()]
    return "\n".join(f"> {told}".rstrip() for told in lines)


def _comment(body: str) -> str:
    """Return a comment's Markdown; HTML in it stays text, as in the archive, and what looks like a footnote is none.

    A link that the archive would not show as one (`javascript:`) is none here: all its signs are shown.
    """
    shown = str(bidi.straight(body)).strip().replace("&", "&amp;").replace("<", "&lt;").replace("[^", "\\[^")
    return _TARGET.sub(lambda found: found[0] if _leads(found[2]) else f"]\\{found[1]}{found[2]}", shown)


_TARGET = re.compile(r"\]([(:])([\s>]*[^\s)][^\n)]*)")
"""Where a link of Markdown leads, written in it or in a line of its own; it may stand in the next line."""

_NEITHER = re.compile(r"[\s>\\\x00-\x1f]")
"""What an address may be parted with and work all the same."""


def _leads(target: str) -> bool:
    """Tell whether a link may lead there: over the web, by mail, or to a place without a scheme."""
    scheme, colon, _ = _NEITHER.sub("", target).partition(":")
    return not colon or scheme.lower() in SCHEMES or bool(set("/?#") & set(scheme))
