"""What people type, cut into tokens; no rule of the grammar is known here.

Linear in the length of the query: no alternative gives back what it has read.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_SILENT = "\u2060"
_UNPRINTABLE = "\x00\x01\x03-\x08\x0e-\x1f\x7f\ufeff\u200b\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_SILENCED = re.compile(f"[{_UNPRINTABLE}]")
_HIDDEN_HYPHEN = str.maketrans("\x02\ufffe", "\u00ad\u00ad")

_QUOTES = (
    r'"(?P<a>[^"]*+)"',
    r'"(?P<b>[^"”]*+)”',
    r"[“‟](?P<h>[^“”„‟]*+)”",
    r"„(?P<i>[^“”„‟]*+)[”“]",
    r"[“„‟](?P<c>[^“”„‟\"]*+)[”“\"]",
    r"«(?P<d>[^«»]*+)»",
    r"»(?P<e>[^«»]*+)«",
    r"‹(?P<f>[^‹›]*+)›",
    rf"(?<![^\s(:=+{_SILENT}-])[‘‚](?P<g>(?:[^‘’‚]|’(?=\w))*+)[’‘](?!\w)",
)
_FIELD = "(?:(?P<{}>[A-Za-z]{{1,12}}):)?"
_TOKEN = re.compile(
    rf"(?P<quoted>{_FIELD.format('property')}(?P<exact>=)?(?:{'|'.join(_QUOTES)})(?P<near>~[0-9]*+)?)"
    rf"|(?P<range>{_FIELD.format('ranged')}\[\s*+(?P<low>[^\s\[\]]++)\s++(?:TO|to)\s++(?P<high>[^\s\[\]]++)\s*+\])"
    rf"|(?P<open>{_FIELD.format('group')}\()"
    r"|(?P<close>\))"
    rf"|(?P<sign>(?<![^\s({_SILENT}])[+-]++(?=[^\s)]))"
    rf"|(?P<word>[^\s()\"“”„‟«»‹›{_SILENT}][^\s()\"“”„‟«»‹›]*+)"
    r"|(?P<stray>[\"“”„‟«»‹›])"
)
_BROKEN_LINE = re.compile(r"[^\W\d_][-\u2010\u2011\u00ad]\Z")


class Sort(enum.Enum):
    """What a token is."""

    QUOTED = "quoted"
    RANGE = "range"
    OPEN = "open"
    CLOSE = "close"
    SIGN = "sign"
    WORD = "word"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query from `start` to `end` (code points); `text` is what stands in its quotation marks or its own.

    `field` is the name before its colon; `near` what follows `~` behind the quotation marks, None without `~`.
    """

    sort: Sort
    text: str
    start: int
    end: int
    field: str = ""
    exact: bool = False
    near: str | None = None
    low: str = ""
    high: str = ""

    def says(self, *operators: str) -> bool:
        """Tell whether the token is one of these words, written in capitals."""
        return self.sort is Sort.WORD and self.text in operators


def readable(typed: str) -> str:
    """Return what was typed, sign for sign, with what nobody can see made silent, as in canonical text.

    A silent sign neither parts words nor counts in them; a hyphen hidden by a PDF becomes a soft one.
    """
    return _SILENCED.sub(_SILENT, typed.translate(_HIDDEN_HYPHEN))


def tokens(text: str) -> list[Token]:
    """Cut readable text into tokens; blanks part them and vanish, save where a word goes on in the next line."""
    made: list[Token] = []
    for token in _cut(text):
        last = made[-1] if made else None
        if last is not None and _goes_on(last, token):
            made[-1] = replace(last, text=text[last.start : token.end], end=token.end)
        else:
            made.append(token)
    return made


def _cut(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        sort = Sort(found.lastgroup)
        quoted = (found[name] for name in "abcdefghi" if found[name] is not None) if sort is Sort.QUOTED else ()
        yield Token(
            sort,
            next(iter(quoted), found[0]).strip(_SILENT),
            found.start(),
            found.end(),
            field=found["property"] or found["ranged"] or found["group"] or "",
            exact=found["exact"] is not None,
            near=found["near"][1:] if found["near"] is not None else None,
            low=found["low"] or "",
            high=found["high"] or "",
        )


def _goes_on(last: Token, token: Token) -> bool:
    """Tell whether a word that ends in a hyphen goes on in the next one, as at the end of a printed line."""
    words = last.sort is Sort.WORD and token.sort is Sort.WORD
    return words and token.text[:1].islower() and _BROKEN_LINE.search(last.text) is not None
