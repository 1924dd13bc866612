"""Whether a passage's document is what a query asks: the meaning of `Field` and `Range`, on stored values."""

from __future__ import annotations

from collections.abc import Sequence

from archive.documents import Description, Document
from archive.folding import terms
from index.query import Field, Range


def fulfils(asked: Field | Range, document: Document, page: int, page_name: str) -> bool:
    """Tell whether a document has the property; the passage begins on the page of this number (from 1) and name."""
    described = document.description
    match asked:
        case Field("document", (identifier,)):
            return document.id == identifier
        case Field("kind", (kind,)):
            return described.kind.value == kind
        case Field("date", (date,)):
            return described.date.startswith(date)
        case Field("page", (name,)):
            return page_name.lower() == name
        case Field(name, wanted, phrase):
            held = terms(_worded(described, name))
            return _stand_together(wanted, held) if phrase else set(wanted) <= set(held)
        case Range("page", low, high):
            return int(low or 1) <= page and (not high or page <= int(high))
        case Range(_, low, high):
            return is_between(described.date, low, high)


def is_between(date: str, low: str, high: str) -> bool:
    """Tell whether a date, as precise as it is known, lies from `low` to the last day of `high`.

    An empty end is open; an unknown (empty) date lies in no range; `2031` comes before all months of its year.
    """
    return bool(date) and date >= low and (not high or date[: len(high)] <= high)


def _worded(described: Description, name: str) -> str:
    match name:
        case "title":
            return described.title
        case "author":
            return described.creator
        case "recipient":
            return described.recipient
        case _:
            return f"{described.source_url} {described.publisher}"


def _stand_together(wanted: Sequence[str], held: Sequence[str]) -> bool:
    width = len(wanted)
    return any(list(wanted) == list(held[at : at + width]) for at in range(len(held) - width + 1))
