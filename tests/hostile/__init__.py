"""Hostile files, each made on the spot and the same every time: what they try, under which name they come.

`CASES` is the whole list. Nothing here is read from elsewhere, and most files have a few kilobytes.
"""

from __future__ import annotations

from hostile import catalogues, drawings, letters, packed, pages, papers, texts, typefaces
from hostile.case import Case

_PDFS = (*papers.CASES, *drawings.CASES, *typefaces.CASES, *catalogues.CASES)
CASES: tuple[Case, ...] = (*_PDFS, *pages.CASES, *letters.CASES, *packed.CASES, *texts.CASES)

__all__ = ["CASES", "Case"]
