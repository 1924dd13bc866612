"""Word documents (DOCX): the body as it is told, running heads and notes with it, comments and deletions counted.

Pages end where the author ended them: at page breaks and at sections that begin on a new page. How lines fall on paper
is not in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from archive.errors import Unreadable
from ingest.extract import tally
from ingest.extract.docx.body import NOTES, Body, Common
from ingest.extract.docx.lists import Lists, NumberingReader
from ingest.extract.docx.notes import Notes
from ingest.extract.docx.parts import (
    VOCABULARY,
    FactsReader,
    Relation,
    StylesReader,
    relations,
)
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.office.facts import described, properties
from ingest.extract.office.margins import framed
from ingest.extract.office.package import Package, Reader

PROFILE = "docx-1"


class _Comments(Reader):
    """Counts the comments."""

    vocabulary = VOCABULARY

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.begins = {"w:comment": self._comment}

    def _comment(self, _told: dict[str, str]) -> None:
        self.count += 1


def extract(path: Path, _options: Options) -> Extraction:
    """Read a Word document; encrypted, damaged and unsafe packages are `Unreadable`."""
    with Package(path) as package:
        return _read(package)


def _read(package: Package) -> Extraction:
    around = relations(package, "")
    main = next((one.target for one in around.values() if one.kind == "officeDocument"), "")
    if main not in package:
        raise Unreadable("damaged", "the document is damaged: its main part is missing")
    beside = relations(package, main)
    common = _common(package, beside)
    body = Body(common, beside)
    package.parse(main, body)
    if body.root != "w:document":
        raise Unreadable("unsupported", "this is an Office document, but not one of Word")
    common.tally[tally.LOST_NOTE] += sum(map(len, common.notes.values())) - len(common.used)
    common.tally[tally.COMMENT] += _comments(package, beside)
    pages = framed(body.story.pages(), *_margins(package, common, beside, body.sections.margins))
    hints, bases, properties = _facts(package, around)
    return Extraction(
        pages,
        "lxml",
        etree.__version__,
        PROFILE,
        hints=hints,
        bases=bases,
        properties=properties,
        notes=(*common.tally.notes(), *((tally.MACROS,) if _macros(package) else ())),
    )


def _parts(beside: Mapping[str, Relation], kind: str) -> list[str]:
    """Return the names of the parts of a kind."""
    return [one.target for one in beside.values() if one.kind == kind and not one.outside]


def _common(package: Package, beside: Mapping[str, Relation]) -> Common:
    """Return styles, lists and notes: what the body refers to."""
    styles, numbering = StylesReader(), NumberingReader()
    for part in _parts(beside, "styles"):
        package.parse(part, styles)
    for part in _parts(beside, "numbering"):
        package.parse(part, numbering)
    common = Common(styles.styles, Lists(numbering.numbering))
    for reference, (part, _) in NOTES.items():
        common.notes[reference] = _notes(package, common, _parts(beside, part))
    return common


def _notes(package: Package, common: Common, parts: Iterable[str]) -> Mapping[str, RawPage]:
    found: dict[str, RawPage] = {}
    for part in parts:
        reader = Notes(common, relations(package, part))
        package.parse(part, reader)
        found |= reader.notes
    return found


def _margins(
    package: Package, common: Common, beside: Mapping[str, Relation], shown: Mapping[str, str]
) -> tuple[list[RawPage], list[RawPage]]:
    """Return the running heads and feet that a section shows."""
    heads: list[RawPage] = []
    feet: list[RawPage] = []
    for name, where in shown.items():
        if name in beside and not beside[name].outside:
            part = beside[name].target
            reader = Body(common, relations(package, part))
            package.parse(part, reader)
            (heads if where.endswith("headerReference") else feet).extend(reader.story.pages())
    return heads, feet


def _comments(package: Package, beside: Mapping[str, Relation]) -> int:
    reader = _Comments()
    for part in _parts(beside, "comments"):
        package.parse(part, reader)
    return reader.count


def _facts(package: Package, around: Mapping[str, Relation]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return hints, their bases, and what else the document says of itself."""
    reader = FactsReader()
    for kind in ("core-properties", "extended-properties"):
        for part in _parts(around, kind):
            package.parse(part, reader)
    hints, bases = described(reader.facts, "DOCX core properties")
    return hints, bases, properties(reader.facts, hints)


def _macros(package: Package) -> bool:
    return any(name.endswith("vbaproject.bin") for name in package.names())
