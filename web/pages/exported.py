"""What the page of exported annotations receives: it is read without the software."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportedWords:
    """Marked words with the address of their citation; `told` names document, page, span and check."""

    exact: str
    cite: str
    told: str


@dataclass(frozen=True, slots=True)
class ExportedNote:
    """A note or an answer. `body` is Markdown, `body_html` the same as sanitised HTML; `told` is by whom and when."""

    id: str
    words: tuple[ExportedWords, ...]
    body: str
    body_html: str
    tags: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class ExportedThread:
    """A note with its answers; `answers` says so where the note answers one that is not in the file."""

    root: ExportedNote
    replies: tuple[ExportedNote, ...]
    answers: bool


@dataclass(frozen=True, slots=True)
class ExportedPage:
    """All of a file; `cut_off` says what is missing, if anything is."""

    title: str
    told: str
    cut_off: str
    threads: tuple[ExportedThread, ...]
