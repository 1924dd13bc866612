"""A draft is checked as an article would be, and nothing of it is kept: no row, no file, no line in a log."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from archive.chains import chains
from archive.detection import find_quotations
from archive.documents import Description, Document, Frozen, Page, Revision, Structure, digest
from archive.errors import Unreadable
from archive.settings import Settings
from archive.spans import Span
from archive.store import Store
from index.engines.protocol import Engine
from index.ledger import Examiner
from ingest.reading import Bundle, read
from web.ledgers import Ledger

SECONDS = 60.0
"""By the clock, after which no further quotation of a draft is begun."""

_NOWHERE = ""


def pasted(text: str) -> Revision:
    """Return a pasted text as a revision that no archive has; line ends become LF, NUL a blank."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    page = Page(1, "", Span(0, len(text)))
    return _draft(text, (page,), (), "text/markdown", "Draft")


def of_file(path: Path, settings: Settings, *, name: str = "") -> Revision:
    """Return a file as a revision that no archive has, read in confinement as any file; else `Unreadable`."""
    reading = read(path, file_name=name or path.name, settings=settings)
    if isinstance(reading, Bundle):
        raise Unreadable("not-one-document", "it holds many files and is no one document")
    return _draft(reading.text, reading.pages, reading.structures, reading.media_type, name or path.name)


def of_bytes(content: bytes, settings: Settings, *, name: str) -> Revision:
    """Return the bytes of a file as a revision; the file they are read from is gone when this returns."""
    with tempfile.TemporaryDirectory(prefix="verbatim-draft-") as folder:
        path = Path(folder) / "draft"
        path.write_bytes(content)
        return of_file(path, settings, name=name)


def checked(
    engine: Engine, store: Store, draft: Revision, *, leaving_out: Iterable[str] = (), seconds: float = SECONDS
) -> Ledger:
    """Return the ledger of a draft, held against the archive; what time did not reach has no trace."""
    found = find_quotations(draft.text, draft.structures)
    deadline, at = time.perf_counter() + seconds, store.clock.now()
    article = Document(_NOWHERE, Description(draft.file_name, date=at[:10]), 0, at)
    examiner = Examiner(engine, store, article, draft, found.quotations, leaving_out=leaving_out)
    traces = examiner.examine(found.quotations, deadline).traces
    led = chains(store, article, found.quotations, traces, {})
    named = led.documents | {place.document for each in traces.values() for place in each.places}
    sources = store.documents.get_many(sorted(named))
    complete = found.complete
    return Ledger(draft, draft.file_name, found.quotations, traces, sources=sources, complete=complete, chains=led)


def _draft(
    text: str, pages: tuple[Page, ...], structures: tuple[Structure, ...], media_type: str, name: str
) -> Revision:
    frozen = Frozen("", "", digest(text), "", "", "", "")
    return Revision(_NOWHERE, 0, text, pages, structures, frozen, "", media_type, name)
