"""What the reading view receives."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from web.pages.about import AboutBox
from web.pages.comparison import Words
from web.pages.description import DescriptionSection
from web.pages.frame import Link
from web.pages.margin import Margin
from web.pages.page_state import PageRemark
from web.pages.provenance import Provenance
from web.pages.relations import RelationsBox
from web.pages.revisions import RevisionsBox
from web.pages.sharing import NOWHERE, Sharing
from web.pages.witnesses import WitnessesBox


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under one set of marks, at least one.

    `notes` are ids of annotations covering it, `note_starts` the marks beginning here (an id, with `-2` and so on for
    further passages), `colour` that of the innermost; `hit` is the start offset of
    the search hit it belongs to (empty for none), `first_of_hit` whether it opens it; `cited` whether it lies in the
    addressed passage; `hard` marks a line break that must be kept; `certainty` is that of a doubtful word, in percent;
    `link` is where the words lead to in the source; `quotation` is the key of the innermost quotation, as
    `number tint`, and `quotation_starts` those beginning here.
    """

    text: str
    hit: str = ""
    first_of_hit: bool = False
    cited: bool = False
    first_of_cited: bool = False
    notes: tuple[str, ...] = ()
    note_starts: tuple[str, ...] = ()
    colour: str = ""
    emphasis: bool = False
    strong: bool = False
    hard: bool = False
    certainty: str = ""
    link: str = ""
    quotation: str = ""
    quotation_starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screenful:
    """Paragraphs that a browser lays out only when they come into view; `size` says about how high they are.

    In `pieces` their tags and what stands under no mark are markup; a tag says with which code point its block begins.
    """

    size: int
    pieces: tuple[Markup | Run, ...]


@dataclass(frozen=True, slots=True)
class PageOfText:
    """One page of a revision."""

    number: int
    label: str
    screenfuls: tuple[Screenful, ...]
    remarks: tuple[PageRemark, ...]


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A citation as a style sets it: its text, and the address at which it is given alone."""

    name: str
    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class CitationForm:
    """A form in which a citation can be had at an address of its own."""

    title: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True)
class CitationCard:
    """The passage that the address names, and what can be copied.

    `standing` is the word for what became of a citation that was followed, empty for words just chosen; `words` what
    the newest revision has instead, `places` the ways to where the words stand there, or may stand.
    """

    exact: str
    standing: str
    explanation: str
    address: str
    plain: str
    markdown: str
    page_label: str
    styles: tuple[CitationStyle, ...] = ()
    forms: tuple[CitationForm, ...] = ()
    sharing: Sharing = NOWHERE
    words: tuple[Words, ...] = ()
    places: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The reading view of one revision.

    `marks_words_alone`: the query's words are marked also where the query as a whole does not hold.
    """

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
    margin: Margin
    hit_count: int
    asks_for_words: bool
    marks_words_alone: bool
    hit: int
    previous_hit: str
    next_hit: str
    back_to_search: str
    within_href: str
    exact: bool
    query: str
    citation: CitationCard | None
    about: AboutBox
    description: DescriptionSection
    facts: tuple[tuple[str, str], ...]
    provenance: Provenance
    quoting: tuple[Link, ...]
    relations: RelationsBox
    extraction_notes: tuple[str, ...]
    downloads: tuple[tuple[str, str], ...]
    container: str
    cite_base: str
    waiting: str
    has_doubtful: bool
    revisions: RevisionsBox
    witnesses: WitnessesBox
    meta: tuple[tuple[str, str], ...]
