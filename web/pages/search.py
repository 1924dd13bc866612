"""What the search page and the list of documents receive."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Choice


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What was ignored of a query; `wrong` is the stretch of it that is meant, empty where it is none."""

    message: str
    before: str = ""
    wrong: str = ""
    after: str = ""


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
    needs_review: bool = False


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
class ListPage:
    """All documents, a page at a time; with `review` only the `to_review` documents that need it."""

    documents: tuple[DocumentLine, ...]
    total: int
    page: int
    pages: int
    previous_href: str
    next_href: str
    review: bool = False
    to_review: int = 0
