"""What those are told of an arrival who take no files in: no person, no place on a machine, no id of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from archive.history import Record
from archive.provenance import Accession

SOMEBODY = "a person"
_PROGRAM = re.compile(r"(?:.* \()?(verbatim (?:ingest|watch|retry|reread))\)?", re.DOTALL)
_PUBLIC = frozenset({"http", "https"})


def from_outside(arrivals: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records of a document's arrivals, oldest first, as they are shown to everybody.

    An accession is called by the document and the number of the arrival; of who brought it the program is told; of a
    source that is no public address the manner alone (`file:`, `upload:`).
    """
    return tuple(
        replace(
            record,
            accession=_outside(record.accession, f"{record.accession.document}/{number}"),
            parent=_outside(record.parent, "") if record.parent else None,
            parts=tuple(_outside(part, "") for part in record.parts),
        )
        for number, record in enumerate(arrivals, 1)
    )


def _outside(accession: Accession, identifier: str) -> Accession:
    return replace(
        accession,
        id=identifier,
        agent=_agent(accession.agent),
        source=_source(accession.source),
        parent="inside" if accession.parent else "",
        deposit="",
    )


def _agent(agent: str) -> str:
    """Return the program of `ida (verbatim ingest)`; whoever came by themselves is somebody."""
    program = _PROGRAM.fullmatch(agent)
    return program[1] if program else SOMEBODY


def _source(source: str) -> str:
    scheme = urlsplit(source).scheme
    return source if scheme in _PUBLIC else f"{scheme}:"
