"""What each page receives: one declared value a template, so that no template sees a store or a query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its content."""

    actor_name: str
    signed_in: bool
    may_annotate: bool
    may_ingest: bool
    csrf: str
    query: str
    documents: int
    message: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a selection; `value` is the wire word."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A stretch of verbatim text; `hit` where it is what was searched."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class HitLine:
    """One passage of a result: where it is and what stands there."""

    href: str
    page_label: str
    parts: tuple[SnippetPart, ...]
    cut_before: bool
    cut_after: bool
    matches: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list: its description, ready to be read."""

    href: str
    title: str
    kind: str
    creator: str
    recipient: str
    date: str
    pages: int
    hits: tuple[HitLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page. `total` counts passages; `at_least` says that it is a lower bound."""

    query: str
    searched: bool
    total: int
    at_least: bool
    documents: int
    understood: str
    ignored: tuple[str, ...]
    groups: tuple[DocumentLine, ...]
    kinds: tuple[Choice, ...]
    authors: tuple[Choice, ...]
    date_from: str
    date_to: str
    orders: tuple[Choice, ...]
    page: int
    pages: int
    previous_href: str
    next_href: str
    milliseconds: int
    index_note: str
    recent: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under one set of marks.

    `notes` are ids of annotations covering it, `note_starts` those beginning here; `hit` is the start offset of
    the search hit it belongs to (empty for none), `first_of_hit` whether it opens it; `cited` whether it lies in the
    addressed passage; `hard` marks a line break that must be kept.
    """

    text: str
    hit: str = ""
    first_of_hit: bool = False
    cited: bool = False
    first_of_cited: bool = False
    notes: tuple[str, ...] = ()
    note_starts: tuple[str, ...] = ()
    emphasis: bool = False
    strong: bool = False
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text; `start` in code points, `tag` one of p, h2, blockquote, furniture."""

    start: int
    tag: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PageOfText:
    """One page of a revision."""

    number: int
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NoteCard:
    """An annotation in the margin. `body_html` is sanitised Markdown; `etag` is for If-Match."""

    id: str
    start: int
    end: int
    quote: str
    body: str
    body_html: str
    author: str
    when: str
    etag: str
    own: bool
    href: str
    page_label: str


@dataclass(frozen=True, slots=True)
class CitationCard:
    """The passage that the address names, and what can be copied. `standing` is intact or changed, or empty."""

    exact: str
    standing: str
    explanation: str
    address: str
    plain: str
    markdown: str
    page_label: str


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The reading view of one revision."""

    document: str
    revision: int
    newest: int
    newest_href: str
    title: str
    kind: str
    creator: str
    recipient: str
    date: str
    source_url: str
    page_count: int
    pages: tuple[PageOfText, ...]
    notes: tuple[NoteCard, ...]
    hit_count: int
    hit: int
    previous_hit: str
    next_hit: str
    back_to_search: str
    query: str
    citation: CitationCard | None
    facts: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str, str], ...]
    extraction_notes: tuple[str, ...]
    downloads: tuple[tuple[str, str], ...]
    container: str
    cite_base: str


@dataclass(frozen=True, slots=True)
class IngestLine:
    """What became of one uploaded file."""

    name: str
    status: str
    href: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestPage:
    """The upload page: what just came in, and files from which no text could be had."""

    lines: tuple[IngestLine, ...]
    failures: tuple[tuple[str, str, str, str], ...]
    limit_mb: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """All documents, a page at a time."""

    documents: tuple[DocumentLine, ...]
    total: int
    page: int
    pages: int
    previous_href: str
    next_href: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A refusal in words."""

    status: int
    heading: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The page a one-time link opens; `name` is empty where the link no longer works."""

    name: str
    token: str
