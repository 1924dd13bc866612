r"""Signs that turn the direction of what follows them: shown as U+FFFD, so that no name turns a page around.

The embeddings, overrides and isolates of Unicode (UAX #9: U+202A–202E, U+2066–2069) work on to the end of a paragraph
where nobody ends them: `evil\u202efdp.exe` reads as `evilexe.pdf`, with the words that follow it.
"""

from __future__ import annotations

from markupsafe import Markup, escape

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SHOWN = str.maketrans(dict.fromkeys(_TURNING, "\N{REPLACEMENT CHARACTER}"))


class Exact(Markup):
    """Markup that is put out as it is."""

    __slots__ = ()


def straight(value: object) -> object:
    """Return what a template puts out, with U+FFFD for each sign that turns; as many code points as before."""
    if not isinstance(value, str) or isinstance(value, Exact) or value.isascii():
        return value
    return value.translate(_SHOWN) if any(sign in value for sign in _TURNING) else value


def exact(value: object) -> Exact:
    """Return a value as it is: for what is sent back by a form, and for words that have a block to themselves."""
    return Exact(escape(value))
