"""What a PDF says of itself: title, author and date as hints, its making as properties."""

from __future__ import annotations

import ctypes
import datetime
import re
from typing import Any

import pypdfium2
import pypdfium2.raw

from ingest.fillers import is_filler_title

pdfium: Any = pypdfium2.raw

_DATE = re.compile(
    r"(?:D:)?(?P<y>\d{4})(?:(?P<m>\d{2})(?:(?P<d>\d{2})(?:(?P<H>\d{2})(?:(?P<M>\d{2})(?P<S>\d{2})?)?)?)?)?"
    r"(?P<zone>Z|[+-]\d{2}'?(?:\d{2})?'?)?.*"
)
_LONGEST = 2000
_NAMES = (("producer", "Producer"), ("creating program", "Creator"), ("subject", "Subject"), ("keywords", "Keywords"))


def told(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Return the file's own metadata, under its own names."""
    given = document.get_metadata_dict(skip_empty=True)
    return {name: " ".join(str(value).split())[:_LONGEST] for name, value in given.items()}


def hints(metadata: dict[str, str], document: pypdfium2.PdfDocument) -> tuple[dict[str, str], dict[str, str]]:
    """Return what describes the document, and where each hint stood; titles that are file names say nothing."""
    title = metadata.get("Title", "")
    found = {
        "title": ("" if is_filler_title(title) else title, "PDF Title"),
        "creator": (metadata.get("Author", ""), "PDF Author"),
        "date": (iso(metadata.get("CreationDate", ""))[:10], "PDF CreationDate"),
        "language": (_language(document), "PDF Lang"),
    }
    held = {name: pair for name, pair in found.items() if pair[0]}
    return {name: value for name, (value, _) in held.items()}, {name: basis for name, (_, basis) in held.items()}


def properties(metadata: dict[str, str], document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Return what else the file says of itself and of its making."""
    found = {name: metadata.get(key, "") for name, key in _NAMES}
    found["created"], found["modified"] = (iso(metadata.get(key, "")) for key in ("CreationDate", "ModDate"))
    version = document.get_version()
    found["PDF version"] = f"{version // 10}.{version % 10}" if version else ""
    found["size of the first page"] = _size(document)
    return {name: value for name, value in found.items() if value}


def iso(date: str) -> str:
    """Return a PDF date as ISO 8601, as precise as it is written; empty where it is none."""
    match = _DATE.fullmatch(date.strip())
    if not match:
        return ""
    part = {name: int(value) for name, value in match.groupdict().items() if value and name != "zone"}
    try:
        moment = datetime.datetime(part["y"], part.get("m", 1), part.get("d", 1), part.get("H", 0), part.get("M", 0))  # noqa: DTZ001
        moment = moment.replace(second=part.get("S", 0))
    except ValueError:
        return ""
    if "d" not in part:
        return date.strip().removeprefix("D:")[:4] + (f"-{part['m']:02}" if "m" in part else "")
    if "H" not in part:
        return moment.date().isoformat()
    return moment.isoformat() + _zone(match["zone"] or "")


def _zone(zone: str) -> str:
    digits = re.sub(r"\D", "", zone)
    return zone if zone in {"", "Z"} else f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"


def _language(document: pypdfium2.PdfDocument) -> str:
    """Return the language of the whole document, as the file gives it."""
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size <= 200:
        return ""
    held = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), size)
    return held.raw.decode("utf-16-le", "replace").rstrip("\x00").strip()


def _size(document: pypdfium2.PdfDocument) -> str:
    try:
        wide, high = document.get_page_size(0)
    except pypdfium2.PdfiumError:
        return ""
    return f"{wide:.0f} × {high:.0f} pt"
