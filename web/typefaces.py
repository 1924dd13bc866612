"""The typefaces in which the server draws words, and which signs they have; those of the system, else Pillow's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PIL import ImageFont, __version__

SERIF = ("DejaVuSerif.ttf", "LiberationSerif-Regular.ttf", "NotoSerif-Regular.ttf", "DejaVuSans.ttf", "")
SANS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "")
"""Files by preference, looked for where the system keeps its fonts; the empty name is the face that Pillow carries."""

Face = ImageFont.FreeTypeFont | ImageFont.ImageFont

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_TURNED = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"})
_UNKNOWN = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface by the name of its file."""

    name: str

    def at(self, size: int) -> Face:
        """Return the face in a size in pixels."""
        return _face(self.name, size)

    def draws(self, text: str) -> bool:
        """Tell whether every sign is drawn as it is read: no boxes, nothing that is joined or turned around."""
        return all(sign.isspace() or _drawn(self.name, sign) for sign in set(text))


def typeface(text: str, names: Sequence[str]) -> Typeface | None:
    """Return the first of the typefaces that draws a text, None where none does."""
    return next((face for face in _held(names) if face.draws(text)), None)


def plain(text: str) -> str:
    """Return text composed and on one line, without signs that are not seen."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def edition() -> str:
    """Return what drawings depend on: the typefaces that are here and the version of Pillow."""
    return "/".join([__version__, *(face.name for face in (*_held(SERIF), *_held(SANS)))])


def _held(names: Iterable[str]) -> list[Typeface]:
    return [Typeface(name) for name in names if _found(name)]


@cache
def _found(name: str) -> bool:
    try:
        _face(name, 20)
    except OSError:
        return False
    return True


@cache
def _face(name: str, size: int) -> Face:
    if not name:
        return ImageFont.load_default(size)
    return ImageFont.truetype(name, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _drawn(name: str, sign: str) -> bool:
    """Tell whether a typeface has a sign, by holding its picture against that of a sign that nothing has."""
    if unicodedata.category(sign)[0] in "MC" or unicodedata.bidirectional(sign) in _TURNED:
        return False
    return _shape(name, sign) != _shape(name, _UNKNOWN)


def _shape(name: str, sign: str) -> tuple[object, bytes]:
    mask = _face(name, 40).getmask(sign)
    return mask.size, bytes(mask)
