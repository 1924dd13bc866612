"""Quotations as they stand in a document that quotes: where, of what kind, inside which other, introduced by what."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from archive.spans import Span


class QuotationKind(enum.Enum):
    """How a quotation is set off from the text around it; the value is the wire word."""

    INLINE = "inline"
    BLOCK = "block"
    HEADING = "heading"
    BULLET = "bullet"
    NESTED = "nested"
    REPLY = "quoted reply"


class Trait(enum.Enum):
    """What is to be said of how a quotation is set; the value is the wire word."""

    UNMARKED = "without marks"
    UNCLOSED = "never closed"
    PARAGRAPHS = "several paragraphs"
    TAGGED = "remark on emphasis"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of a revision; spans are code points of its text, half-open.

    `number` counts from 0 in the order of `outer.start`; `span` holds the words, `outer` the marks round them too (the
    same where there are none); `parent` is the number of the quotation it stands in; `group` the number of the first
    quotation with the same folded words; `intro` the words that lead up to it, None where there are none.
    """

    number: int
    span: Span
    outer: Span
    kind: QuotationKind
    parent: int | None = None
    traits: tuple[Trait, ...] = ()
    group: int = 0
    intro: Span | None = None
