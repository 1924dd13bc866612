"""A picture of a letter (PNG, JPEG or TIFF): pages without text of their own, which wait to be recognised."""

from __future__ import annotations

from pathlib import Path

import PIL

from archive.documents import PageState
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.scan import pictures
from ingest.identify import HEAD, identify


def extract(path: Path, options: Options) -> Extraction:
    """Return a page for each frame of a TIFF, one for any other picture; none has text yet."""
    with path.open("rb") as stream:
        file_format = identify(stream.read(HEAD), path.name)
    with pictures.opened(path, file_format) as picture:
        count = pictures.frames(picture)
    wanted = range(options.first - 1, min(options.last or count, count))
    page = RawPage("", state=PageState.NEEDS_OCR)
    return Extraction((page,) * len(wanted), "Pillow", PIL.__version__, "picture", page_count=count)
