"""A file is read once more: by the order it came with, whatever was found before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.documents import PageState
from archive.provenance import Accession
from archive.store import Store
from ingest.orders import first_order
from ingest.pipeline import ask
from ingest.results import NEEDS_OCR


def retry(store: Store, accessions: Sequence[Accession], *, deposit: str, actor: str) -> dict[str, str]:
    """Ask for accessions to be read again; return the deposit in which each now stands.

    That is another one than `deposit` where the accession waited already. What was said of the file when it came
    (its description, its document) is kept to; a description that could not be used is left out.
    """
    placed = {}
    with store.atomic():
        for accession in accessions:
            order = replace(first_order(store, accession), again=True, fault="")
            ask(store, accession, order, deposit=deposit)
            placed[accession.id] = store.jobs.about(accession.id)[-1].deposit
            at = store.clock.now()
            outcome = "done" if placed[accession.id] == deposit else "waits already"
            store.audit.add(at=at, actor=actor, act="retry", key=accession.id, outcome=outcome)
    return placed


def failed(store: Store, *, code: str = "") -> list[Accession]:
    """Return the accessions whose last reading gave nothing, oldest first; `code` asks for one reason alone.

    Documents of which some pages still wait to be recognised are among those that need OCR.
    """
    found = [accession for accession, _ in reversed(store.accessions.failures(code=code))]
    if code != NEEDS_OCR:
        return found
    for document, original in store.revisions.with_pages(PageState.NEEDS_OCR):
        arrivals = store.accessions.of(document)
        found += [arrival for arrival in arrivals if arrival.original_sha256 == original][:1]
    return found
