"""Bytes become text: declared charset, then UTF-8, then a good guess, then Windows-1252."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "ascii",
    "ks_c_5601-1987": "cp949",
}
_FEW = 32
"""So few odd bytes among plain letters tell nothing: Windows-1252 is taken."""

_GUESSED = 200_000
"""How many bytes a guess looks at."""


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return the text and the name of the charset that was used; never fails.

    `iso-8859-1` is read as Windows-1252, as browsers do.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    for charset in (marked, _ALIASES.get(declared.strip().lower(), declared.strip()), "utf-8"):
        text = _strictly(data, charset) if charset else None
        if text is not None:
            return text, charset.lower().removesuffix("-sig")
    return _guessed(data)


def _strictly(data: bytes, charset: str) -> str | None:
    """Return the text, or None where the charset is unknown or does not fit."""
    try:
        if not codecs.lookup(charset)._is_text_encoding:  # noqa: SLF001  the only way to ask
            return None
        return data.decode(charset)
    except (LookupError, ValueError):
        return None


def _guessed(data: bytes) -> tuple[str, str]:
    """Return the text in the likeliest charset, else in Windows-1252 with replacement signs."""
    cp1252 = _strictly(data, "cp1252")
    high = sum(byte > 0x7F for byte in data[:_GUESSED])
    if cp1252 is not None and high < _FEW and high < len(data) / 5:
        return cp1252, "cp1252"
    best = from_bytes(data[:_GUESSED]).best()
    if best is not None and best.encoding not in {"cp1252", "latin_1"}:
        text = _strictly(data, best.encoding)
        if text is not None and (cp1252 is None or best.coherence > 0):
            return text, best.encoding
    return (data.decode("cp1252", "replace"), "cp1252") if cp1252 is None else (cp1252, "cp1252")
