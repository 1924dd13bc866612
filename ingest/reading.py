"""One file is read: identified, extracted in confinement, made canonical, described, cut into passages."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.documents import Description, Frozen, Page, Structure, digest
from archive.errors import Unreadable
from archive.settings import Settings
from archive.spans import Span
from ingest.canonical import CANON_VERSION, Canonical, canonical
from ingest.confine import confine
from ingest.describe import describe
from ingest.extract.extraction import Extraction
from ingest.identify import HEAD, identify
from ingest.segment import segment

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is to be stored of one file.

    `passages` are (page number from 1, span in code points of `text`); `offset_runs` is zlib over JSON,
    `[[canonical start, raw start, length], ...]`; `boxes` is empty where the format has no pages on paper.
    """

    file_name: str
    text: str
    pages: tuple[Page, ...]
    structures: tuple[Structure, ...]
    passages: tuple[tuple[int, Span], ...]
    description: Description
    frozen: Frozen
    media_type: str
    notes: tuple[str, ...]
    boxes: bytes
    offset_runs: bytes


def read(path: Path, *, file_name: str, settings: Settings, sidecar: Mapping[str, str] | None = None) -> Reading:
    """Read one file; whatever cannot be read is `Unreadable` with a code and a sentence."""
    sha256, head = _original(path, settings.upload_mb)
    file_format = identify(head, file_name)
    extraction = confine(path, file_format, settings)
    form = canonical(extraction.pages)
    if not any(map(str.isalnum, form.text)):
        raise Unreadable("no-text", "the file holds no letters and no digits")
    return Reading(
        file_name=file_name,
        text=form.text,
        pages=form.pages,
        structures=form.structures,
        passages=segment(form.text, form.pages),
        description=describe(extraction.hints, form.text, file_name, file_format, sidecar or {}),
        frozen=_frozen(sha256, extraction, form),
        media_type=file_format.value,
        notes=extraction.notes,
        boxes=form.boxes,
        offset_runs=zlib.compress(json.dumps(form.offset_runs, separators=(",", ":")).encode(), 9),
    )


def _original(path: Path, limit: int) -> tuple[str, bytes]:
    """Return SHA-256 and first bytes of the file; more than `limit` MiB is `Unreadable`."""
    if path.stat().st_size > limit * _MEBIBYTE:
        raise Unreadable("too-large", f"the file is larger than {limit} MiB")
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        return hashlib.file_digest(stream, "sha256").hexdigest(), head


def _frozen(sha256: str, extraction: Extraction, form: Canonical) -> Frozen:
    """Return how the text came to be; the raw digest is over the raw pages joined by form feeds."""
    raw = "\f".join(page.text for page in extraction.pages)
    return Frozen(
        original_sha256=sha256,
        raw_sha256=hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
        text_sha256=digest(form.text),
        engine=extraction.engine,
        engine_version=extraction.engine_version,
        profile=extraction.profile,
        canon_version=CANON_VERSION,
        charset=extraction.charset,
    )
