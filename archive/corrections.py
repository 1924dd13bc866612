"""Corrections: what a person says a document's description should be. They outlive every new reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from archive.documents import FIELDS, Description, Kind
from archive.findings import Finding, used


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one document as a person set it."""

    document: str
    field: str
    value: str
    person: str
    at: str


def described(findings: Sequence[Finding], file_name: str) -> Description:
    """Return the description that findings give; where none gives a title the file's name is one."""
    told = {field: finding.value for field in FIELDS if (finding := used(findings, field))}
    told.setdefault("title", PurePath(file_name).stem)
    return Description(kind=Kind(told.pop("kind", Kind.OTHER.value)), **told)


def corrected(found: Description, corrections: Sequence[Correction]) -> Description:
    """Return the description with the corrections in place of what was found."""
    told = {correction.field: correction.value for correction in corrections}
    kind = Kind(told.pop("kind", found.kind.value))
    return replace(found, kind=kind, **told)
