"""The parts of a DOCX beside its text: relationships, styles, properties; WordprocessingML in both dialects."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.extract.office.package import Package, Reader
from ingest.extract.office.styles import heading_level, quotes

VOCABULARY: Mapping[str, str] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "ep",
}
OFF = frozenset({"0", "false", "off", "none"})
_FACTS = {
    "dc:title": "title",
    "dc:creator": "creator",
    "dc:language": "language",
    "dc:subject": "subject",
    "dc:description": "description",
    "dcterms:created": "created",
    "dcterms:modified": "modified",
    "cp:lastModifiedBy": "last editor",
    "cp:keywords": "keywords",
    "cp:category": "category",
    "cp:revision": "saved times",
    "ep:Application": "application",
    "ep:AppVersion": "application version",
    "ep:Company": "company",
    "ep:Pages": "pages as laid out",
    "ep:Template": "template",
}
_CHAIN = 20
"""How far a style is followed to the styles it rests on."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relationship of a part leads: `kind` is the last word of its type; `target` a part or an address."""

    kind: str
    target: str
    outside: bool


class _Relations(Reader):
    vocabulary = VOCABULARY

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: dict[str, Relation] = {}
        self._folder = folder
        self.begins = {"rel:Relationship": self._relation}

    def _relation(self, told: dict[str, str]) -> None:
        outside, target = told.get("TargetMode") == "External", told.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        kind = told.get("Type", "").rpartition("/")[2]
        self.found[told.get("Id", "")] = Relation(kind, target, outside)


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Return the relationships of a part (empty name: of the package) by their ids."""
    folder, name = posixpath.split(part)
    reader = _Relations(folder)
    package.parse(posixpath.join(folder, "_rels", f"{name}.rels"), reader)
    return reader.found


@dataclass(slots=True)
class Style:
    """A style as it is written down; what it leaves open stands in the style it rests on."""

    name: str = ""
    rests_on: str = ""
    outline: str = ""
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    list_id: str = ""
    depth: int | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def chain(self, style_id: str) -> list[Style]:
        """Return a style and those it rests on, itself first."""
        found: list[Style] = []
        while style_id in self.by_id and len(found) < _CHAIN:
            found.append(self.by_id[style_id])
            style_id = found[-1].rests_on
        return found

    def level(self, style_id: str) -> str:
        """Return the level of a heading of this style, empty for none."""
        for style in self.chain(style_id):
            if level := heading_level(style.name):
                return level
            if style.outline.isdigit():
                return str(int(style.outline) + 1) if int(style.outline) < 9 else ""
        return ""

    def quotes(self, style_id: str) -> bool:
        """Tell whether paragraphs of this style are quotations."""
        return any(quotes(style.name) for style in self.chain(style_id))


class StylesReader(Reader):
    """Reads `styles.xml`."""

    vocabulary = VOCABULARY
    silent = frozenset({"w:docDefaults", "w:latentStyles", "w:tblStylePr", "w:pPrChange", "w:rPrChange"})

    def __init__(self) -> None:
        """Begin with no style."""
        super().__init__()
        self.styles = Styles()
        self._style = Style()
        self.begins = {
            "w:style": self._begin,
            "w:name": lambda told: self._set("name", told.get("val", "")),
            "w:basedOn": lambda told: self._set("rests_on", told.get("val", "")),
            "w:outlineLvl": lambda told: self._set("outline", told.get("val", "")),
            "w:numId": lambda told: self._set("list_id", told.get("val", "")),
            "w:ilvl": lambda told: self._set("depth", number(told.get("val", ""))),
            "w:b": lambda told: self._set("bold", told.get("val", "") not in OFF),
            "w:i": lambda told: self._set("italic", told.get("val", "") not in OFF),
            "w:vanish": lambda told: self._set("hidden", told.get("val", "") not in OFF),
        }

    def _begin(self, told: dict[str, str]) -> None:
        self._style = self.styles.by_id.setdefault(told.get("styleId", ""), Style())

    def _set(self, name: str, value: object) -> None:
        setattr(self._style, name, value)


class FactsReader(Reader):
    """Reads `core.xml` and `app.xml`: what the document says of itself."""

    vocabulary = VOCABULARY

    def __init__(self) -> None:
        """Begin with no fact."""
        super().__init__()
        self.facts: dict[str, str] = {}

    def signs(self, text: str) -> None:
        """Take a piece of a fact."""
        name = _FACTS.get(self.path[-1], "") if self.path else ""
        if name and len(self.facts.get(name, "")) < 10_000:
            self.facts[name] = self.facts.get(name, "") + text


def number(written: str) -> int:
    """Return a whole number, 0 where it is none or beyond all measure."""
    return int(written) if written.isdecimal() and len(written) < 9 else 0
