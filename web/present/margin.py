"""The margin of the reading view: threads of notes, what can be chosen of them, those without a sure place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.access import Action, may
from archive.anchored import Carried
from archive.annotations import Annotation, Motivation, Visibility
from archive.documents import Document, Revision
from archive.tags import Colour, ListedTag, fold
from web import urls
from web.asked import Choosing
from web.desk import Desk
from web.margins import Gathered
from web.markdown import to_html
from web.pages.frame import Choice, Link
from web.pages.margin import Margin, NoteCard, OrphanLine, ReplyCard, TagChip
from web.present.annotation import etag
from web.present.review import review_box

_CARD_QUOTE = 160
_ORPHANS = 100
"""How many of the notes without a sure place the margin lists; all are on the page where they are settled."""

_KINDS = {
    Motivation.HIGHLIGHTING: "highlight",
    Motivation.COMMENTING: "comment",
    Motivation.TAGGING: "tag",
    Motivation.QUESTIONING: "question",
    Motivation.ASSESSING: "assessment",
    Motivation.LINKING: "link",
}
_TELLING = {Motivation.QUESTIONING, Motivation.ASSESSING, Motivation.LINKING}
_SEEN_BY = {Visibility.PRIVATE: "only you", Visibility.TEAM: "the team", Visibility.PUBLIC: ""}


def margin(
    held: Desk, document: Document, revision: Revision, found: Gathered, choosing: Choosing, keep: Mapping[str, str]
) -> Margin:
    """Return the margin; `keep` are the parameters of the page that a choice of notes must not lose."""
    shown = {**keep, "by": choosing.person, "tag": choosing.tag, "kind": choosing.kind}
    return Margin(
        notes=tuple(_card(held, revision, found, note) for note in found.stretch.cards),
        all_count=len(found.all),
        chosen_count=len(found.shown),
        first=found.stretch.first + 1,
        last=found.stretch.first + len(found.stretch.cards),
        marks_all=len(found.stretch.marked) == len(found.shown),
        previous_href=_stretch_href(document, revision, found.stretch.before, shown),
        next_href=_stretch_href(document, revision, found.stretch.after, shown),
        chosen=bool(choosing),
        people=_people(found.all, choosing.person),
        tags=_tags(found.all, choosing.tag),
        kinds=_kinds(found.all, choosing.kind),
        keep=tuple((name, value) for name, value in keep.items() if value),
        orphans=tuple(_orphan(note, found.carried.get(note.id, ())) for note in found.lost[:_ORPHANS]),
        orphan_count=len(found.lost),
        settle_href=urls.places(document.id, revision.number) if found.lost or found.carried else "",
        known_tags=_known_tags(held, found),
        events=f"{urls.events(document.id, revision.number)}?after={held.store.outbox.latest()}",
        hits_action=urls.hits(document.id, revision.number),
        exports=tuple(Link(name, urls.exported(document.id, form)) for name, form in _EXPORTS) if found.all else (),
        import_href=urls.importing(_reference(document, revision)) if may(held.actor, Action.ANNOTATE) else "",
    )


def _reference(document: Document, revision: Revision) -> str:
    return document.id if revision.number == document.newest else revision.key


_EXPORTS = (("JSON-LD", "jsonld"), ("CSV", "csv"), ("HTML", "html"), ("Markdown", "md"))


def _stretch_href(document: Document, revision: Revision, note: str, shown: Mapping[str, str]) -> str:
    """Return the address of the page with a note of another stretch; `shown` is what the page shows besides."""
    return urls.reading(document, revision.number, **shown, note=note) + f"#note-{note}" if note else ""


def _card(held: Desk, revision: Revision, found: Gathered, note: Annotation) -> NoteCard:
    if note.reply_to:
        return _headless(held, revision, found, note)
    own = bool(held.actor.id) and note.author == held.actor.id
    return NoteCard(
        id=note.id,
        start=note.span.start,
        end=note.span.end,
        quote=short(note.quote.exact),
        further=tuple(
            Link(short(anchor.quote.exact), f"#mark-{note.id}-{number}")
            for number, anchor in enumerate(note.further, start=2)
        ),
        body=note.body,
        body_html=to_html(note.body),
        author=note.author_name,
        when=note.modified,
        etag=etag(note),
        own=own,
        href=urls.annotation(note.id),
        page_label=revision.page_name(note.span.start),
        tags=tuple(chip(tag, found.listed) for tag in note.tags),
        why=_KINDS[note.motivation] if note.motivation in _TELLING else "",
        visibility=_SEEN_BY[note.visibility],
        placed=_placed(note, revision, found.carried.get(note.id, ())),
        adjustable=own and note.revision == revision.number,
        versions_href=urls.versions(note.id) if note.version > 1 else "",
        replies=tuple(_reply(held, reply) for reply in found.replies.get(note.id, ())),
        reply_action=urls.replies(note.id) if may(held.actor, Action.ANNOTATE) else "",
        review=review_box(held.actor, note, found.said.get(note.id, ()), found.asked.get(note.id, ())),
    )


def _headless(held: Desk, revision: Revision, found: Gathered, thread: Annotation) -> NoteCard:
    """Return the card of a thread whose first note was taken away: its answers are not lost."""
    return NoteCard(
        id=thread.id,
        start=thread.span.start,
        end=thread.span.end,
        quote=short(thread.quote.exact),
        href=urls.annotation(thread.id),
        page_label=revision.page_name(thread.span.start),
        placed=_placed(thread, revision, found.carried.get(thread.id, ())),
        gone=True,
        replies=tuple(_reply(held, reply) for reply in found.replies[thread.id]),
    )


def _reply(held: Desk, reply: Annotation) -> ReplyCard:
    return ReplyCard(
        id=reply.id,
        body=reply.body,
        body_html=to_html(reply.body),
        author=reply.author_name,
        when=reply.modified,
        etag=etag(reply),
        own=bool(held.actor.id) and reply.author == held.actor.id,
        href=urls.annotation(reply.id),
    )


def short(words: str) -> str:
    """Return marked words on one line, cut where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= _CARD_QUOTE else f"{line[:_CARD_QUOTE].rstrip()} …"


def chip(tag: str, listed: Mapping[str, ListedTag]) -> TagChip:
    """Return a tag as it is shown; `listed` are the listed tags by their folded forms."""
    known = listed.get(fold(tag))
    colour = known.colour.value if known and known.colour is not Colour.NONE else ""
    return TagChip(tag, urls.marked("tag", tag), colour, known.meaning if known else "")


def tint(note: Annotation, listed: Mapping[str, ListedTag]) -> str:
    """Return the colour of a note's mark: that of its first tag that has one."""
    return next((found.colour for found in (chip(tag, listed) for tag in note.tags) if found.colour), "")


def _placed(note: Annotation, revision: Revision, carried: Sequence[Carried]) -> str:
    if note.revision == revision.number or not carried:
        return ""
    outcomes = sorted({each.anchored.outcome.value for each in carried if each.span is not None})
    settled = " by a person" if any(each.settled_by for each in carried) else ""
    return f"made on revision {note.revision}; {' and '.join(outcomes)} here{settled}"


def _orphan(note: Annotation, carried: Sequence[Carried]) -> OrphanLine:
    waiting = sorted({each.anchored.outcome.value for each in carried if each.waits}) or ["not looked for yet"]
    href = urls.noted(note.document, note.revision, note.id)
    return OrphanLine(short(note.quote.exact), note.author_name, " and ".join(waiting), href)


def _people(notes: Sequence[Annotation], chosen: str) -> tuple[Choice, ...]:
    named = {note.author: note.author_name for note in notes}
    return tuple(
        Choice(person, name, person == chosen) for person, name in sorted(named.items(), key=lambda each: each[1])
    )


def _tags(notes: Sequence[Annotation], chosen: str) -> tuple[Choice, ...]:
    spelt = {fold(tag): tag for note in reversed(notes) for tag in note.tags}
    return tuple(Choice(spelt[folded], spelt[folded], folded == fold(chosen)) for folded in sorted(spelt))


def _kinds(notes: Sequence[Annotation], chosen: str) -> tuple[Choice, ...]:
    held = {note.motivation for note in notes}
    return tuple(Choice(kind.value, f"{name}s", kind.value == chosen) for kind, name in _KINDS.items() if kind in held)


def _known_tags(held: Desk, found: Gathered) -> tuple[str, ...]:
    """Return the tags that are proposed to whoever writes one: those of the list, then those used here."""
    if not may(held.actor, Action.ANNOTATE):
        return ()
    listed = {folded: tag.label for folded, tag in found.listed.items()}
    if held.settings.listed_tags:
        return tuple(listed.values())
    used = {fold(tag): tag for note in found.all for tag in note.tags}
    return tuple({**used, **listed}.values())
