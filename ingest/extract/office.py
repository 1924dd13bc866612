"""What office documents have in common: facts about themselves, styles that quote, links, the fate of private signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from archive.documents import PageState, StructureKind
from ingest.extract import addresses
from ingest.extract.extraction import RawPage, RawStructure

_QUOTING = frozenset(
    [
        "quote",
        "intense quote",
        "quotations",
        "quotation",
        "block text",
        "block quotation",
        "block quote",
        "blockquote",
        "zitat",
        "intensives zitat",
        "citation",
        "citation intense",
        "cita",
        "cita destacada",
    ]
)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop) ?([1-9])", re.I)
_TITLES = {"title": "1", "subtitle": "2"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"\x00-\x1f]{1,2000})"|([^\s"\\]{1,2000}))', re.I)
_FILE_NAME = re.compile(r"\S+\.\w{2,5}|microsoft word.*|untitled.*|document ?\d*|no title|unbenannt.*", re.I)
_NOBODY = re.compile(
    r"(?:microsoft|windows|office|ms)[ -]?(?:office )?user|user|admin\w*|owner|unknown|python-docx", re.I
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 500


def heading_level(style: str) -> str:
    """Return the level of a heading by the name of its style (`heading 2`, `Title`), empty for none."""
    found = _HEADING.fullmatch(style.strip())
    return found[1] if found else _TITLES.get(style.strip().lower(), "")


def quotes(style: str) -> bool:
    """Tell whether paragraphs of this style are quotations."""
    return style.strip().lower() in _QUOTING


def field_address(instruction: str) -> str:
    """Return where a field `HYPERLINK "address"` leads, empty for other fields."""
    found = _HYPERLINK.match(instruction[:4096])
    return addresses.outward(found[1] or found[2]) if found else ""


def described(facts: Mapping[str, str], where: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return hints and on what each rests, from title, creator, created and language as the file gives them.

    Titles that are file names and authors that are nobody (`User`) say nothing.
    """
    title, creator = facts.get("title", "").strip(), facts.get("creator", "").strip()
    day = _DAY.match(facts.get("created", "").strip())
    hints = {
        "title": "" if _FILE_NAME.fullmatch(title) else title,
        "creator": "" if _NOBODY.fullmatch(creator) else creator,
        "date": day[0] if day and day[0] > "1980-01-01" else "",
        "language": facts.get("language", "").strip(),
    }
    names = {"date": "created"}
    hints = {name: value for name, value in hints.items() if value}
    return hints, {name: f"{where}: {names.get(name, name)}" for name in hints}


def properties(facts: Mapping[str, str], hints: Mapping[str, str]) -> dict[str, str]:
    """Return what the file says of itself besides the hints, on one line each and not too long."""
    shown = {name: " ".join(value.split())[:_LONGEST] for name, value in facts.items()}
    return {name: value for name, value in shown.items() if value and name not in hints}


def framed(pages: tuple[RawPage, ...], heads: Iterable[RawPage], feet: Iterable[RawPage]) -> tuple[RawPage, ...]:
    """Return the pages with running heads at the start of the first and feet at the end of the last, marked as such."""
    above, below = _furniture(heads), _furniture(feet)
    pages = tuple(page if page.text.strip() else replace(page, state=PageState.BLANK) for page in pages)
    if not pages or not (above or below):
        return pages
    first = _after(above, pages[0]) if above else pages[0]
    pages = (first, *pages[1:])
    return (*pages[:-1], _after(pages[-1], below)) if below else pages


def _furniture(stories: Iterable[RawPage]) -> RawPage | None:
    """Return the texts one after another, each once, wholly marked as furniture."""
    together: RawPage | None = None
    seen: set[str] = set()
    for story in stories:
        text = story.text.strip()
        if text and text not in seen:
            seen.add(text)
            mark = RawStructure(StructureKind.FURNITURE, 0, len(story.text))
            marked = replace(story, structures=(mark, *story.structures))
            together = _after(together, marked) if together else marked
    return together


def _after(first: RawPage, second: RawPage) -> RawPage:
    """Return two texts as one, parted by a blank line."""
    if not first.text:
        return second
    shift = len(first.text) + 2
    moved = tuple(mark.shift(shift) for mark in second.structures)
    return RawPage(f"{first.text}\n\n{second.text}", first.label, (*first.structures, *moved))
