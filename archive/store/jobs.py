"""The shelf of jobs: a queue that is part of the record. A job is held by a lease; a token fences off older holders."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from archive.jobs import ATTEMPTS, Job, JobState, Progress
from archive.store.database import Database
from archive.store.schema import ACCESSIONS, JOBS

_ROWS_AT_ONCE = 500
_OPEN = (JobState.QUEUED.value, JobState.RUNNING.value)
_FAILED_FIRST = sa.case((JOBS.c.state == JobState.FAILED.value, 0), else_=1), JOBS.c.number


class Jobs:
    """Jobs in the order in which they were asked for."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, job: Job) -> None:
        """Put a job into the queue."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(JOBS), _row(job))

    def claim(self, limit: int, *, token: str, at: str, until: str) -> list[Job]:
        """Take up to `limit` jobs that nobody holds at the moment `at`, and hold them `until`, under `token`."""
        query = sa.select(JOBS).where(_free(at), JOBS.c.attempts < ATTEMPTS).order_by(JOBS.c.number)
        with self._database.writing() as connection:
            found = [_job(row) for row in connection.execute(query.limit(limit))]
            held = [
                replace(job, state=JobState.RUNNING, attempts=job.attempts + 1, token=token, lease=until)
                for job in found
            ]
            for job in held:
                connection.execute(sa.update(JOBS).where(JOBS.c.number == job.number).values(_row(job)))
        return held

    def waiting(self, *, at: str) -> bool:
        """Tell whether there is a job that could be claimed or must be given up."""
        with self._database.reading() as connection:
            return connection.execute(sa.select(JOBS.c.number).where(_free(at)).limit(1)).one_or_none() is not None

    def exhausted(self, *, at: str) -> list[Job]:
        """Return the jobs that were begun as often as a job may be, and whose last holder is gone."""
        query = sa.select(JOBS).where(
            JOBS.c.state == JobState.RUNNING.value, JOBS.c.lease < at, JOBS.c.attempts >= ATTEMPTS
        )
        with self._database.reading() as connection:
            return [_job(row) for row in connection.execute(query)]

    def extend(self, numbers: Sequence[int], *, token: str, until: str) -> None:
        """Hold jobs longer, those that this token still holds."""
        with self._database.writing() as connection:
            for start in range(0, len(numbers), _ROWS_AT_ONCE):
                some = numbers[start : start + _ROWS_AT_ONCE]
                statement = sa.update(JOBS).where(JOBS.c.number.in_(some), JOBS.c.token == token)
                connection.execute(statement.values(lease=until))

    def holders(self) -> list[str]:
        """Return the tokens under which jobs are held."""
        query = sa.select(JOBS.c.token).where(JOBS.c.state == JobState.RUNNING.value).distinct()
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def expire(self, token: str) -> None:
        """Let the leases of a holder that is gone run out now; what it began counts as an attempt."""
        with self._database.writing() as connection:
            held = (JOBS.c.token == token) & (JOBS.c.state == JobState.RUNNING.value)
            connection.execute(sa.update(JOBS).where(held).values(lease=""))

    def release(self, token: str) -> None:
        """Give back all jobs that a token still holds, as if they had not been begun."""
        with self._database.writing() as connection:
            connection.execute(
                sa.update(JOBS)
                .where(JOBS.c.token == token, JOBS.c.state == JobState.RUNNING.value)
                .values(state=JobState.QUEUED.value, attempts=JOBS.c.attempts - 1, token="", lease="")
            )

    def held(self, job: Job) -> Job | None:
        """Return a job as it stands, None where it is no longer held under its token."""
        query = sa.select(JOBS).where(
            JOBS.c.number == job.number, JOBS.c.token == job.token, JOBS.c.state == JobState.RUNNING.value
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _job(row)

    def finish(self, job: Job, *, state: JobState, result: Mapping[str, object], at: str) -> None:
        """Note what became of a job."""
        with self._database.writing() as connection:
            connection.execute(
                sa.update(JOBS)
                .where(JOBS.c.number == job.number)
                .values(state=state.value, result=dict(result), finished=at, lease="")
            )

    def of(self, deposit: str, *, limit: int) -> list[Job]:
        """Return up to `limit` jobs of a deposit, in the order in which they were asked for; failed ones go before."""
        query = sa.select(JOBS).where(JOBS.c.deposit == deposit).order_by(*_FAILED_FIRST).limit(limit)
        with self._database.reading() as connection:
            return sorted((_job(row) for row in connection.execute(query)), key=lambda job: job.number)

    def first(self, deposits: Collection[str]) -> dict[str, str]:
        """Return the accession of the first job of each deposit, by deposit; failed ones go before."""
        place = sa.func.row_number().over(partition_by=JOBS.c.deposit, order_by=_FAILED_FIRST).label("place")
        placed = sa.select(JOBS.c.deposit, JOBS.c.accession, place).where(JOBS.c.deposit.in_(deposits)).subquery()
        query = sa.select(placed.c.deposit, placed.c.accession).where(placed.c.place == 1)
        with self._database.reading() as connection:
            return {row.deposit: row.accession for row in connection.execute(query)}

    def about(self, accession: str) -> list[Job]:
        """Return the jobs of an accession, oldest first."""
        query = sa.select(JOBS).where(JOBS.c.accession == accession).order_by(JOBS.c.number)
        with self._database.reading() as connection:
            return [_job(row) for row in connection.execute(query)]

    def pending(self, accession: str) -> bool:
        """Tell whether an accession waits to be read, or is being read."""
        query = sa.select(JOBS.c.number).where(JOBS.c.accession == accession, JOBS.c.state.in_(_OPEN))
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).one_or_none() is not None

    def awaited(self, source: str, sha256: str) -> list[Job]:
        """Return the jobs, not yet finished, that read these bytes as they came from this source, oldest first."""
        query = (
            sa.select(JOBS)
            .join(ACCESSIONS, ACCESSIONS.c.id == JOBS.c.accession)
            .where(ACCESSIONS.c.source == source, ACCESSIONS.c.original_sha256 == sha256, JOBS.c.state.in_(_OPEN))
            .order_by(JOBS.c.number)
        )
        with self._database.reading() as connection:
            return [_job(row) for row in connection.execute(query)]

    def move(self, job: Job, *, deposit: str) -> None:
        """Put a job into another deposit."""
        with self._database.writing() as connection:
            connection.execute(sa.update(JOBS).where(JOBS.c.number == job.number).values(deposit=deposit))

    def progress(self, *, limit: int = 20, deposit: str = "") -> list[Progress]:
        """Return how far the latest deposits are, or the one named, newest first."""
        counts = [
            sa.func.sum(sa.case((JOBS.c.state == state.value, 1), else_=0)).label(state.value) for state in JobState
        ]
        query = (
            sa.select(JOBS.c.deposit, sa.func.min(JOBS.c.created), sa.func.min(ACCESSIONS.c.agent), *counts)
            .join(ACCESSIONS, ACCESSIONS.c.id == JOBS.c.accession)
            .group_by(JOBS.c.deposit)
            .order_by(sa.func.min(JOBS.c.number).desc())
        )
        if deposit:
            query = query.where(JOBS.c.deposit == deposit)
        with self._database.reading() as connection:
            return [Progress(*row) for row in connection.execute(query.limit(limit))]


def _free(at: str) -> sa.ColumnElement[bool]:
    """Return the condition that nobody holds a job at the moment `at`."""
    left = (JOBS.c.state == JobState.RUNNING.value) & (JOBS.c.lease < at)
    return (JOBS.c.state == JobState.QUEUED.value) | left


def _row(job: Job) -> dict[str, object]:
    return {
        "deposit": job.deposit,
        "accession": job.accession,
        "order": dict(job.order),
        "created": job.created,
        "state": job.state.value,
        "attempts": job.attempts,
        "token": job.token,
        "lease": job.lease,
        "finished": job.finished,
        "result": dict(job.result),
    }


def _job(row: sa.Row[tuple[object, ...]]) -> Job:
    kept = dict(row._mapping)
    return Job(**kept | {"state": JobState(kept["state"])})
