"""Whether a passage is what a query asks of its document: the meaning of `Field` and `Range`, on stored values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from archive.documents import Document, Passage
from archive.folding import terms
from archive.store import Store
from index.query import Field, Range

_APART = "|"


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a passage besides its text: its document and the page (from 1) on which it begins.

    `page_name` and `file_name` are empty where no query asks for them.
    """

    document: Document
    page: int
    page_name: str = ""
    file_name: str = ""


def described(store: Store, passages: Sequence[Passage], asked: Collection[str]) -> dict[str, Described]:
    """Return what is known of passages, by id, as far as these properties are asked; nothing where none are."""
    if not asked:
        return {}
    documents = store.documents.get_many(list({passage.document for passage in passages}))
    revisions = [(passage.document, passage.revision) for passage in passages]
    names = store.revisions.page_names(revisions) if "page" in asked else {}
    imprints = store.revisions.imprints_of(documents) if "source" in asked else {}
    files = {key: listed[-1].file_name for key, listed in imprints.items()}
    found = {}
    for passage in passages:
        pages = names.get((passage.document, passage.revision), ())
        name = pages[passage.page - 1] if 0 < passage.page <= len(pages) else ""
        document = documents[passage.document]
        found[passage.id] = Described(document, passage.page, name, files.get(document.id, ""))
    return found


def fulfils(asked: Field | Range, known: Described) -> bool:
    """Tell whether a passage has the property."""
    description = known.document.description
    match asked:
        case Field("document", (identifier,)):
            return known.document.id == identifier
        case Field("kind", (kind,)):
            return description.kind.value == kind
        case Field("date", (date,)):
            return description.date.startswith(date)
        case Field("page", (name,)):
            return known.page_name.lower() == name
        case Field(name, wanted, phrase):
            held = _worded(known, name)
            return _stand_together(wanted, held) if phrase else set(wanted) <= set(held)
        case Range("page", low, high):
            return int(low or 1) <= known.page and (not high or known.page <= int(high))
        case Range(_, low, high):
            return is_between(description.date, low, high)


def is_between(date: str, low: str, high: str) -> bool:
    """Tell whether a date, as precise as it is known, lies from `low` to the last day of `high`.

    An empty end is open; an unknown (empty) date lies in no range; `2031` comes before all months of its year.
    """
    return bool(date) and date >= low and (not high or date[: len(high)] <= high)


def _worded(known: Described, name: str) -> list[str]:
    description = known.document.description
    match name:
        case "title":
            return terms(description.title)
        case "author":
            return terms(description.creator)
        case "recipient":
            return terms(description.recipient)
        case _:
            sources = (description.source_url, known.file_name, description.publisher)
            return [term for source in sources for term in (*terms(source), _APART)]


def _stand_together(wanted: Sequence[str], held: Sequence[str]) -> bool:
    width = len(wanted)
    return any(list(wanted) == list(held[at : at + width]) for at in range(len(held) - width + 1))
