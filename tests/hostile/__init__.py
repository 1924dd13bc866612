"""Hostile files, each made on the spot and the same every time: what they try, under which name they come.

`CASES` is the whole list. Nothing here is read from elsewhere, and most files have a few kilobytes.
"""

from __future__ import annotations

from hostile import letters, packed, pages, papers, texts
from hostile.case import Case

CASES: tuple[Case, ...] = (*papers.CASES, *pages.CASES, *letters.CASES, *packed.CASES, *texts.CASES)

__all__ = ["CASES", "Case"]
