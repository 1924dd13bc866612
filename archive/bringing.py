"""Annotations that were made elsewhere come in: each is kept, is here already, or is refused with its reason.

An annotation is known by the ids that it brings; whoever brings a file twice brings nothing twice. Where it lies is
decided by its words, never by numbers, unless those count in the very text that is held here (the same SHA-256).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from archive.access import Action, Actor, must
from archive.annotations import Anchor, Annotation, Visibility
from archive.brought import Conditions, Fared, Fate, Passage, Row, answered_first
from archive.errors import NotHeld, Refused
from archive.foreign_quotes import Copy, Placed
from archive.marking import Draft, answering, drafted
from archive.proposals import check_address, kept_tags
from archive.selectors import describe, hold
from archive.sight import seen, sees
from archive.store import Store

ROWS_LIMIT = 10_000
"""How many annotations can be brought at once."""

_AT_ONCE = 200


def bring(store: Store, actor: Actor, rows: Sequence[Row], conditions: Conditions) -> list[Fared]:
    """Bring annotations to a document as `actor`'s own, and return what became of each, in the order of the rows.

    Each is stored whole or not at all, in batches; a run that is broken off is simply run again. More than `ROWS_LIMIT`
    are `Refused` together.
    """
    must(actor, Action.ANNOTATE)
    if len(rows) > ROWS_LIMIT:
        raise Refused(f"{ROWS_LIMIT:,} annotations can be imported at once, not {len(rows):,}; nothing was stored")
    fared = {row.number: Fared(row, Fate.REFUSED, row.reason) for row in map(_checked, rows) if row.reason}
    ordered, circular = answered_first([row for row in rows if row.number not in fared])
    fared.update({row.number: Fared(row, Fate.REFUSED, "it answers itself, by way of others") for row in circular})
    bringing = _Bringing(store, actor, conditions, fared)
    for start in range(0, len(ordered), _AT_ONCE):
        bringing.batch(ordered[start : start + _AT_ONCE])
    return [fared[row.number] for row in rows]


def _checked(row: Row) -> Row:
    """Return a row, with a reason where its ids cannot be kept."""
    try:
        for name in {*row.names, row.via, row.canonical, row.answers}:
            check_address(name)
    except Refused as error:
        return replace(row, reason=row.reason or str(error))
    return row


class _Bringing:
    """What is known while rows come in: texts, what became of each row, annotations by the ids that files have."""

    def __init__(self, store: Store, actor: Actor, conditions: Conditions, fared: dict[int, Fared]) -> None:
        """Learn which texts are held; of two revisions with one text the later one counts."""
        self._store, self._actor, self._conditions, self._fared = store, actor, conditions, fared
        self._here: dict[str, str] = {}
        self._copies: dict[int, Copy] = {}
        held = store.revisions.imprints(conditions.document)
        self._revisions = {imprint.frozen.text_sha256: imprint.number for imprint in held}
        self._deadline = time.perf_counter() + conditions.seconds

    def batch(self, rows: Sequence[Row]) -> None:
        """Look at some rows, then keep those that can be kept in one transaction."""
        self._recognise(rows)
        drafts = {row.number: self._draft(row) for row in rows if not row.answers and not self._known(row)}
        with self._store.atomic():
            self._recognise(rows)  # somebody may have brought the same meanwhile
            now = self._store.clock.now()
            for row in rows:
                known = self._known(row)
                self._fared[row.number] = (
                    Fared(row, Fate.HERE, annotation=known) if known else self._kept(row, drafts.get(row.number), now)
                )

    def _recognise(self, rows: Sequence[Row]) -> None:
        """Find out which annotations of these rows, and which that they answer, are here."""
        names = {name for row in rows for name in (*row.names, row.answers) if name}
        shelf, document = self._store.annotations, self._conditions.document
        for note in shelf.known_as(document, names, viewer=self._actor):
            self._here.update({name: note.id for name in (note.via, note.canonical) if name in names})
        wanted = {each for row in rows for each in (*row.own, row.twin, row.answers_own) if each}
        held = {note.id: note for note in shelf.many(wanted).values() if note.document == document}
        held = {identifier: note for identifier, note in held.items() if sees(self._actor, note)}
        for row in rows:
            same = [each for each in row.own if each in held]
            if row.twin in held and _same(row, held[row.twin]):
                same.append(row.twin)
            if same:
                self._here.update(dict.fromkeys(row.names, same[0]))
            if row.answers_own in held:
                self._here[row.answers] = row.answers_own

    def _known(self, row: Row) -> str:
        """Return the id under which a row is here, empty where it is not."""
        return next((self._here[name] for name in row.names if name in self._here), "")

    def _draft(self, row: Row) -> tuple[Draft, str] | str:
        """Return a row as a draft with a remark on its place, or the reason why it cannot be kept."""
        if time.perf_counter() > self._deadline:
            return "there was no time left for it: import the file again, what is here already is recognised"
        try:
            revision, found = self._places(row)
            text = self._copy(revision).text
            first, *further = [Anchor(each.span, describe(text, each.span)) for each in found]
        except Refused as error:
            return str(error)
        draft = Draft(
            document=self._conditions.document,
            revision=revision,
            span=first.span,
            quote=first.quote,
            body=row.body,
            tags=row.tags,
            further=tuple(further),
            motivation=row.motivation,
            visibility=row.visibility or self._conditions.otherwise,
            via=row.via,
            canonical=row.canonical,
        )
        return draft, "; ".join(dict.fromkeys(each.remark for each in found if each.remark))

    def _places(self, row: Row) -> tuple[int, list[Placed]]:
        """Return the revision and where each passage stands in it; `Refused` unless each stands at one place."""
        if not row.passages:
            raise Refused("it is about the whole document, not about words of it")
        revision = self._revisions.get(row.digest, self._conditions.revision)
        copy, same_text = self._copy(revision), row.digest in self._revisions
        return revision, [_placed(copy, each, same_text=same_text) for each in row.passages]

    def _copy(self, revision: int) -> Copy:
        if revision not in self._copies:
            self._copies[revision] = Copy(self._store.revisions.text(self._conditions.document, revision))
        return self._copies[revision]

    def _kept(self, row: Row, draft: tuple[Draft, str] | str | None, now: str) -> Fared:
        """Keep a row inside the transaction, and return what became of it."""
        if isinstance(draft, str):
            return Fared(row, Fate.REFUSED, draft)
        try:
            made, remark = (self._made(*draft, now), draft[1]) if draft else (self._answer(row, now), "")
        except (Refused, NotHeld) as error:
            return Fared(row, Fate.REFUSED, str(error))
        self._store.annotations.add(made)
        self._store.outbox.add("annotation", made.id, at=now)
        self._store.audit.add(at=now, actor=self._actor.id, act="import annotation", key=made.id, outcome="done")
        self._here.update(dict.fromkeys(row.names, made.id))
        return Fared(row, Fate.KEPT, remark, made.id)

    def _made(self, draft: Draft, _remark: str, now: str) -> Annotation:
        text = self._copy(draft.revision).text
        return drafted(self._store, self._actor, draft, text, now, listed=self._conditions.listed)

    def _answer(self, row: Row, now: str) -> Annotation:
        """Return the answer that a row is; it is shown to no more people than it says, nor than what it answers."""
        if row.answers not in self._here:
            raise NotHeld("the note that it answers is not here, or it is about a whole page")
        answered = seen(self._store, self._actor, self._here[row.answers])
        narrow = [*Visibility].index
        visibility = min(row.visibility or answered.visibility, answered.visibility, key=narrow)
        tags = kept_tags(self._store, row.tags, (), listed=self._conditions.listed)
        made = answering(self._store, self._actor, answered, row.body, now)
        return replace(made, tags=tags, visibility=visibility, via=row.via, canonical=row.canonical)


def _same(row: Row, held: Annotation) -> bool:
    """Tell whether a row of another address is an annotation of this id: made at the same moment, saying the same."""
    alike = row.passages[0].quote.exact == held.quote.exact if row.passages else row.body == held.body
    return alike and row.created == held.created


def _placed(copy: Copy, passage: Passage, *, same_text: bool) -> Placed:
    """Return where a passage stands; numbers count only in the text that they were counted in."""
    if same_text and passage.span is not None:
        try:
            hold(copy.text, passage.span, passage.quote)
        except Refused:  # the table was edited, for instance: then the words decide
            return copy.place(passage.quote)
        return Placed(passage.span)
    return copy.place(passage.quote)
