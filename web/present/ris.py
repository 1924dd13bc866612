"""An item in RIS, the lines that reference managers exchange: two letters, two blanks, hyphen, blank, value."""

from __future__ import annotations

from collections.abc import Iterator

from web.present.reference import Item, place

_TYPES = {
    "personal_communication": "PCOMM",
    "interview": "PCOMM",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "report": "RPRT",
    "webpage": "ELEC",
}


def ris(item: Item) -> str:
    """Return the record, lines ended by CR LF; the page or paragraph is a note, since SP is where a work starts."""
    lines = [("TY", _kind(item)), *_tags(item), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


def _kind(item: Item) -> str:
    """Return the type; interviews are personal communications, and e-mails have a type of their own."""
    return "ICOMM" if item.get("genre") == "E-mail" else _TYPES.get(item["type"], "GEN")


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    yield "ID", item["id"]
    yield "TI", item.get("title", "")
    yield from (("AU", _person(name)) for name in item.get("author", ()))
    yield from (("A2", _person(name)) for name in item.get("recipient", ()))
    yield from _dates(item.get("issued", {}).get("date-parts", [[]])[0])
    yield "T2", item.get("container-title", "")
    yield "PB", item.get("publisher", "")
    yield "M3", item.get("genre", "Interview" if item["type"] == "interview" else "")
    yield "LA", item.get("language", "")
    yield from (("N1", note) for note in (place(item), item.get("note", ""), item.get("annote", "")))
    yield "UR", item["URL"]


def _dates(parts: list[int]) -> Iterator[tuple[str, str]]:
    """Yield the year, and the date as far as it is known: 2031/03/."""
    if parts:
        yield "PY", f"{parts[0]:04}"
        month, day = [*(f"{part:02}" for part in parts[1:]), "", ""][:2]
        yield "DA", f"{parts[0]:04}/{month}/{day}/"


def _person(name: dict[str, str]) -> str:
    inverted = (name.get("family", ""), name.get("given", ""), name.get("suffix", ""))
    return name.get("literal") or ", ".join(part for part in inverted if part)
