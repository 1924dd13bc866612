"""Words that lie on a PDF page and are no part of its text: filled form fields and notes."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw

from ingest.extract.pdf.second import Leaf

pdfium: Any = pypdfium2.raw

_NOTES = 500
_KINDS = {
    pdfium.FPDF_ANNOT_TEXT: b"Contents",
    pdfium.FPDF_ANNOT_FREETEXT: b"Contents",
    pdfium.FPDF_ANNOT_WIDGET: b"V",
}
"""Kinds of annotations that hold words, and under which name."""


def unread(leaf: Leaf) -> str:
    """Return a sentence where words lie on the page that its text does not have, else nothing."""
    count = sum(_holds_words(leaf, at) for at in range(min(_NOTES, pdfium.FPDFPage_GetAnnotCount(leaf.page))))
    if not count:
        return ""
    return f"{count} filled form fields or notes lie on the page; their words are not in the text."


def _holds_words(leaf: Leaf, at: int) -> bool:
    note = pdfium.FPDFPage_GetAnnot(leaf.page, at)
    if not note:
        return False
    try:
        name = _KINDS.get(pdfium.FPDFAnnot_GetSubtype(note))
        return name is not None and pdfium.FPDFAnnot_GetStringValue(note, name, None, 0) > 2
    finally:
        pdfium.FPDFPage_CloseAnnot(note)
