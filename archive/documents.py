"""Documents and their frozen texts: Document, Revision, Page, Passage, Structure."""

from __future__ import annotations

import enum
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.findings import Finding
from archive.spans import Span


class Kind(enum.Enum):
    """What a document is; the value is the wire word."""

    LETTER = "letter"
    ARTICLE = "article"
    EMAIL = "e-mail"
    REPORT = "report"
    INTERVIEW = "interview"
    OTHER = "other"


class StructureKind(enum.Enum):
    """Stand-off marks that the source itself carries, or that reading it gave."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    BLOCKQUOTE = "blockquote"
    HEADING = "heading"
    FURNITURE = "furniture"
    LINK = "link"
    REPLY = "quoted reply"
    DOUBTFUL = "doubtful"

    __hash__ = object.__hash__  # as with kinds of differences


class PageState(enum.Enum):
    """How a page came by its text; the value is the wire word."""

    TEXT = "text"
    RECOGNISED = "recognised"
    BLANK = "blank"
    NEEDS_OCR = "needs OCR"


class Cause(enum.Enum):
    """Why a revision was made; the value is the wire word."""

    FIRST = "first reading"
    VERSION = "new version"
    ADDRESS = "published anew"
    AGAIN = "read again"


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a document; empty strings stand for the unknown, never a guess.

    `date` is ISO 8601, as precise as known: `2031`, `2031-03` or `2031-03-14`.
    """

    title: str
    kind: Kind = Kind.OTHER
    creator: str = ""
    recipient: str = ""
    date: str = ""
    source_url: str = ""
    language: str = ""
    publisher: str = ""


FIELDS = ("title", "kind", "creator", "recipient", "date", "source_url", "language", "publisher")
"""The fields of a description, by the names that sidecars, evidence and corrections use."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document through all its revisions; `newest` is the number of the latest revision, from 1."""

    id: str
    description: Description
    newest: int
    added: str

    @property
    def slug(self) -> str:
        """The title as an address ending; may change, is never looked up."""
        plain = unicodedata.normalize("NFKD", self.description.title).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` from 1, `label` as printed (may be empty), `span` in code points without the form feed.

    `reader` is the engine that gave its text and `why` the reason where it was not the first choice;
    `confidence` is the mean certainty of recognised words in percent, -1 where nothing was recognised;
    `doubts` are sentences that say why a person should hold the text against the page.
    """

    number: int
    label: str
    span: Span
    state: PageState = PageState.TEXT
    reader: str = ""
    why: str = ""
    confidence: int = -1
    doubts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label as printed, or the number where nothing is printed."""
        return self.label or str(self.number)


@dataclass(frozen=True, slots=True)
class Structure:
    """A stand-off mark: emphasis, heading, block quotation, furniture, link, quoted reply, doubtful word.

    `detail` is a link's target, a heading's level, a doubtful word's certainty in percent; else empty.
    """

    kind: StructureKind
    span: Span
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """How a text came to be: what was run on which bytes, and what came out (SHA-256, hex)."""

    original_sha256: str
    raw_sha256: str
    text_sha256: str
    engine: str
    engine_version: str
    profile: str
    canon_version: str
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One frozen text of a document. Offsets everywhere are code points of `text`.

    `findings` say on what each part of the description rests; `properties` are what the file says of itself
    besides, such as the program that made it.
    """

    document: str
    number: int
    text: str
    pages: tuple[Page, ...]
    structures: tuple[Structure, ...]
    frozen: Frozen
    created: str
    media_type: str
    file_name: str
    notes: tuple[str, ...] = field(default=())
    findings: tuple[Finding, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    cause: Cause = Cause.FIRST

    @property
    def needs_review(self) -> bool:
        """Whether a person should hold some page of the text against the original."""
        return any(page.doubts or page.state is PageState.NEEDS_OCR for page in self.pages)

    @property
    def key(self) -> str:
        """The revision's name in addresses: `<document>@<number>`."""
        return f"{self.document}@{self.number}"

    @property
    def furniture(self) -> tuple[Span, ...]:
        """Where running heads, footers and page numbers stand."""
        return tuple(sorted(mark.span for mark in self.structures if mark.kind is StructureKind.FURNITURE))

    def page_at(self, offset: int) -> Page:
        """Return the page that holds the code point at `offset` (a form feed belongs to the page it ends)."""
        return self.pages[self.text.count("\f", 0, offset)]

    def page_name(self, offset: int) -> str:
        """Return the name of the page that holds the code point at `offset`, empty for a text of one page."""
        return self.page_at(offset).name if len(self.pages) > 1 else ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is known of a revision without its text: when, why, from which file and by what means it was made."""

    number: int
    created: str
    cause: Cause
    frozen: Frozen
    media_type: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a revision that is indexed and shown as one result. Passages partition the text.

    `id` is `<document>@<revision>#<number>`, number from 0; `page` is the page on which it starts.
    """

    document: str
    revision: int
    number: int
    page: int
    span: Span

    @property
    def id(self) -> str:
        """The passage's permanent name."""
        return f"{self.document}@{self.revision}#{self.number}"


def digest(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of `text`, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
