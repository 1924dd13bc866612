"""What tantivy keeps of a passage, and how it parts text into words.

A commit clears a megabyte for each indexed field, however little is in it: so there are few (see `shared_fields.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from index.analyzer import EMPTY

CODED = ("kind", "author", "addressee")
"""The properties of which a passage carries a number besides; each different value has its own."""

OPENS = "opens"
"""The exact value, of no name, of the passage with which its document opens."""

_LONGEST = 16_000
"""Tantivy leaves out, and says nothing, what is longer than 65,530 bytes: four for each sign at the most."""

_CUT = "~"
"""No word has this sign."""

_PLACED = "placed"
_LEADING = 3


def schema() -> Schema:
    """Return the fields.

    `told` has the words of what is said of the document, `exact` the values that are found whole, and `coded`, of a
    document's first passage only, the values that its numbers stand for.
    """
    builder = SchemaBuilder()
    for name in ("text", "seam", "told"):
        parted = "whitespace" if name == "text" else _PLACED
        builder.add_text_field(name, tokenizer_name=parted, index_option="position")
    for name in ("exact", "coded"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name == "coded")
    builder.add_bytes_field("passage", stored=True)
    for name in ("day", "year", "leaf", "lead", "part", "bin", "unit", "width", "length", *map(code_of, CODED)):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def kept(word: str) -> str:
    """Return the term that stands for a word: the word, or of one that is too long the beginning and a hash."""
    return word if len(word) <= _LONGEST else f"{word[:_LEADING]}{_CUT}{sha256(word.encode()).hexdigest()}"


def is_cut(term: str) -> bool:
    """Tell whether a term stands for a word that was too long."""
    return _CUT in term


def line_of(words: Sequence[str]) -> str:
    """Return words as a field of them is given them."""
    line = " ".join(words)
    return line if len(line) <= _LONGEST else " ".join(map(kept, words))


def code_of(name: str) -> str:
    """Return the field with the numbers that stand for the values of a property."""
    return f"{name}_code"


def coded(name: str, code: int, value: str) -> str:
    """Return what says which value of a property a number stands for."""
    return f"{name}:{code}:{value}"


def decoded(told: str) -> tuple[str, int, str]:
    """Return the property, the number and the value."""
    name, code, value = told.split(":", 2)
    return name, int(code), value


def lead(identifier: str) -> int:
    """Return the first bytes of an id as a number: what has a smaller one comes first in the order of ids."""
    return int.from_bytes(identifier.encode()[:_LEADING].ljust(_LEADING, b"\0"), "big")


def register(index: Index) -> None:
    """Let an index that will be written count places at blanks: empty places too, which it leaves out."""
    placed = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.custom_stopword([EMPTY])).build()
    index.register_tokenizer(_PLACED, placed)
