"""Corrections: what a person says a document's description should be. They outlive every new reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.documents import Description, Kind


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one document as a person set it."""

    document: str
    field: str
    value: str
    person: str
    at: str


def corrected(found: Description, corrections: Sequence[Correction]) -> Description:
    """Return the description with the corrections in place of what was found."""
    told = {correction.field: correction.value for correction in corrections}
    kind = Kind(told.pop("kind", found.kind.value))
    return replace(found, kind=kind, **told)
