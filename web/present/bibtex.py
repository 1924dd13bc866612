r"""An item as an entry of BibTeX, in UTF-8, with the entry types that every BibTeX knows.

BibTeX counts braces even where a backslash stands before them, so a brace in a value is `\textbraceleft{}`.
"""

from __future__ import annotations

from web.present.reference import Item, place

_TYPES = {"article-newspaper": "article", "article-magazine": "article"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
    }
)


def bibtex(item: Item) -> str:
    """Return the entry; the page or paragraph stands in its note, since BibTeX has no field for it."""
    kind = _kind(item)
    note = ". ".join(part for part in (place(item), item.get("note", "")) if part)
    fields = {
        "author": _people(item.get("author", ())),
        "title": f"{{{{{escaped(item['title'])}}}}}" if item.get("title") else "",
        "journal": _braced(item.get("container-title", "")) if kind == "article" else "",
        "institution": _braced(item["publisher"]) if kind == "techreport" else "",
        "publisher": _braced(_publisher(item)) if kind == "misc" else "",
        "howpublished": _braced(_carrier(item)),
        **_date(item.get("issued", {})),
        "language": _braced(item.get("language", "")),
        "note": _braced(note),
        "annote": _braced(item.get("annote", "")),
        "url": f"{{{item['URL']}}}",
    }
    body = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@{kind}{{{item['id']},\n{body}\n}}\n"


def escaped(text: str) -> str:
    """Return text with the signs that TeX takes for its own written so that it prints them."""
    return text.translate(_SIGNS)


def _kind(item: Item) -> str:
    if item["type"] == "report" and item.get("publisher"):
        return "techreport"
    return "article" if item["type"] in _TYPES and item.get("container-title") else "misc"


def _publisher(item: Item) -> str:
    told: str = item.get("publisher", "") or item.get("container-title", "")
    return told


def _braced(text: str) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _people(people: list[dict[str, str]]) -> str:
    return f"{{{' and '.join(map(_person, people))}}}" if people else ""


def _person(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{escaped(name['literal'])}}}"
    parts = (name["family"], name.get("suffix", ""), name.get("given", ""))
    return ", ".join(escaped(part) for part in parts if part)


def _carrier(item: Item) -> str:
    """Return what a letter is and to whom."""
    people = (name.get("literal") or f"{name.get('given', '')} {name['family']}" for name in item.get("recipient", ()))
    addressee = ", ".join(people)
    return " to ".join(part for part in (item.get("genre", ""), addressee) if part)


def _date(issued: dict[str, object]) -> dict[str, str]:
    parts = issued.get("date-parts")
    if not isinstance(parts, list):
        return {"year": _braced(str(issued.get("literal", "")))}
    numbers = [*parts[0], 0, 0][:3]
    month = _MONTHS[numbers[1] - 1] if 1 <= numbers[1] <= 12 else ""
    return {"year": f"{{{numbers[0]:04}}}", "month": month, "day": f"{{{numbers[2]}}}" if numbers[2] else ""}
