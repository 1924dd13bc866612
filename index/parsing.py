"""The grammar of queries: signs → tree. Linear in the length of the query; depth and clauses are bounded.

or     := and (OR and)*            word   := SIGNS | SIGNS*
and    := not ((AND)? not)*        phrase := "…" | “…” | „…“ | «…»
not    := (NOT | - | +)? atom      field  := NAME:word | NAME:phrase
atom   := ( or ) | phrase | field | word
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.folding import terms
from index.query import (
    FIELDS,
    LIMIT_BYTES,
    LIMIT_CLAUSES,
    LIMIT_DEPTH,
    SHORTEST_PREFIX,
    And,
    Diagnostic,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
)
from index.understanding import understood

_SIGNS = re.compile(
    r'(?P<quoted>(?:(?P<field>[A-Za-z]{1,12}):)?(?:"(?P<s>[^"]*)"|[“„](?P<c>[^“”„]*)[”“]|«(?P<g>[^«»]*)»|»(?P<h>[^«»]*)«))'
    r"|(?P<open>\()|(?P<close>\))|(?P<sign>(?<![^\s(])[+-](?=[^\s)]))|(?P<word>[^\s()\"“”„«»]+)|(?P<stray>[\"“”„«»])"
)

_SORTS = ("quoted", "open", "close", "sign", "word", "stray")


class _BrokenError(Exception):
    """The query cannot be read by the grammar."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(message, start, end)


@dataclass(frozen=True, slots=True)
class _Token:
    sort: str
    text: str
    field: str
    start: int
    end: int


def parse(typed: str, *, verbatim: bool = False) -> Query:
    """Return what a query means; whatever was typed, there is an answer, and remarks say what was ignored.

    With `verbatim` all words and phrases must stand exactly as typed.
    """
    remarks: list[Diagnostic] = []
    text = _cut(typed, remarks)
    reader = _Reader(list(_tokens(text)), remarks)
    try:
        root, plain = reader.whole(), False
    except _BrokenError as broken:
        remarks = [*(remarks[:1] if text != typed else ()), broken.diagnostic]
        root, plain = _plain(text), True
    root = _exactly(root) if verbatim and root is not None else root
    return Query(typed, root, understood(root), tuple(remarks), plain)


def _exactly(node: Node) -> Node:
    """Return the tree with all its phrases verbatim."""
    match node:
        case Phrase():
            return replace(node, verbatim=True)
        case And(parts):
            return And(tuple(_exactly(part) for part in parts))
        case Or(parts):
            return Or(tuple(_exactly(part) for part in parts))
        case Not(part):
            return Not(_exactly(part))
        case _:
            return node


def _cut(typed: str, remarks: list[Diagnostic]) -> str:
    encoded = typed.encode("utf-8", "replace")
    if len(encoded) <= LIMIT_BYTES:
        return typed
    text = encoded[:LIMIT_BYTES].decode("utf-8", "ignore")
    remarks.append(Diagnostic("only the first 2 kB of the query were read", len(text), len(typed)))
    return text


def _plain(text: str) -> Node | None:
    found = list(dict.fromkeys(terms(text)))[:LIMIT_CLAUSES]
    parts = tuple(Phrase((term,), term) for term in found)
    return And(parts) if len(parts) > 1 else (parts[0] if parts else None)


def _tokens(text: str) -> list[_Token]:
    """Cut the query into tokens; blanks part them and vanish."""
    tokens = []
    for found in _SIGNS.finditer(text):
        sort = next(name for name in _SORTS if found[name] is not None)
        inner = next((found[name] for name in "scgh" if found[name] is not None), found[0])
        tokens.append(_Token(sort, inner, found["field"] or "", found.start(), found.end()))
    return tokens


class _Reader:
    """Reads tokens from left to right; each method reads one rule of the grammar."""

    def __init__(self, tokens: list[_Token], remarks: list[Diagnostic]) -> None:
        self._tokens = tokens
        self._remarks = remarks
        self._at = 0
        self._clauses = 0

    def whole(self) -> Node | None:
        """Read everything."""
        if not self._tokens:
            return None
        root = self._any(0)
        if (left := self._look()) is not None:
            raise _BrokenError("a closing bracket stands alone", left.start, left.end)
        return root

    def _look(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _operator(self, name: str) -> bool:
        token = self._look()
        if token is None or token.sort != "word" or token.text != name:
            return False
        self._at += 1
        return True

    def _any(self, depth: int) -> Node | None:
        if depth > LIMIT_DEPTH:
            raise _BrokenError(f"brackets are nested deeper than {LIMIT_DEPTH}", 0, 0)
        parts = [self._all(depth)]
        while self._operator("OR"):
            parts.append(self._all(depth))
        held = tuple(part for part in parts if part is not None)
        return Or(held) if len(held) > 1 else (held[0] if held else None)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node] = []
        read = 0
        while (token := self._look()) is not None and token.sort != "close" and not _is(token, "OR"):
            if _is(token, "AND"):
                self._at += 1
                if not read or self._look() is None:
                    raise _BrokenError("AND needs words on both sides", token.start, token.end)
                continue
            part = self._signed(depth)
            read += 1
            if part is not None:
                parts.append(part)
        if not read:
            at = self._tokens[min(self._at, len(self._tokens) - 1)]
            raise _BrokenError("words are missing beside an operator or a bracket", at.start, at.end)
        return And(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)

    def _signed(self, depth: int) -> Node | None:
        token = self._tokens[self._at]
        if token.sort == "sign" or _is(token, "NOT"):
            self._at += 1
            if self._look() is None or self._tokens[self._at].sort == "close":
                raise _BrokenError(f"“{token.text}” needs words after it", token.start, token.end)
            part = self._atom(depth)
            return part if part is None or token.text == "+" else Not(part)
        return self._atom(depth)

    def _atom(self, depth: int) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        self._clauses += 1
        if self._clauses > LIMIT_CLAUSES:
            raise _BrokenError(f"more than {LIMIT_CLAUSES} clauses", token.start, token.end)
        if token.sort == "open":
            return self._bracket(token, depth)
        if token.sort == "quoted":
            return self._named(token) if token.field else self._phrase(token, token.text)
        if token.sort == "word":
            return self._word(token)
        raise _BrokenError("a quotation mark or operator stands alone", token.start, token.end)

    def _bracket(self, opened: _Token, depth: int) -> Node | None:
        inner = self._any(depth + 1)
        closing = self._look()
        if closing is None or closing.sort != "close":
            raise _BrokenError("a bracket is not closed", opened.start, opened.end)
        self._at += 1
        return inner

    def _word(self, token: _Token) -> Node | None:
        name, colon, value = token.text.partition(":")
        if colon and name.isalpha() and value:
            return self._named(_Token("quoted", value, name, token.start, token.end))
        if token.text.endswith("*"):
            return self._prefix(token)
        return self._phrase(token, token.text)

    def _prefix(self, token: _Token) -> Node | None:
        found = terms(token.text)
        if not found or len(found[-1]) < SHORTEST_PREFIX:
            message = f"“{token.text}” was left out: a prefix needs {SHORTEST_PREFIX} letters before the star"
            self._remarks.append(Diagnostic(message, token.start, token.end))
            return None
        last = Prefix(found[-1])
        return And((Phrase(tuple(found[:-1]), " ".join(found[:-1])), last)) if found[:-1] else last

    def _phrase(self, token: _Token, text: str) -> Node | None:
        found = tuple(terms(text))
        if not found:
            message = f"“{text[:40]}” holds no letters or digits and was left out"
            self._remarks.append(Diagnostic(message, token.start, token.end))
            return None
        return Phrase(found, " ".join(text.split()))

    def _named(self, token: _Token) -> Node | None:
        field = FIELDS.get(token.field.lower())
        if field is None:
            message = f"there is no field “{token.field}”; it was read as a word"
            self._remarks.append(Diagnostic(message, token.start, token.end))
            return self._phrase(token, f"{token.field} {token.text}")
        found = (token.text.lower(),) if field in {"document", "date", "kind"} else tuple(terms(token.text))
        return Field(field, found) if found else None


def _is(token: _Token, operator: str) -> bool:
    return token.sort == "word" and token.text == operator
