"""A description with its evidence: what stands, where it comes from in words, what else was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.access import Action, may
from archive.corrections import Correction
from archive.describing import values
from archive.documents import FIELDS, Document, Kind, Revision
from archive.findings import USED, Finding, Origin, used
from archive.store import Store
from web import urls
from web.desk import Desk
from web.moments import day
from web.pages.description import DescriptionField, DescriptionLine, DescriptionPage, DescriptionSection, Evidence
from web.pages.frame import Choice

LABELS = {
    "title": "Title",
    "kind": "Kind",
    "creator": "Author",
    "recipient": "Recipient",
    "date": "Date",
    "source_url": "Web address",
    "language": "Language",
    "publisher": "Publisher",
}
_HINTS = {
    "date": "2031, 2031-03 or 2031-03-14",
    "source_url": "https://…",
    "language": "a tag such as en or de-AT",
    "creator": "several names are parted by a semicolon",
}
_ORIGINS = {
    Origin.SIDECAR: "from the sidecar beside the file",
    Origin.FILE: "from the file",
    Origin.TEXT: "from the text",
    Origin.NAME: "from the file’s name",
}
_OTHERS = 5


def description_section(held: Desk, document: Document, revision: Revision) -> DescriptionSection:
    """Return the description of a document for the reading view of one of its revisions."""
    edit = urls.description(document.id) if may(held.actor, Action.DESCRIBE) else ""
    lines = _lines(held, document, revision)
    shown = [line for line in lines.values() if line.stands.value or line.others]
    extras = ((finding.field, finding.value) for finding in revision.findings if finding.field not in FIELDS)
    return DescriptionSection(tuple(shown), tuple(extras), edit)


def description_page(
    held: Desk, document: Document, *, typed: Mapping[str, str] | None = None, seen: Mapping[str, str] | None = None
) -> DescriptionPage:
    """Return the form; `typed` is what a person sent that could not be kept, `seen` what they had seen before."""
    standing, typed, seen = values(document.description), typed or {}, seen or {}
    lines = _lines(held, document, held.store.revisions.get(document.id, document.newest))
    corrected = {correction.field for correction in held.store.corrections.of(document.id)}
    fields = []
    for name in FIELDS:
        value, was = typed.get(name, standing[name]), standing[name]
        moved = name in typed and was not in {seen.get(name, was), value} and value != seen.get(name, was)
        fields.append(
            DescriptionField(
                name=name,
                label=LABELS[name],
                value=value,
                was=was,
                hint=_HINTS.get(name, ""),
                choices=_kinds(value) if name == "kind" else (),
                line=lines[name],
                corrected=name in corrected,
                meanwhile=(was or "unknown") if moved else "",
            )
        )
    action = urls.description(document.id)
    return DescriptionPage(document.description.title, urls.document(document), action, tuple(fields), fault="")


def _kinds(chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(kind.value, kind.value, kind.value == chosen) for kind in Kind)


def _lines(held: Desk, document: Document, revision: Revision) -> Mapping[str, DescriptionLine]:
    """Return every field with its evidence, which is that of the newest revision."""
    store = held.store
    if revision.number != document.newest:
        revision = store.revisions.get(document.id, document.newest)
    corrections = {correction.field: correction for correction in store.corrections.of(document.id)}
    names = store.people.names() if corrections and may(held.actor, Action.DESCRIBE) else {}
    standing = values(document.description)
    return {field: _line(field, standing[field], revision, corrections.get(field), names) for field in FIELDS}


def _line(
    field: str, value: str, revision: Revision, correction: Correction | None, names: Mapping[str, str]
) -> DescriptionLine:
    found = [finding for finding in revision.findings if finding.field == field]
    first = used(found, field)
    others = _others(value, found, revision)
    if correction:
        was = f"was “{_shown(field, first.value)}”" if first else "was unknown"
        stands = Evidence(_shown(field, value), f"{correction_words(correction, names)}; {was}", "")
    elif first and first.value == value:
        stands = _evidence(first, revision)
    else:
        unknown = field == "kind" and not first and value == Kind.OTHER.value
        stands = Evidence("" if unknown else _shown(field, value), "", "")
    return DescriptionLine(LABELS[field], stands, others)


def _others(value: str, found: Sequence[Finding], revision: Revision) -> tuple[Evidence, ...]:
    """Return the other values that were found, each once."""
    told: dict[str, Evidence] = {}
    for finding in found:
        if finding.value != value and not (finding.field == "title" and finding.origin is Origin.NAME):
            told.setdefault(finding.value, _evidence(finding, revision))
    return tuple(told.values())[:_OTHERS]


def _evidence(finding: Finding, revision: Revision) -> Evidence:
    return Evidence(_shown(finding.field, finding.value), source_words(finding), _place(finding, revision))


def _shown(field: str, value: str) -> str:
    return day(value) if field == "date" else value


def source_words(finding: Finding) -> str:
    """Return where a value was found and how sure it is, in words."""
    basis, _, agreement = finding.basis.partition("; agrees with ")
    agreed = f", agrees with {agreement}" if agreement else ""
    named = f": {basis}" if finding.origin in {Origin.FILE, Origin.TEXT} and basis else ""
    doubt = "" if finding.confidence >= USED or finding.field == "title" else ", not used"  # the first title always is
    if finding.origin is Origin.SIDECAR:
        return _ORIGINS[finding.origin]
    return f"{_ORIGINS[finding.origin]}{named}{agreed}, certainty {finding.confidence} %{doubt}"


def correction_words(correction: Correction, names: Mapping[str, str]) -> str:
    """Return who corrected a field, and when; `names` are those that may be told, by id."""
    return f"corrected by {names.get(correction.person, 'a reviewer')}, {day(correction.at)}"


def _place(finding: Finding, revision: Revision) -> str:
    return urls.revision(revision.document, revision.number, at=str(finding.span)) if finding.span else ""


def in_labels(sentence: str) -> str:
    """Return the sentence of a refusal with the fields called as the form calls them."""
    for field, label in LABELS.items():
        sentence = sentence.replace(f"the {field} ", f"the {label.lower()} ")
    return sentence


def findings_wire(revision: Revision) -> list[dict[str, object]]:
    """Return the findings of a revision; `start` and `end` are code points, null where no words are meant."""
    return [
        {
            "field": finding.field,
            "value": finding.value,
            "origin": finding.origin.value,
            "confidence": finding.confidence,
            "basis": finding.basis,
            "start": finding.span.start if finding.span else None,
            "end": finding.span.end if finding.span else None,
        }
        for finding in revision.findings
    ]


def corrections_wire(store: Store, document: str, *, within: bool) -> list[dict[str, object]]:
    """Return the corrections of a document; with the names of those who made them for those who may too (`within`)."""
    corrections = store.corrections.of(document)
    names = store.people.names() if corrections and within else {}
    return [
        {"field": made.field, "value": made.value, "person": names.get(made.person, ""), "at": made.at}
        for made in corrections
    ]
