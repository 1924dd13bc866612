r"""RTF documents, read by an own small reader: text, marks, tables, notes, fields; what is left out is counted.

Pages end where the author ended them (`\page`, `\pagebb`, sections on a new page).
"""

from __future__ import annotations

import platform
from pathlib import Path

from archive.errors import Unreadable
from ingest.extract.extraction import Extraction, Options
from ingest.extract.office.facts import described, properties
from ingest.extract.office.margins import framed
from ingest.extract.rtf.document import Document
from ingest.extract.rtf.tokens import tokens

PROFILE = "rtf-1"
SIZE_LIMIT = 64 << 20
"""The largest file that is read, in bytes; its pictures count."""


def extract(path: Path, _options: Options) -> Extraction:
    """Read an RTF document; one too large or too deep is `Unreadable`."""
    if path.stat().st_size > SIZE_LIMIT:
        raise Unreadable("too-large", f"the document is larger than {SIZE_LIMIT >> 20} MiB")
    document = Document()
    for token in tokens(path.read_bytes()):
        document.take(token)
    pages = document.finish()
    hints, bases = described(document.facts, "RTF info")
    cut = ("the file ends before its text does: its end may be missing",) if document.unclosed else ()
    return Extraction(
        framed(pages, document.telling.margins["head"], document.telling.margins["foot"]),
        "python",
        platform.python_version(),
        PROFILE,
        document.signs.charset,
        hints,
        (*document.tally.notes(), *cut),
        bases,
        properties(document.facts, hints),
    )
