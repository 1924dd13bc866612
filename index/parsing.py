"""The grammar of queries: tokens → tree. Linear in the length of the query; depth and clauses are bounded.

or     := and (OR and)*                      atom := FIELD:( or ) | ( or ) | FIELD:"…" | ="…" | "…" | "…"~N
and    := not ((AND)? not)*                        | FIELD:[LOW TO HIGH] | [LOW TO HIGH] | FIELD:WORD | =WORD
not    := (NOT | - | +)* atom                      | WORD | WORD~N | PATTERN | sort:date | sort:relevance
"""

from __future__ import annotations

from archive.folding import terms
from archive.spans import Span
from index import properties, wording
from index.query import LIMIT_BYTES, LIMIT_CLAUSES, LIMIT_DEPTH, And, Diagnostic, Node, Not, Or, Phrase, Query
from index.tokens import Sort, Token, readable, tokens
from index.understanding import understood

_ORDERS = ("date", "relevance")
_SMALL, _LOOKALIKES = ("or", "not"), "!-–—−‐‑"


class _BrokenError(Exception):
    """The query cannot be read by the grammar."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(f"{message}; the query was read as plain words", start, end)


def parse(typed: str, *, verbatim: bool = False) -> Query:
    """Return what a query means; whatever was typed, there is an answer, and remarks say what was ignored.

    With `verbatim` all words and phrases must stand exactly as typed, as if each were written `="…"`.
    """
    remarks: list[Diagnostic] = []
    text = _cut(typed, remarks)
    reader = _Reader(tokens(text), list(remarks), verbatim=verbatim)
    try:
        root = reader.whole()
    except _BrokenError as broken:
        remarks.append(broken.diagnostic)
        root = _plain(text, remarks, verbatim=verbatim)
        return Query(typed, root, understood(root), tuple(remarks), plain=True)
    if root is None and not reader.remarks and text.strip():
        reader.remarks.append(Diagnostic("no words are asked for", 0, len(text)))
    return Query(typed, root, understood(root, reader.order), tuple(reader.remarks), plain=False, order=reader.order)


def _cut(typed: str, remarks: list[Diagnostic]) -> str:
    """Return as much of the query as is read; quotation marks that are open there are closed."""
    encoded = readable(typed[: LIMIT_BYTES + 1]).encode()
    if len(encoded) <= LIMIT_BYTES:
        return encoded.decode()
    text = encoded[:LIMIT_BYTES].decode("utf-8", "ignore")
    remarks.append(Diagnostic("only the first 2 kB of the query were read", len(text), len(typed)))
    if text.count('"') % 2:
        return f'{text}"'
    return f"{text}”" if text.count("“") > text.count("”") else text


def _plain(text: str, remarks: list[Diagnostic], *, verbatim: bool) -> Node | None:
    """Return all words of a query that cannot be read otherwise; `remarks` gets what that means for it."""
    if any(token.says("NOT") or (token.sort is Sort.SIGN and "-" in token.text) for token in tokens(text)):
        remarks.append(Diagnostic("NOT and - were read as words too: nothing is excluded", 0, len(text)))
    found = list(dict.fromkeys(text.split() if verbatim else terms(text)))
    if len(found) > LIMIT_CLAUSES:
        remarks.append(Diagnostic(f"only the first {LIMIT_CLAUSES} words were searched", 0, len(text)))
    parts = tuple(Phrase(tuple(terms(word)), word, verbatim=verbatim) for word in found[:LIMIT_CLAUSES] if terms(word))
    return And(parts) if len(parts) > 1 else (parts[0] if parts else None)


class _Reader:
    """Reads tokens from left to right; each method reads one rule of the grammar."""

    def __init__(self, read: list[Token], remarks: list[Diagnostic], *, verbatim: bool) -> None:
        self._tokens = read
        self._verbatim = verbatim
        self._at = 0
        self._clauses = 0
        self._field = ""
        self.remarks = remarks
        self.order = ""

    def whole(self) -> Node | None:
        """Read everything."""
        if not self._tokens:
            return None
        root = self._any(0)
        if (left := self._look()) is not None:
            raise _BrokenError("a closing bracket stands alone", left.start, left.end)
        return root

    def _look(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _note(self, message: str, token: Token) -> None:
        self.remarks.append(Diagnostic(message, token.start, token.end))

    def _any(self, depth: int) -> Node | None:
        parts = [self._all(depth)]
        while (token := self._look()) is not None and token.says("OR"):
            self._at += 1
            parts.append(self._all(depth))
        held = tuple(part for part in parts if part is not None)
        return Or(held) if len(held) > 1 else (held[0] if held else None)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node | None] = []
        while (token := self._look()) is not None and token.sort is not Sort.CLOSE and not token.says("OR"):
            if token.says("AND"):
                self._at += 1
                after = self._look()
                if not parts or after is None or after.sort is Sort.CLOSE or after.says("AND", "OR"):
                    raise _BrokenError("AND needs words on both sides", token.start, token.end)
                continue
            parts.append(self._signed(depth))
        if not parts:
            at = self._tokens[min(self._at, len(self._tokens) - 1)]
            raise _BrokenError("words are missing beside an operator or a bracket", at.start, at.end)
        held = tuple(part for part in parts if part is not None)
        return And(held) if len(held) > 1 else (held[0] if held else None)

    def _signed(self, depth: int) -> Node | None:
        """Read what NOT, - and + stand before; two negations cancel each other."""
        first, negations = self._tokens[self._at], 0
        while (token := self._look()) is not None and (token.sort is Sort.SIGN or token.says("NOT")):
            negations += token.text.count("-") if token.sort is Sort.SIGN else 1
            self._at += 1
        after = self._look()
        if after is None or after.sort is Sort.CLOSE or after.says("AND", "OR"):
            raise _BrokenError(f"“{first.text[:20]}” needs words after it", first.start, first.end)
        part = self._atom(after, depth)
        if not negations % 2:
            return part
        if part is None:
            self._note(f"nothing is left of what “{first.text[:20]}” should exclude: nothing is excluded", first)
            return None
        return Not(part)

    def _atom(self, token: Token, depth: int) -> Node | None:
        self._at += 1
        self._clauses += 1
        if self._clauses > LIMIT_CLAUSES:
            raise _BrokenError(f"more than {LIMIT_CLAUSES} clauses", token.start, token.end)
        match token.sort:
            case Sort.OPEN:
                return self._bracket(token, depth)
            case Sort.QUOTED:
                return self._quoted(token)
            case Sort.RANGE:
                return self._ranged(token)
            case Sort.WORD:
                return self._word(token)
            case _:
                raise _BrokenError("a quotation mark stands alone", token.start, token.end)

    def _bracket(self, opened: Token, depth: int) -> Node | None:
        """Read what stands in brackets; behind a field's name it is all asked of that field."""
        if depth >= LIMIT_DEPTH:
            raise _BrokenError(f"brackets are nested deeper than {LIMIT_DEPTH}", opened.start, opened.end)
        outer, named = self._field, opened.field
        if named and not properties.known(named):
            raise _BrokenError(f"there is no field “{named}”", opened.start, opened.end)
        self._field = named or outer
        inner = self._any(depth + 1)
        self._field = outer
        closing = self._look()
        if closing is None:
            raise _BrokenError("a bracket is not closed", opened.start, opened.end)
        self._at += 1
        return inner

    def _quoted(self, token: Token) -> Node | None:
        name = token.field or self._field
        if name:
            if token.exact or token.near is not None:
                self._note(f"= and ~ work on the text alone; they were passed over behind “{name}:”", token)
            return self._named(name, token.text, token)
        if not token.exact and not self._verbatim:
            return wording.quoted(token.text, token.near, _place(token), self._noter(token))
        if token.near is not None:
            self._note("words that must stand exactly so cannot be near words: ~ was passed over", token)
        return wording.exact(token.text, _place(token), self._noter(token))

    def _ranged(self, token: Token) -> Node | None:
        name = token.field or self._field
        return properties.ranged(name, token.low, token.high, _place(token), self._noter(token))

    def _word(self, token: Token) -> Node | None:
        name, colon, value = token.text.partition(":")
        lettered = name.isascii() and name.isalpha()
        if colon and lettered and value:
            self._note_lookalike(value, token)
            return self._named(name, value, token)
        if colon and lettered and (properties.known(name) or name.lower() == "sort"):
            self._note(f"nothing follows “{name}:” at once; it was read as a word", token)
        if self._field:
            return self._named(self._field, token.text, token)
        if token.text.startswith("=") and len(token.text) > 1:
            return wording.exact(token.text[1:], _place(token), self._noter(token))
        if token.text in _SMALL:
            self._note(f"“{token.text}” was read as a word: OR and NOT are operators in capitals only", token)
        if self._verbatim:
            return wording.exact(token.text, _place(token), self._noter(token))
        self._note_lookalike(token.text, token)
        return wording.word(token.text, _place(token), self._noter(token))

    def _note_lookalike(self, value: str, token: Token) -> None:
        """Say that a sign before a word excludes nothing where it stands: whoever typed it thinks that it does."""
        if value[0] in _LOOKALIKES and value[1:]:
            self._note(f"“{value[0]}” excludes nothing here: NOT or - before the whole of it does", token)

    def _named(self, name: str, value: str, token: Token) -> Node | None:
        if name.lower() != "sort":
            return properties.named(name, value, _place(token), self._noter(token))
        order = value.lower()
        if order in _ORDERS:
            self.order = order
        else:
            self._note(f"results are sorted by date or by relevance; “sort:{value[:40]}” was left out", token)
        return None

    def _noter(self, token: Token) -> wording.Note:
        return lambda message: self._note(message, token)


def _place(token: Token) -> Span:
    return Span(token.start, token.end)
