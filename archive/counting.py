"""Counts in words: `1 page`, `2,000 pages`."""

from __future__ import annotations


def many(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, in the plural (by default with an s) where it is not one."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
