"""Prose to measure on: the plain-text documentation that comes with Python, cut into documents."""

from __future__ import annotations

from pydoc_data.topics import topics


def documents(*, copies: int) -> list[str]:
    """Return `copies` times the chapters of the language reference; each copy's words are told apart by a number."""
    chapters = [text for _, text in sorted(topics.items()) if len(text) > 500]
    return [f"Copy {copy}.\n\n{text}" for copy in range(copies) for text in chapters]
