"""A deposit as a page and as JSON: how far it is, and what became of each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.counting import many
from archive.documents import Document
from archive.history import records
from archive.jobs import Job, JobState, Progress
from archive.provenance import Accession
from archive.setting_aside import asides
from archive.store import Store
from ingest.results import Result, Status, result_of
from web import urls
from web.desk import Desk
from web.pages.deposits import DepositLine, DepositPage, FailureLine, FileLine, IngestPage
from web.present.accession import aside_words

_FAILURES_SHOWN = 100
_DEPOSITS_SHOWN = 10
_FILES_SHOWN = 300


def ingest_page(held: Desk, *, aside: bool = False, revision_of: str = "", witness_of: str = "") -> IngestPage:
    """Return the upload page, with what is said of the files already written into it.

    Of the files without text it shows the open ones, or those that were set `aside`.
    """
    others = held.store.accessions.failures(limit=1, aside=not aside)
    return IngestPage(
        deposits=tuple(_lines(held.store, held.store.jobs.progress(limit=_DEPOSITS_SHOWN))),
        failures=tuple(_failures(held.store, aside=aside)),
        limit_mb=held.settings.upload_mb,
        aside=aside,
        others_href=urls.ingest(aside=not aside) if others or aside else "",
        revision_of=revision_of[:500],
        witness_of=witness_of[:500],
    )


def _failures(store: Store, *, aside: bool) -> Iterator[FailureLine]:
    found = store.accessions.failures(limit=_FAILURES_SHOWN, aside=aside)
    why = dict(found)
    shown = records(store, list(why))
    set_aside = asides(store, shown)
    for record in shown:
        arrived, event = record.accession, why[record.accession]
        reason = aside_words(set_aside[arrived.id]) if arrived.id in set_aside else event.detail
        yield FailureLine(urls.accession(arrived.id), arrived.file_name, event.code, reason, event.at)


def _lines(store: Store, deposits: Sequence[Progress]) -> Iterator[DepositLine]:
    first = store.jobs.first([progress.deposit for progress in deposits])
    files = store.accessions.get_many(list(first.values()))
    for progress in deposits:
        file = files.get(first.get(progress.deposit, ""))
        yield DepositLine(
            href=urls.deposit(progress.deposit),
            name=file.file_name if file else "",
            when=progress.created,
            agent=progress.agent,
            total=progress.total,
            failed=progress.failed,
            waiting=progress.queued + progress.running,
        )


def deposit_page(held: Desk, progress: Progress) -> DepositPage:
    """Return the page of one deposit."""
    (line,) = _lines(held.store, [progress])
    jobs = held.store.jobs.of(progress.deposit, limit=_FILES_SHOWN)
    results = {job.number: result_of(job.result) for job in jobs if job.result}
    documents = held.store.documents.get_many([result.document for result in results.values() if result.document])
    waiting = held.store.accessions.get_many([job.accession for job in jobs if job.number not in results])
    return DepositPage(
        line=line,
        finished=progress.finished,
        done=progress.done + progress.failed,
        told=_far(progress),
        files=tuple(_file(job, results.get(job.number), documents, waiting) for job in jobs),
        left_out=progress.total - len(jobs),
        address=urls.deposit(progress.deposit) + ".json",
    )


def _far(progress: Progress) -> str:
    """Return in words how far a deposit is."""
    done = progress.done + progress.failed
    failed = f", {progress.failed} without text" if progress.failed else ""
    return f"{done:,} of {many(progress.total, 'file')} done{failed}"


def _file(job: Job, result: Result | None, documents: dict[str, Document], waiting: dict[str, Accession]) -> FileLine:
    record = urls.accession(job.accession)
    if result is None:
        told = "being read" if job.state is JobState.RUNNING else "waits"
        return FileLine(waiting[job.accession].file_name, job.state.value, "", record, told)
    document = documents.get(result.document)
    return FileLine(
        result.name,
        result.status.value,
        urls.document(document) if document else "",
        record,
        _told(result),
        _changes(result),
        document.description.title if document else "",
    )


def _changes(result: Result) -> str:
    if result.status is not Status.REVISION:
        return ""
    return urls.comparison(result.document, result.revision - 1, result.revision)


def _told(result: Result) -> str:
    """Return in a few words what became of a file."""
    size = f"{many(result.pages, 'page')}, {many(result.characters, 'character')}"
    inside = f", {many(result.parts, 'file')} inside" if result.parts else ""
    remark = f"; {result.reason}" if result.reason else ""
    return {
        Status.STORED: size + inside + remark,
        Status.REVISION: f"revision {result.revision}: {size}{inside}{remark}",
        Status.DUPLICATE: f"the same bytes were here already{remark}",
        Status.UNCHANGED: "read again: nothing differs",
        Status.UNPACKED: f"{many(result.parts, 'file')} found inside{remark}",
        Status.FAILED: result.reason,
    }[result.status]


def deposit_wire(held: Desk, progress: Progress) -> dict[str, object]:
    """Return how far a deposit is, with a line a file."""
    page = deposit_page(held, progress)
    return {
        "deposit": progress.deposit,
        "total": progress.total,
        "done": page.done,
        "failed": progress.failed,
        "told": page.told,
        "finished": progress.finished,
        "files": [
            {
                "name": file.name,
                "status": file.status,
                "told": file.told,
                "href": file.href,
                "record": file.record,
                "changes": file.changes,
                "title": file.title,
            }
            for file in page.files
        ],
    }
