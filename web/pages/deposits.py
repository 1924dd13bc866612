"""What the pages of taking in receive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailureLine:
    """A file from which no text could be had, and why."""

    href: str
    name: str
    code: str
    reason: str
    when: str


@dataclass(frozen=True, slots=True)
class DepositLine:
    """Files that were handed over at once: counts of files, and `name` what the first of them is called."""

    href: str
    name: str
    when: str
    agent: str
    total: int
    failed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of a deposit; `href` leads to its document, which is called `title`, `record` to its accession.

    `changes` leads to what is new in a revision.
    """

    name: str
    status: str
    href: str
    record: str
    told: str
    changes: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class DepositPage:
    """How far a deposit is; `address` gives the same as JSON; `left_out` counts files that are not listed."""

    line: DepositLine
    finished: bool
    done: int
    told: str
    files: tuple[FileLine, ...]
    left_out: int
    address: str


@dataclass(frozen=True, slots=True)
class IngestPage:
    """The upload page: the latest deposits, and files from which no text could be had: the open ones, or those `aside`.

    `others_href` leads to the other ones, where there are any.
    `revision_of` and `witness_of` are what was or is to be said of the files, as it was written.
    """

    deposits: tuple[DepositLine, ...]
    failures: tuple[FailureLine, ...]
    limit_mb: int
    aside: bool = False
    others_href: str = ""
    revision_of: str = ""
    witness_of: str = ""
