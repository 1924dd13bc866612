"""What tantivy keeps of a passage, and how it parts text into words."""

from __future__ import annotations

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from index.analyzer import EMPTY
from index.engines.tantivy_tally import CODED

DESCRIBING = ("title", "creator", "recipient", "source")
"""The fields of words that all passages of a document have alike."""

WORDED = ("text", "seam", *DESCRIBING)
"""The fields of words with their places."""

OPENS = "yes"
"""What a passage has in the field `opens` with which its document opens; the others have nothing there."""

_PLACED = "placed"
_LEADING = 3


def schema() -> Schema:
    """Return the fields."""
    builder = SchemaBuilder()
    for name in WORDED:
        parted = _PLACED if name == "seam" else "whitespace"
        builder.add_text_field(name, tokenizer_name=parted, index_option="position")
    for name in ("kind", "author", "addressee"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("document", "passage", "page", "opens"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", stored=name == "passage")
    for name in ("day", "year", "leaf", "lead", "part", "bin", "unit", "length", *map(code_of, CODED)):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def code_of(name: str) -> str:
    """Return the field with the numbers that stand for the values of a field."""
    return f"{name}_code"


def lead(identifier: str) -> int:
    """Return the first bytes of an id as a number: what has a smaller one comes first in the order of ids."""
    return int.from_bytes(identifier.encode()[:_LEADING].ljust(_LEADING, b"\0"), "big")


def register(index: Index) -> None:
    """Let an index that will be written count places at blanks: empty places of a seam too, which it leaves out."""
    placed = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.custom_stopword([EMPTY])).build()
    index.register_tokenizer(_PLACED, placed)
