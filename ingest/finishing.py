"""Jobs that are done: their results are stored and the jobs closed, a batch in one transaction, or one by one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from archive.errors import Unreadable, Unwritable
from archive.jobs import ATTEMPTS, Job, JobState
from archive.provenance import Accession
from archive.store import Store
from ingest.orders import Order, order_of
from ingest.pipeline import Prepared, refused, settle
from ingest.results import Result, Status

_LOG = logging.getLogger("verbatim.queue")


@dataclass(frozen=True, slots=True)
class Finished:
    """A job that is done, and what became of its file."""

    job: Job
    result: Result


def finish(store: Store, batch: Sequence[tuple[Job, Prepared]]) -> list[Finished]:
    """Store results in one transaction; where that fails, one by one, so that no file harms another.

    Those whose jobs are no longer ours are left out. What a full disk does not take is `Unwritable`.
    """
    try:
        with store.atomic():
            finished = [_one(store, job, prepared) for job, prepared in batch]
    except Unwritable:
        raise
    except Exception:
        _LOG.exception("a batch could not be stored at once")
        finished = [_alone(store, job, prepared) for job, prepared in batch]
    return [found for found in finished if found]


def give_up(store: Store, *, at: str) -> list[Finished]:
    """Say of jobs whose processes died again and again that they failed."""
    fault = Unreadable("given-up", f"the process that read it died {ATTEMPTS} times")
    with store.atomic():
        given_up = [_one(store, job, _refused(store, job, fault)) for job in store.jobs.exhausted(at=at)]
    return [found for found in given_up if found]


def faulty(accession: Accession, order: Order, stage: str) -> Prepared:
    """Return the failure of a file on which the program itself stumbled."""
    return refused(accession, order, stage, Unreadable("fault", "the program stumbled over this file; it is logged"))


def _refused(store: Store, job: Job, fault: Unreadable) -> Prepared:
    return refused(store.accessions.get(job.accession), order_of(job.order), "extraction", fault)


def _alone(store: Store, job: Job, prepared: Prepared) -> Finished | None:
    """Store one result in a transaction of its own; where that fails too, say so of this file."""
    try:
        with store.atomic():
            return _one(store, job, prepared)
    except Unwritable:
        raise
    except Exception:
        _LOG.exception("unexpected fault while storing accession %s", job.accession)
    with store.atomic():
        return _one(store, job, faulty(prepared.accession, prepared.order, "ingestion"))


def _one(store: Store, job: Job, prepared: Prepared) -> Finished | None:
    """Store one result and close the job, None where it is no longer ours."""
    standing = store.jobs.held(job)
    if standing is None:
        return None
    result = settle(store, prepared, deposit=standing.deposit)
    state = JobState.FAILED if result.status is Status.FAILED else JobState.DONE
    store.jobs.finish(job, state=state, result=result.wire(), at=store.clock.now())
    return Finished(standing, result)
