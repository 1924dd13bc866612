"""What is known of a document, and on what it rests: the order of the rules. Below `USED` nothing is believed.

Sidecar, file, words and file name are witnesses. Each value they give is kept as a finding; the surest comes first.
Where two kinds of witness agree, both are surer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.corrections import described
from archive.documents import FIELDS, Description
from archive.errors import Refused, Unreadable
from archive.fields import FIELD_LIMIT, checked
from archive.findings import Finding, Origin, used
from ingest.evidence import file_names, letterhead, title_page
from ingest.evidence.names import same_person
from ingest.evidence.stated import stated
from ingest.extract.extraction import Extraction
from ingest.identify import Format

_SUREST = 98
_ORDER = list(Origin)


def describe(
    extraction: Extraction, text: str, file_name: str, file_format: Format, sidecar: Mapping[str, str]
) -> tuple[Description, tuple[Finding, ...]]:
    """Return the description and its findings, by field, the one that is used first.

    A sidecar that says something impossible is `Unreadable`; its keys that are no field are findings of that name.
    """
    found = [*_told(sidecar), *stated(extraction, text, file_name, file_format)]
    first_page = extraction.pages[0] if extraction.pages else None
    if file_format is Format.EMAIL:
        found += title_page.titles(text, first_page, start=text.find("\n\n") + 1)
    else:
        found += letterhead.evidence(text)
        found += title_page.evidence(text, first_page)
    found += file_names.evidence(file_name)
    findings = tuple(_ranked(list(_each_once(found))))
    return described(findings, file_name), findings


def summary(findings: Sequence[Finding]) -> str:
    """Return which fields are known, and what a sidecar says beside them, in words."""
    known = ", ".join(field for field in FIELDS if used(findings, field))
    extras = ", ".join(finding.field for finding in findings if finding.field not in FIELDS)
    return f"{known}; not used from the sidecar: {extras}" if extras else known


def _told(sidecar: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what the sidecar says; raise `Unreadable` for what cannot be."""
    for name, value in sidecar.items():
        if name not in FIELDS:
            yield Finding(name[:80], value[:FIELD_LIMIT], Origin.SIDECAR, 0, "no field of a description")
            continue
        if not value.strip():
            continue
        try:
            yield Finding(name, checked(name, value), Origin.SIDECAR, 100, "sidecar")
        except Refused as error:
            raise Unreadable("bad-metadata", f"the sidecar cannot be right: {error}") from error


def _each_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each value of a field once for each witness, at its surest."""
    surest: dict[tuple[str, str, Origin], Finding] = {}
    for finding in found:
        key = (finding.field, finding.value, finding.origin)
        if key not in surest or finding.confidence > surest[key].confidence:
            surest[key] = finding
    return iter(surest.values())


def _ranked(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings by field, the surest first, then by witness; other keys of a sidecar come last."""
    weighed = [_agreed(finding, found) for finding in found]
    place = {name: number for number, name in enumerate(FIELDS)}
    return sorted(
        weighed,
        key=lambda finding: (
            place.get(finding.field, len(place)),
            -finding.confidence,
            _ORDER.index(finding.origin),
        ),
    )


def _agreed(finding: Finding, found: Sequence[Finding]) -> Finding:
    """Return a finding, surer for every other witness that says the same."""
    doubt, agreeing = 100 - finding.confidence, []
    for other in found:
        if other.field == finding.field and other.origin is not finding.origin and _agree(finding, other):
            doubt = doubt * (100 - other.confidence) // 100
            agreeing.append(other.basis)
    if not agreeing or finding.confidence >= _SUREST:
        return finding
    basis = f"{finding.basis}; agrees with {' and '.join(dict.fromkeys(agreeing))}"
    return replace(finding, confidence=min(_SUREST, 100 - doubt), basis=basis)


def _agree(one: Finding, other: Finding) -> bool:
    """Tell whether two values of a field say the same."""
    if one.field in {"creator", "recipient"} and same_person(one.value, other.value):
        return True
    return one.value.casefold() == other.value.casefold()
