"""The registry of extractors: which module reads which format. Each offers `extract(path, options)`.

A format has a folder, whose `extractor` is named here, or one file; what several formats share lies beside them.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from ingest.extract.extraction import Extraction, Options
from ingest.identify import Format

_MODULES = {
    Format.PDF: "ingest.extract.pdf.extractor",
    Format.HTML: "ingest.extract.html.extractor",
    Format.MARKDOWN: "ingest.extract.markdown.extractor",
    Format.TEXT: "ingest.extract.text",
    Format.EMAIL: "ingest.extract.mail.extractor",
    Format.PNG: "ingest.extract.scan.extractor",
    Format.JPEG: "ingest.extract.scan.extractor",
    Format.TIFF: "ingest.extract.scan.extractor",
    Format.ZIP: "ingest.extract.zipped.extractor",
    Format.DOCX: "ingest.extract.docx.extractor",
    Format.ODT: "ingest.extract.odt.extractor",
    Format.FLAT_ODT: "ingest.extract.odt.extractor",
    Format.RTF: "ingest.extract.rtf.extractor",
}
_RECOGNITION = "ingest.extract.scan.recognition"


def preload() -> None:
    """Import every extractor, so that a child forked from here need not."""
    for module in (*_MODULES.values(), _RECOGNITION):
        importlib.import_module(module)


def extract(path: Path, file_format: Format, options: Options) -> Extraction:
    """Read the file with the extractor of its format, or the pages of `options.recognise` as pictures.

    Meant for the confined child: parsers of hostile files must not run in the archive's own process.
    """
    if options.recognise:
        recognised: Extraction = importlib.import_module(_RECOGNITION).extract(path, file_format, options)
        return recognised
    module = importlib.import_module(_MODULES[file_format])
    extraction: Extraction = module.extract(path, options)
    return extraction
