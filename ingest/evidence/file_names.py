"""Evidence in the name of a file: weak, used where the file and its words are silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from archive.documents import Kind
from archive.fields import possible
from archive.findings import Finding, Origin
from ingest.evidence.dates import believable

_DAY = re.compile(r"(?<!\d)(\d{4})([-_.])(\d{2})\2(\d{2})(?!\d)")
_RUN = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.OTHER} | {"email": Kind.EMAIL}


def evidence(file_name: str) -> Iterator[Finding]:
    """Yield the day, the kind and the title that a name holds."""
    stem = PurePath(file_name).stem
    for match in _DAY.finditer(stem):
        yield from _day("-".join(match.group(1, 3, 4)), 60)
    for match in _RUN.finditer(stem):
        yield from _day("-".join(match.groups()), 40)
    words = re.findall(r"e-mail|[^\W\d_]+", stem.lower())
    kinds = list(dict.fromkeys(_KINDS[word] for word in words if word in _KINDS))
    for kind in kinds:
        yield _found("kind", kind.value, 60 if len(kinds) == 1 else 30)
    if stem.strip():
        yield _found("title", stem, 10)


def _day(value: str, confidence: int) -> Iterator[Finding]:
    if possible(value) and believable(value):
        yield _found("date", value, confidence)


def _found(field: str, value: str, confidence: int) -> Finding:
    return Finding(field, value, Origin.NAME, confidence, "file name")
