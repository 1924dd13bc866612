"""What the page of passages like a passage receives."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Link
from web.pages.search import DocumentLine


@dataclass(frozen=True, slots=True)
class LikenessPage:
    """A passage and others that share its rarest words, the likest first; each of `found` has one hit."""

    words: str
    source: Link
    found: tuple[DocumentLine, ...]
