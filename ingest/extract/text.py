"""Plain text: decoded, form feeds as page ends, the From/To/Date/Subject lines of a letter as hints."""

from __future__ import annotations

import platform
import re
from pathlib import Path

from archive.errors import Unreadable
from ingest.extract import charsets
from ingest.extract.extraction import Extraction, Options, RawPage

PROFILE = "plain"
_LINE = re.compile(r"[ \t]*(From|To|Date|Subject|Re)[ \t]*:[ \t]*(\S.*?)[ \t]*", re.I)
_NAMES = {"from": "creator", "to": "recipient", "date": "date", "subject": "title", "re": "title"}
_HEAD_LINES = 12
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.1


def extract(path: Path, _options: Options) -> Extraction:
    """Read a text file; bytes that are no text are `Unreadable`."""
    text, charset = charsets.decode(path.read_bytes())
    text = text.removeprefix("\ufeff")
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > _CONTROL_SHARE * len(text):
        raise Unreadable("not-text", "the file holds binary data, not text")
    pages = tuple(RawPage(page) for page in text.removesuffix("\f").split("\f"))
    return Extraction(pages, "python", platform.python_version(), PROFILE, charset, _hints(text))


def _hints(text: str) -> dict[str, str]:
    """Return the header lines that stand together at the head of a letter; one alone proves nothing."""
    found: dict[str, str] = {}
    for line in text[:4000].splitlines()[:_HEAD_LINES]:
        match = _LINE.fullmatch(line)
        if match:
            found.setdefault(_NAMES[match[1].lower()], match[2])
        elif found and line.strip():
            break
    return found if len(found) > 1 else {}
