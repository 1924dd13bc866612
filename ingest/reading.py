"""One file is read: identified, extracted in confinement, made canonical, described, cut into passages."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.counting import many
from archive.detection import DETECTION, Detected, find_quotations
from archive.documents import Description, Frozen, Page, PageState, Structure, digest
from archive.errors import Unreadable
from archive.findings import Finding
from archive.identifiers import Identifier
from archive.settings import Settings
from archive.spans import Span
from ingest.canonical import CANON_VERSION, Canonical, canonical
from ingest.describe import describe, summary
from ingest.extract.extraction import Extraction, Part
from ingest.extraction import extract
from ingest.identify import HEAD, Format, identify
from ingest.results import NEEDS_OCR
from ingest.segment import segment
from ingest.stages import Stages


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is to be stored of one file.

    `passages` are (page number from 1, span in code points of `text`); `offset_runs` is zlib over JSON,
    `[[canonical start, raw start, length], ...]`; `boxes` is empty where the format has no pages on paper;
    `parts` are files inside the file.
    """

    media_type: str
    text: str
    pages: tuple[Page, ...]
    structures: tuple[Structure, ...]
    passages: tuple[tuple[int, Span], ...]
    description: Description
    findings: tuple[Finding, ...]
    frozen: Frozen
    notes: tuple[str, ...]
    properties: Mapping[str, str]
    identifiers: tuple[Identifier, ...]
    boxes: bytes
    offset_runs: bytes
    parts: tuple[Part, ...]
    detected: Detected


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file that is nothing but the files inside it, such as a ZIP file; `notes` name what was not taken in."""

    media_type: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


def read(
    path: Path,
    *,
    file_name: str,
    settings: Settings,
    sidecar: Mapping[str, str] | None = None,
    stages: Stages | None = None,
) -> Reading | Bundle:
    """Read one file; whatever cannot be read is `Unreadable` with a code and a sentence.

    `stages` takes down what was done, with which tool, and how each stage ended.
    """
    stages = stages or Stages()
    with stages.of("identification") as stage:
        sha256, head = _original(path, settings.upload_bytes)
        file_format = identify(head, file_name)
        stage.detail = file_format.value
    extraction = extract(path, file_format, settings, stages)
    if not extraction.pages:
        return Bundle(file_format.value, extraction.parts, extraction.notes)
    with stages.of("normalization", tool=CANON_VERSION) as stage:
        form = _canonical(extraction)
        stage.detail = f"{many(len(form.text), 'code point')} on {many(len(form.pages), 'page')}"
    return _reading(file_name, file_format, sha256, extraction, form, sidecar or {}, stages)


def _reading(
    file_name: str,
    file_format: Format,
    sha256: str,
    extraction: Extraction,
    form: Canonical,
    sidecar: Mapping[str, str],
    stages: Stages,
) -> Reading:
    """Return the reading of a canonical text: described and cut into passages."""
    with stages.of("description") as stage:
        description, findings = describe(extraction, form.text, file_name, file_format, sidecar)
        stage.detail = summary(findings)
    with stages.of("segmentation") as stage:
        passages = segment(form.text, form.pages)
        stage.detail = many(len(passages), "passage")
    with stages.of("quotations", tool=f"quotations/{DETECTION}") as stage:
        detected = find_quotations(form.text, form.structures)
        stage.detail = many(len(detected.quotations), "quotation")
    return Reading(
        media_type=file_format.value,
        parts=extraction.parts,
        detected=detected,
        text=form.text,
        pages=form.pages,
        structures=form.structures,
        passages=passages,
        description=description,
        findings=findings,
        frozen=_frozen(sha256, extraction, form),
        notes=extraction.notes,
        properties=extraction.properties,
        identifiers=extraction.identifiers,
        boxes=form.boxes,
        offset_runs=zlib.compress(json.dumps(form.offset_runs, separators=(",", ":")).encode(), 9),
    )


def _canonical(extraction: Extraction) -> Canonical:
    """Return the canonical form; a file without any letter or digit is `Unreadable`."""
    form = canonical(extraction.pages)
    if any(map(str.isalnum, form.text)):
        return form
    waiting = sum(page.state is PageState.NEEDS_OCR for page in form.pages)
    if waiting:
        raise Unreadable(NEEDS_OCR, f"{waiting} of {len(form.pages)} pages are pictures without text: needs OCR")
    raise Unreadable("no-text", "the file holds no letters and no digits")


def _original(path: Path, limit: int) -> tuple[str, bytes]:
    """Return SHA-256 and first bytes of the file; more than `limit` bytes is `Unreadable`."""
    if path.stat().st_size > limit:
        raise Unreadable("too-large", f"the file is larger than {limit >> 20} MiB")
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
