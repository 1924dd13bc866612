"""Correcting a description and taking a correction back: the rules, each write atomic and in the audit log.

A correction stands above every reading, past and future. What was found stays with the revision it was found in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from archive.access import Action, Actor, must
from archive.corrections import Correction, described
from archive.documents import FIELDS, Description, Document, Kind
from archive.errors import Conflict, Refused
from archive.fields import checked
from archive.store import Store


def values(description: Description) -> dict[str, str]:
    """Return the fields of a description by name, as words."""
    told = {field: getattr(description, field) for field in FIELDS}
    return told | {"kind": description.kind.value}


def correct(
    store: Store, actor: Actor, document: str, told: Mapping[str, str], *, seen: Mapping[str, str] | None = None
) -> Document:
    """Set fields of a description; only what differs from what stands becomes a correction.

    An empty value says that the field is unknown. `seen` is what the person saw in the fields that they could have
    changed; where a field they change no longer holds it, somebody else was faster: `Conflict`. What cannot be right
    is `Refused` with a sentence, and then nothing is changed.
    """
    must(actor, Action.DESCRIBE)
    asked = {field: checked(field, value) for field, value in told.items()}
    with store.atomic():
        held = store.documents.get(document)
        standing = values(held.description)
        changed = {field: value for field, value in asked.items() if value != (seen or standing).get(field, "")}
        _same(standing, changed, seen)
        changed = {field: value for field, value in changed.items() if value != standing[field]}
        at = store.clock.now()
        for field, value in changed.items():
            store.corrections.replace(Correction(document, field, value, actor.id, at))
        return _kept(store, actor, held, changed, act="describe")


def revert(store: Store, actor: Actor, document: str, field: str) -> Document:
    """Take the correction of a field away: what the newest reading found stands again."""
    must(actor, Action.DESCRIBE)
    with store.atomic():
        held = store.documents.get(document)
        if field not in {correction.field for correction in store.corrections.of(document)}:
            raise Refused(f"the {field} of this document was not corrected")
        found = values(found_in(store, held))
        store.corrections.remove(document, field)
        return _kept(store, actor, held, {field: found[field]}, act="describe: revert")


def found_in(store: Store, document: Document) -> Description:
    """Return the description that the newest reading gave; `Refused` where it gave no findings."""
    newest = store.revisions.get(document.id, document.newest)
    if not newest.findings:
        raise Refused("what was found in this document is not on record: read its file again first")
    return described(newest.findings, newest.file_name)


def _same(standing: Mapping[str, str], changed: Mapping[str, str], seen: Mapping[str, str] | None) -> None:
    """Raise `Conflict` where a field that is to be changed is not as it was seen, nor already as it is asked for."""
    moved = [
        field
        for field, value in changed.items()
        if seen is not None and standing[field] not in {seen.get(field, ""), value}
    ]
    if moved:
        raise Conflict(f"somebody else has meanwhile changed the {' and the '.join(moved)}")


def _kept(store: Store, actor: Actor, held: Document, changed: Mapping[str, str], *, act: str) -> Document:
    """Keep the document with its changed fields, a line in the audit log for each, and tell the index."""
    if not changed:
        return held
    at, before = store.clock.now(), values(held.description)
    told = {field: Kind(value) if field == "kind" else value for field, value in changed.items()}
    document = replace(held, description=replace(held.description, **told))  # type: ignore[arg-type]
    store.documents.replace(document)
    store.outbox.add("document", held.id, at=at)
    for field, value in changed.items():
        outcome = f"{field}: {_quoted(before[field])} → {_quoted(value)}"
        store.audit.add(at=at, actor=actor.id, act=act, key=held.id, outcome=outcome)
    return document


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
