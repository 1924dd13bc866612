"""OpenDocument texts (ODT, and flat ODT): the text as it is told, running heads and notes with it.

Pages end where the author ended them: at page breaks. How lines fall on paper is not in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from archive.errors import Unreadable
from ingest.extract import tally
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.odt.body import Body
from ingest.extract.office.facts import described, properties
from ingest.extract.office.margins import framed
from ingest.extract.office.package import PART_LIMIT, Package, parse
from ingest.extract.tally import Tally

PROFILE = "odt-1"
_CHUNK = 1 << 16


def extract(path: Path, _options: Options) -> Extraction:
    """Read an OpenDocument text; encrypted, damaged and unsafe ones are `Unreadable`."""
    with path.open("rb") as stream:
        zipped = stream.read(4) == b"PK\x03\x04"
    counted = Tally()
    if not zipped:
        return _flat(path, counted)
    with Package(path) as package:
        return _packaged(package, counted)


def _packaged(package: Package, counted: Tally) -> Extraction:
    manifest = Body(Tally())
    package.parse("META-INF/manifest.xml", manifest)
    if manifest.encrypted:
        raise Unreadable("encrypted", "the document is encrypted and needs a password")
    around, meta = Body(counted), Body(Tally())
    package.parse("styles.xml", around)
    body = Body(counted, around.styles)
    if not package.parse("content.xml", body):
        raise Unreadable("damaged", "the document is damaged: its content is missing")
    package.parse("meta.xml", meta)
    macros = any(name.startswith(("basic/", "scripts/")) for name in package.names())
    return _extraction(body, around, meta, counted, macros=macros)


def _flat(path: Path, counted: Tally) -> Extraction:
    if path.stat().st_size > PART_LIMIT:
        raise Unreadable("too-large", f"the document is larger than {PART_LIMIT >> 20} MiB")
    body = Body(counted)
    parse(_chunks(path), body)
    return _extraction(body, body, body, counted, macros=False)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _extraction(body: Body, around: Body, meta: Body, counted: Tally, *, macros: bool) -> Extraction:
    hints, bases = described(meta.facts, "ODT metadata")
    pages = body.story.pages()
    heads = _margins(body, around, "header")
    return Extraction(
        framed(pages, heads, _margins(body, around, "footer")),
        "lxml",
        etree.__version__,
        PROFILE,
        hints=hints,
        bases=bases,
        properties=properties(meta.facts, hints),
        notes=(*counted.notes(), *((tally.MACROS,) if macros else ())),
    )


def _margins(body: Body, around: Body, kind: str) -> list[RawPage]:
    """Return the running heads or feet of the master pages that the text uses."""
    used = set(body.used_masters)
    used |= {around.masters.get(name, "") for name in used}
    return [page for master, name, page in around.margins if master in used and name.startswith(f"style:{kind}")]
