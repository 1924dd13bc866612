"""Orders: how an accession is to be read, as it is kept with its job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from archive.errors import Unreadable
from archive.provenance import Accession
from archive.store import Store
from ingest.accession import writable

DEEPEST = 3
"""How many files may stand one inside the other (a mail in a ZIP file in a mail)."""

INSIDE, INSIDE_EACH = 10_000, 20
"""How many files found inside others a deposit takes in at most: so many, and so many for each file handed over."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the person who handed a file over said of it.

    `sidecar` describes it; `fault` says why its sidecar cannot be used; `revision_of` and `witness_of` are ids of
    documents; `engine` is another first reader of PDFs; `again` asks to read bytes that have been read before;
    `depth` counts the files it came inside of.
    """

    sidecar: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    revision_of: str = ""
    witness_of: str = ""
    engine: str = ""
    again: bool = False
    depth: int = 0

    def wire(self) -> dict[str, object]:
        """Return the order as it is kept."""
        return {name: value for name, value in asdict(self).items() if value}


def first_order(store: Store, accession: Accession) -> Order:
    """Return the order that an accession came with."""
    jobs = store.jobs.about(accession.id)
    return order_of(jobs[0].order) if jobs else Order()


def described(order: Order, sidecar: Callable[[], Mapping[str, str]]) -> Order:
    """Return the order with what the file's sidecar says, or with why that cannot be used."""
    try:
        return replace(order, sidecar=sidecar())
    except Unreadable as error:
        return replace(order, fault=writable(str(error)))


def order_of(kept: Mapping[str, Any]) -> Order:
    """Return a kept order; one that this program does not understand is to be told, not followed."""
    try:
        return Order(**kept)
    except TypeError:
        return Order(fault="how the file is to be read was said by another version of this program")
