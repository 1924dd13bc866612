"""What is known of a document: from the sidecar, else the file itself, else its first lines. No guesses."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import PurePath

from archive.documents import FIELDS, Description, Kind
from archive.errors import Unreadable
from archive.findings import Finding
from ingest.extract.extraction import Extraction
from ingest.identify import Format

TITLE_LIMIT = 300
_FIELD_LIMIT = 2000
_HEAD_LINES = 15
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in _MONTHS)
_DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTH})\.?,? (?P<y>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b", re.I),
)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_GREETING = re.compile(r"^(?:dear|to whom it may concern|sehr geehrte|ch[eè]re?|estimad[oa])\b.{0,80}$", re.I | re.M)
_CLOSING = re.compile(
    r"^(?:yours\b|(?:kind |best |warm )?regards|sincerely|respectfully|faithfully"
    r"|with (?:best|kind)|best wishes|love,).{0,60}$",
    re.I | re.M,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def describe(
    extraction: Extraction, text: str, file_name: str, file_format: Format, sidecar: Mapping[str, str]
) -> tuple[Description, tuple[Finding, ...]]:
    """Return the description and on what it rests; a sidecar that says something impossible is `Unreadable`."""
    return _description(extraction.hints, text, file_name, file_format, sidecar), ()


def _description(
    hints: Mapping[str, str], text: str, file_name: str, file_format: Format, sidecar: Mapping[str, str]
) -> Description:
    told = _checked(sidecar)
    known = {name: told.get(name) or " ".join(hints.get(name, "").split())[:_FIELD_LIMIT] for name in FIELDS}
    address, language = known["source_url"], known["language"]
    return Description(
        title=(known["title"] or first_line(_body(text, file_format)) or PurePath(file_name).stem)[:TITLE_LIMIT],
        kind=_kind(known["kind"], text, file_format),
        creator=known["creator"],
        recipient=known["recipient"],
        date=told.get("date")
        or date_in(hints.get("date", ""))
        or ("" if file_format in {Format.HTML, Format.EMAIL} else date_in(_head(text))),
        source_url=address if _ADDRESS.fullmatch(address) else "",
        language=language if _LANGUAGE.fullmatch(language) else "",
        publisher=known["publisher"],
    )


def _checked(sidecar: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a sidecar that are known and filled; raise `Unreadable` for a wrong one."""
    told = {name: " ".join(sidecar[name].split()) for name in FIELDS if sidecar.get(name, "").strip()}
    for name, value in told.items():
        if len(value) > _FIELD_LIMIT or re.search("[\x00-\x1f\x7f\ud800-\udfff]", value):
            raise Unreadable("bad-metadata", f"the sidecar's {name} is too long or has signs that cannot be shown")
    if "kind" in told and told["kind"] not in {kind.value for kind in Kind}:
        kinds = ", ".join(kind.value for kind in Kind)
        raise Unreadable("bad-metadata", f"the sidecar's kind is {told['kind']!r}; it must be one of {kinds}")
    if "date" in told and not _possible(told["date"]):
        raise Unreadable("bad-metadata", f"the sidecar's date is {told['date']!r}; write 2031, 2031-03 or 2031-03-14")
    if "source_url" in told and not _ADDRESS.fullmatch(told["source_url"]):
        raise Unreadable("bad-metadata", "the sidecar's source_url must begin with http:// or https://")
    if "language" in told and not _LANGUAGE.fullmatch(told["language"]):
        raise Unreadable("bad-metadata", f"the sidecar's language is {told['language']!r}; write a tag such as en")
    return told


def _possible(date: str) -> bool:
    """Tell whether a date, as precise as it is written, is in the calendar."""
    if not _ISO.fullmatch(date):
        return False
    try:
        datetime.date.fromisoformat(date + "-01-01"[len(date) - 4 :])
    except ValueError:
        return False
    return True


def first_line(text: str) -> str:
    """Return the first line that has letters, cut at `TITLE_LIMIT` code points."""
    for line in re.split(r"[\n\f]", text[:20_000]):
        if any(map(str.isalpha, line)):
            return line.strip()[:TITLE_LIMIT]
    return ""


def _body(text: str, file_format: Format) -> str:
    """Return the text without the header lines of a message."""
    return text.partition("\n\n")[2] if file_format is Format.EMAIL else text


def _head(text: str) -> str:
    return "\n".join(text[:4000].replace("\f", "\n").split("\n")[:_HEAD_LINES])


def date_in(words: str) -> str:
    """Return the first date in the words as ISO 8601; empty where there is none in the calendar."""
    if _possible(words.strip()):
        return words.strip()
    matches = [match for pattern in _DATES for match in pattern.finditer(words)]
    for match in sorted(matches, key=lambda match: match.start()):
        parts = match.groupdict()
        month = int(parts.get("n") or 0) or _month(parts["m"])
        date = f"{parts['y']}-{month:02}-{int(parts['d']):02}"
        if _possible(date):
            return date
    return ""


def _month(name: str) -> int:
    return 1 + next(at for at, month in enumerate(_MONTHS) if month.startswith(name.lower()[:3]))


def _kind(known: str, text: str, file_format: Format) -> Kind:
    """Return what the document is: as told, by its format, or by greeting and closing of a letter."""
    if known in {kind.value for kind in Kind}:
        return Kind(known)
    if file_format is Format.EMAIL:
        return Kind.EMAIL
    text = text.replace("\f", "\n")
    greeting = _GREETING.search(text[:6000])
    if greeting and _CLOSING.search(text, greeting.end()):
        return Kind.LETTER
    if file_format is Format.HTML:
        return Kind.ARTICLE
    return Kind.REPORT if re.search(r"^.{0,60}\breport\b", first_line(text), re.I) else Kind.OTHER
