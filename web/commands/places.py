"""Where a file came from, as the command line says it: its path as it was handed in, and its place inside another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from archive.provenance import Accession
from ingest.accession import writable


@dataclass(frozen=True, slots=True)
class Place:
    """A file on the way in. `inside` is empty, or its path in the mail or ZIP file at `path`.

    Where that stood in another one itself, the names are joined by `#`.
    """

    path: str
    inside: str = ""


def written(path: Path) -> str:
    """Return a path as it can be written down."""
    return writable(str(path))


def place_of(accession: Accession, handed: Mapping[str, str]) -> Place:
    """Return where an accession came from; `handed` are paths as they were handed in, by the source they became.

    For one that was not handed in by this command it is the whole path, or the name of an upload.
    """
    outer, inside = accession.source, ""
    if accession.parent:
        outer, _, inside = outer.partition("#")
    return Place(handed.get(outer) or unquote(urlsplit(outer).path), inside)
