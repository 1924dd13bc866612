"""The one table of settings: name, type, default, help. Environment names are `VERBATIM_<NAME>`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: its default (which gives its type) and what it is for, in one sentence."""

    default: str | int
    help: str


PDF_ENGINES = ("pdfplumber", "pdfium")
ENGINES = ("whoosh", "tantivy")
TAGS = ("free", "listed")

_CLOSED = {"pdf_engine": PDF_ENGINES, "engine": ENGINES, "tags": TAGS, "require_if_match": ("yes", "no")}

TABLE: dict[str, Setting] = {
    "archive": Setting("./archive-data", "Folder that holds the database, the originals and the index."),
    "host": Setting("127.0.0.1", "Address on which `verbatim serve` listens."),
    "port": Setting(8000, "Port on which `verbatim serve` listens."),
    "public_url": Setting("", "Address under which readers reach the archive; default http://host:port."),
    "upload_mb": Setting(256, "Largest file that is taken in, in MiB; a larger one is refused before it is read."),
    "page_size": Setting(20, "Passages on one page of search results."),
    "engine": Setting(
        "whoosh", "Search engine: `whoosh`, or `tantivy`, many times faster where there are over 100,000 passages."
    ),
    "extract_seconds": Setting(20, "CPU seconds a file's extraction may take before it is stopped, plus 1.5 s a page."),
    "extract_mb": Setting(2048, "Memory, in MiB, that the extraction of one file may take."),
    "pdf_engine": Setting(
        "pdfplumber", "First reader of PDFs: `pdfplumber`, or `pdfium`, many times faster, for bulk."
    ),
    "tesseract": Setting("tesseract", "Program that recognises pages without text; where it is missing they wait."),
    "ocr_languages": Setting("eng", "Languages of pages to be recognised, as tesseract writes them: `eng+deu`."),
    "ocr_seconds": Setting(60, "Seconds that recognising one page may take before it is stopped."),
    "workers": Setting(0, "Files (or stretches of a long PDF) that are read at once; 0: one for each processor."),
    "tags": Setting("free", "Tags of annotations: `free`, or `listed`: only those that reviewers put on the list."),
    "session_days": Setting(30, "Days after which a person must sign in again."),
    "require_if_match": Setting(
        "yes", "Whether a change of an annotation must say in `If-Match` what it is made from: `yes`, or `no`."
    ),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force; every field is a row of `TABLE`."""

    archive: str
    host: str
    port: int
    public_url: str
    upload_mb: int
    page_size: int
    engine: str
    extract_seconds: int
    extract_mb: int
    pdf_engine: str
    tesseract: str
    ocr_languages: str
    ocr_seconds: int
    workers: int
    tags: str
    session_days: int
    require_if_match: str

    @property
    def folder(self) -> Path:
        """The archive's folder, absolute."""
        return Path(self.archive).expanduser().resolve()

    @property
    def listed_tags(self) -> bool:
        """Whether only tags of the list can be given."""
        return self.tags == "listed"

    @property
    def upload_bytes(self) -> int:
        """The size of the largest file that is taken in, in bytes."""
        return self.upload_mb << 20


def read_settings(environ: Mapping[str, str] | None = None, **chosen: str | int | None) -> Settings:
    """Return the settings: what is `chosen` first, then the environment, then the defaults."""
    source = os.environ if environ is None else environ
    values: dict[str, str | int] = {}
    for field in fields(Settings):
        default = TABLE[field.name].default
        given = chosen.get(field.name)
        value = source.get(f"VERBATIM_{field.name.upper()}", default) if given is None else given
        values[field.name] = _typed(field.name, value, default)
    for name, known in _CLOSED.items():
        if values[name] not in known:
            raise SystemExit(f"VERBATIM_{name.upper()} must be one of {', '.join(known)}, not {values[name]!r}")
    values["workers"] = values["workers"] or len(os.sched_getaffinity(0))
    return Settings(**values)  # type: ignore[arg-type]  # the table gives each field its type


def _typed(name: str, value: str | int, default: str | int) -> str | int:
    """Return `value` as the type of `default`, or say which setting is wrong."""
    if isinstance(default, str):
        return str(value)
    least = min(1, default)
    try:
        number = int(value)
    except ValueError:
        number = -1
    if number < least:
        raise SystemExit(f"VERBATIM_{name.upper()} must be a whole number from {least}, not {value!r}")
    return number
