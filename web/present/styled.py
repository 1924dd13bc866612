"""An item in a style of the Citation Style Language, set by citeproc-py.

A title stands as it is recorded: no style changes its capitals. What citeproc-py 0.11 leaves undone is done here: what
stands in for a missing author is not said twice (CSL 1.0.2, "substitute"), American styles put a comma or full stop
inside the quotation mark ("punctuation-in-quote"), no full stop follows a title that ends in ? or !, and APA's
"Retrieved" goes where no day of retrieval follows.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

from citeproc import Citation as Cite
from citeproc import CitationItem, CitationStylesBibliography, Locator, formatter
from citeproc.source.json import CiteProcJSON
from citeproc.string import MixedString, NoCase

from web.present import csl
from web.present.reference import Item

_LEFT_OUT = ("note", "annote", "language", "locator", "label")
_LOCK = threading.Lock()
"""Held while citeproc works: what it has said once it keeps in the style itself."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name here, its title, its file in `web/csl`, and what kind it is.

    `locale` gives its terms and quotation marks. A style of notes gives the note; another one the entry of the list
    and, below it, what stands in the text. `american` puts commas inside quotation marks.
    """

    name: str
    title: str
    file: str
    locale: str = "en-US"
    notes: bool = False
    american: bool = False


STYLES = {
    style.name: style
    for style in (
        Style("chicago", "Chicago (18th edition, note)", "chicago-notes-bibliography", notes=True, american=True),
        Style("apa", "APA (7th edition)", "apa"),
        Style("mla", "MLA (9th edition)", "modern-language-association", american=True),
        Style("oscola", "OSCOLA (4th edition, note)", "oscola", locale="en-GB", notes=True),
        Style("harvard", "Harvard (Cite Them Right, 12th edition)", "harvard-cite-them-right", locale="en-GB"),
    )
}
"""The styles by their names in addresses, in the order in which they are offered."""


class _AsRecorded(CiteProcJSON):  # type: ignore[misc]  # citeproc has no types
    """Items whose words no style changes; markup in them is words too."""

    def parse_string(self, string: object) -> MixedString:
        return MixedString([NoCase(str(string))])


def styled(item: Item, style: Style) -> str:
    """Return an item as a style sets it: a note, or an entry and, on the next line, what stands in the text."""
    kept = {name: value for name, value in item.items() if name not in _LEFT_OUT}
    if kept["type"].startswith("article") and "container-title" not in kept:
        kept["type"] = "document"  # a style looks for a journal where there is none
    where = Locator(item["label"], item["locator"]) if "locator" in item else None
    with _LOCK:
        bibliography = CitationStylesBibliography(
            csl.read(style.file, style.locale), _AsRecorded([kept | {"id": "it"}]), formatter.plain
        )
        cite = Cite([CitationItem("it", locator=where) if where else CitationItem("it")])
        bibliography.register(cite)
        in_text = _finished(str(bibliography.cite(cite, str)), item, style)
        if style.notes:
            return in_text
        return f"{_finished(str(bibliography.bibliography()[0]), item, style)}\n{in_text}"


def _finished(told: str, item: Item, style: Style) -> str:
    title = item.get("title", "")
    if title and not item.get("author"):
        told = _once(told, title)
    if style.american:
        for sign in ",.":
            told = told.replace(f"{title}”{sign}", f"{title}{sign}”")
    if title.endswith(("?", "!")):
        told = told.replace(f"{title}.", title)
    return told.replace(f"Retrieved {item['URL']}", str(item["URL"]))


def _once(told: str, title: str) -> str:
    """Return words without the second of two titles, and without the signs that part it from what is before it."""
    first = told.find(title)
    if first < 0:
        return told
    end = first + len(title)
    again = re.compile(rf"[\s,.]*[“‘\"]?{re.escape(title)}[”’\"]?")
    return told[:end] + again.sub("", told[end:], count=1)
