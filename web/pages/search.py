"""What the search page and the list of documents receive."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Choice, Link
from web.pages.narrowing import Facet, Timeline


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
    """One passage of a result: where it is and what stands there.

    `whole_href` gives the passage with its neighbours as JSON; `like_href` leads to passages like it.
    """

    href: str
    page_label: str
    parts: tuple[SnippetPart, ...]
    cut_before: bool
    cut_after: bool
    matches: int
    whole_href: str
    like_href: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list: its description, ready to be read; `within_href` searches it alone."""

    href: str
    title: str
    kind: str
    creator: str
    recipient: str
    date: str
    pages: int
    hits: tuple[HitLine, ...] = ()
    needs_review: bool = False
    within_href: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A word that the archive does not have, and searches for words that it has in its place."""

    word: str
    likely: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Controls:
    """What can be done with an answer: `kept` are the parameters of its address, `hidden` those without a field."""

    kept: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    chips: tuple[Link, ...]
    orders: tuple[Choice, ...]
    views: tuple[Choice, ...]
    exports: tuple[Link, ...]
    feed_href: str
    notes_href: str
    trace_href: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page. `total` counts passages; `at_least` says that it is a lower bound.

    With `flat` each of `groups` has one hit, in the order of rank. `printed`: the query reads like a quotation
    as it was printed, with omissions or insertions.
    """

    query: str
    searched: bool
    exact: bool
    date_from: str
    date_to: str
    total: int
    at_least: bool
    documents: int
    understood: str
    remarks: tuple[Remark, ...]
    suggested: tuple[Suggested, ...]
    groups: tuple[DocumentLine, ...]
    flat: bool
    controls: Controls
    facets: tuple[Facet, ...]
    timeline: Timeline | None
    page: int
    pages: int
    previous_href: str
    next_href: str
    milliseconds: int
    index_note: str
    recent: tuple[DocumentLine, ...]
    printed: bool = False


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
