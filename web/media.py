"""Types of files by the names people have for them."""

from __future__ import annotations

_NAMES = {
    "application/pdf": "PDF",
    "application/rtf": "RTF",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.text-flat-xml": "flat ODT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/zip": "ZIP file",
    "image/jpeg": "JPEG picture",
    "image/png": "PNG picture",
    "image/tiff": "TIFF picture",
    "message/rfc822": "e-mail",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}


def media_name(media_type: str) -> str:
    """Return what people call a type of file; the type itself where they have no name for it."""
    return _NAMES.get(media_type, media_type)
