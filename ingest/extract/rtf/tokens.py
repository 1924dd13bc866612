"""RTF as a row of tokens: groups, control words, bytes of text; linear in the size of the file, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"""\\(?:([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|'([0-9a-fA-F]{2})|([^a-zA-Z]))"""
    rb"""|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+|\\)""",
    re.S,
)


_LITERAL = frozenset({b"{", b"}", b"\\"})
"""Signs that stand for themselves behind a backslash."""


class Token(NamedTuple):
    r"""One token: `word` is a control word, a control symbol such as `~`, `{`, `}`, or empty for text.

    `number` is the word's parameter, None without one; `data` holds the bytes of text (`\'e9` is one byte) and what
    follows `\bin`.
    """

    word: str
    number: int | None = None
    data: bytes = b""


def tokens(source: bytes) -> Iterator[Token]:
    """Yield the tokens of a file."""
    at = 0
    while match := _TOKEN.match(source, at):
        at = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if text is not None:
            yield Token("", None, text)
        elif code is not None:
            yield Token("'", None, bytes.fromhex(code.decode()))
        elif word == b"bin":
            size = max(0, int(number or 0))
            yield Token("bin", size, source[at : at + size])
            at += size
        elif word is not None:
            yield Token(word.decode(), None if number is None else int(number))
        elif symbol in _LITERAL:
            yield Token("", None, symbol)
        elif symbol or brace:
            sign = (symbol or brace).decode("latin-1")
            yield Token("par" if sign in "\r\n" else sign)
