"""The signs that XML 1.0 can carry."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """Return the text with U+FFFD in place of what XML cannot carry (control characters, lone surrogates)."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
