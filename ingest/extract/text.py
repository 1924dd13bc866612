"""Plain text: decoded, form feeds as page ends, nothing is taken from the words."""

from __future__ import annotations

import platform
import re
from pathlib import Path

from archive.errors import Unreadable
from ingest.extract import charsets, tally
from ingest.extract.allowance import PAGES_LIMIT
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.tally import Tally

PROFILE = "plain"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.1


def extract(path: Path, _options: Options) -> Extraction:
    """Read a text file; bytes that are no text are `Unreadable`."""
    text, charset = charsets.decode(path.read_bytes())
    text = text.removeprefix("\ufeff")
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > _CONTROL_SHARE * len(text):
        raise Unreadable("not-text", "the file holds binary data, not text")
    if text.count("\f") > PAGES_LIMIT:
        raise Unreadable("too-large", f"the text has more than {PAGES_LIMIT} pages")
    pages = tuple(RawPage(page) for page in text.removesuffix("\f").split("\f"))
    lost = Tally({tally.UNREAD: text.count("\ufffd")})
    return Extraction(pages, "python", platform.python_version(), PROFILE, charset, notes=lost.notes())
