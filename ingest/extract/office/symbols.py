"""Signs of symbol fonts, which stand in files as private codes, become the letters they look like."""

from __future__ import annotations

UNKNOWN = "\ufffd"

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{sign: sign for sign in " !#%&()+,./0123456789:;<=>?[]_{|}"},
    **dict(zip(_LATIN, _GREEK, strict=True)),
    "'": "∋",
    "*": "∗",
    "-": "−",
    "@": "≅",
    "\\": "∴",
    "^": "⊥",
    "~": "∼",
    "\xa2": "′",
    "\xa3": "≤",
    "\xa5": "∞",
    "\xab": "↔",
    "\xac": "←",
    "\xad": "↑",
    "\xae": "→",
    "\xaf": "↓",
    "\xb0": "°",
    "\xb1": "±",
    "\xb2": "″",
    "\xb3": "≥",
    "\xb4": "×",
    "\xb6": "∂",
    "\xb7": "•",
    "\xb8": "÷",
    "\xb9": "≠",
    "\xba": "≡",
    "\xbb": "≈",
    "\xbc": "…",
    "\xc6": "∅",
    "\xc7": "∩",
    "\xc8": "∪",
    "\xcc": "⊂",
    "\xce": "∈",
    "\xd2": "®",
    "\xd3": "©",
    "\xd4": "™",
    "\xd5": "∏",
    "\xd6": "√",
    "\xd7": "⋅",
    "\xd8": "¬",
    "\xd9": "∧",
    "\xda": "∨",
    "\xde": "⇒",
    "\xe2": "®",
    "\xe3": "©",
    "\xe4": "™",
    "\xe5": "∑",
    "\xf2": "∫",
}
_WINGDINGS = {
    " ": " ",
    "(": "☎",
    "*": "✉",
    "J": "☺",
    "L": "☹",
    "l": "●",
    "n": "■",
    "o": "□",
    "q": "❑",
    "u": "◆",
    "v": "❖",
    "\x9f": "•",
    "\xa7": "▪",
    "\xa8": "◻",
    "\xd8": "➢",
    "\xdf": "←",
    "\xe0": "→",
    "\xe8": "➔",
    "\xfb": "✗",
    "\xfc": "✓",
    "\xfd": "☒",
    "\xfe": "☑",
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def known(font: str) -> bool:
    """Tell whether this is a font of symbols that is understood."""
    return font.strip().lower() in _FONTS


def sign(font: str, code: int) -> str:
    """Return what code point `code` of a font shows; `UNKNOWN` where nobody can tell.

    Office moves the 256 codes of a symbol font to U+F000.
    """
    low = chr(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code) if 0 < code < 0x110000 else "\0"
    if known(font):
        return _FONTS[font.strip().lower()].get(low, UNKNOWN)
    return UNKNOWN if low < " " or 0xD800 <= code <= 0xF8FF or "wingdings" in font.lower() else low


def plain(font: str, text: str) -> str:
    """Return text set in a font with its private codes (U+F000 to U+F0FF) as signs; other text is left alone."""
    if not any("\uf000" <= letter <= "\uf0ff" for letter in text):
        return text
    return "".join(sign(font, ord(letter)) if "\uf000" <= letter <= "\uf0ff" else letter for letter in text)
