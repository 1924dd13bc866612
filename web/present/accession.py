"""The record of one accession, as a page and as JSON: how it came, what was done, what became of it."""

from __future__ import annotations

from dataclasses import asdict

from archive.history import Record, records
from archive.jobs import Job, JobState
from archive.provenance import Accession
from archive.setting_aside import REASON_LIMIT, Aside, aside
from archive.store import Store
from web import urls
from web.desk import Desk
from web.moments import moment
from web.pages.accession import AccessionPage, Outcome
from web.pages.provenance import NamedFile
from web.present.provenance import arrival_card
from web.reasons import reason

_OPEN = (JobState.QUEUED, JobState.RUNNING)


def accession_page(held: Desk, accession: Accession) -> AccessionPage:
    """Return the page of an accession."""
    store = held.store
    (record,) = records(store, [accession])
    jobs = store.jobs.about(accession.id)
    href = urls.accession(accession.id)
    outcome = _outcome(store, record, jobs[-1] if jobs else None)
    names = store.people.names()
    return AccessionPage(
        arrival=arrival_card(record, within=True),
        media_type=accession.media_type,
        outcome=outcome,
        original_href=f"{href}/original",
        wire_href=f"{href}.json",
        retry_href="" if outcome.state in {"waits", "read"} else f"{href}/retry",
        deposit_href=urls.deposit(accession.deposit) if accession.deposit and jobs else "",
        asked=tuple(
            (at, names.get(actor, actor)) for at, actor, act, _ in store.audit.on(accession.id) if act == "retry"
        ),
        aside_href=f"{href}/aside" if outcome.state == "failed" and not accession.document else "",
        open_href=f"{href}/open" if outcome.state == "aside" else "",
        reason_limit=REASON_LIMIT,
    )


def _outcome(store: Store, record: Record, job: Job | None) -> Outcome:
    """Return what became of an accession, or how far its reading is."""
    document = _document(store, record.accession)
    if job and job.state in _OPEN:
        return _open(job, document)
    failure = record.failure
    if failure:
        why = reason(failure.code)
        if found := aside(store, record):
            told = f"{aside_words(found)}. {why.meaning}"
            return Outcome("aside", told, "", failure.code, document, "")
        return Outcome("failed", why.meaning, why.advice, failure.code, document, "")
    if document:
        return Outcome("document", "Its text can be read, searched and cited.", "", "", document, "")
    if record.events and record.events[-1].stage == "unpacking":
        told = "It holds no text of its own; the files found inside have arrived on their own."
        return Outcome("unpacked", told, "", "", None, "")
    return Outcome("nothing", "Nobody has asked for it to be read.", "Have it read.", "", None, "")


def aside_words(found: Aside) -> str:
    """Return why, by whom and when a file was set aside."""
    return f"{found.reason.rstrip('.')} — {found.person or 'somebody'}, {moment(found.at)}"


def _open(job: Job, document: NamedFile | None) -> Outcome:
    """Return how far a reading is that is not finished."""
    deposit = urls.deposit(job.deposit)
    if job.state is JobState.QUEUED:
        return Outcome("waits", "It waits for its turn to be read.", "", "", document, deposit)
    tried = f" This is attempt {job.attempts}." if job.attempts > 1 else ""
    return Outcome("read", f"It is being read now.{tried}", "", "", document, deposit)


def _document(store: Store, accession: Accession) -> NamedFile | None:
    if not accession.document:
        return None
    document = store.documents.get(accession.document)
    return NamedFile(document.description.title, urls.document(document))


def accession_wire(held: Desk, accession: Accession) -> dict[str, object]:
    """Return the same for machines."""
    page = accession_page(held, accession)
    (record,) = records(held.store, [accession])
    found = aside(held.store, record)
    return {
        "accession": asdict(accession),
        "inside": page.arrival.inside.href if page.arrival.inside else "",
        "parts": [{"name": part.file_name, "href": urls.accession(part.id)} for part in record.parts],
        "events": [asdict(event) | {"outcome": event.outcome.value} for event in record.events],
        "state": page.outcome.state,
        "code": page.outcome.code,
        "meaning": page.outcome.meaning,
        "advice": page.outcome.advice,
        "document": page.outcome.document.href if page.outcome.document else "",
        "original": page.original_href,
        "aside": {"reason": found.reason, "by": found.person, "at": found.at} if found else None,
        "asked_again": [{"at": at, "by": who} for at, who in page.asked],
    }
