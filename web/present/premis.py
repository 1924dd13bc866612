"""PREMIS 3 as XML, and the same as JSON: the semantic units of `archive/premis.py` on the wire."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree as ET

from archive.premis_units import Unit
from web.xml_signs import writable

MEDIA_TYPE = "application/xml"
_PREMIS = "http://www.loc.gov/premis/v3"
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "https://www.loc.gov/standards/premis/premis.xsd"
_VOCABULARY = "http://id.loc.gov/vocabulary/preservation/"
_REPEATED = frozenset({
    "significantProperties",
    "objectCharacteristics",
    "storage",
    "relationship",
    "fixity",
    "format",
    "formatNote",
    "creatingApplication",
    "linkingAgentIdentifier",
    "linkingObjectIdentifier",
})  # fmt: skip
"""The units that are lists in JSON even where there is but one."""

ET.register_namespace("premis", _PREMIS)
ET.register_namespace("xsi", _SCHEMA_INSTANCE)


def premis_xml(record: Unit) -> bytes:
    """Return the record as an XML document in UTF-8; signs that XML cannot carry become U+FFFD."""
    root = _element(record)
    root.set("version", "3.0")
    root.set(f"{{{_SCHEMA_INSTANCE}}}schemaLocation", f"{_PREMIS} {_SCHEMA}")
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _element(unit: Unit) -> ET.Element:
    element = ET.Element(f"{{{_PREMIS}}}{unit.name}")
    if unit.category:
        element.set(f"{{{_SCHEMA_INSTANCE}}}type", f"premis:{unit.category}")
    if unit.authority:
        element.set("authority", unit.authority)
        element.set("authorityURI", _VOCABULARY + unit.authority)
    if unit.value:
        element.text = writable(unit.value)
    element.extend(_element(inside) for inside in unit.units)
    return element


def premis_wire(record: Unit) -> dict[str, object]:
    """Return the record as JSON: `objects`, `events` and `agents`, with the names of the semantic units."""
    told: dict[str, list[object]] = {"objects": [], "events": [], "agents": []}
    for unit in record.units:
        told[f"{unit.name}s"].append(_value(unit))
    return dict(told)


def _value(unit: Unit) -> object:
    if not unit.units:
        return unit.value
    inside: dict[str, list[object]] = defaultdict(list)
    for part in unit.units:
        inside[part.name].append(_value(part))
    told: dict[str, object] = {"objectCategory": unit.category} if unit.category else {}
    return told | {name: values if name in _REPEATED else values[0] for name, values in inside.items()}
