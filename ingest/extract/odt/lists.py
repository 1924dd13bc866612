"""The lists of an OpenDocument text that are open, and the labels of their items as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.extract import tally
from ingest.extract.odt.styles import Styles, number
from ingest.extract.office.numbering import FORMS, LEVELS, Counters, Level
from ingest.extract.tally import Tally

_OUTLINE = ""


@dataclass(slots=True)
class _List:
    """A list that is open; `item` is whether its next paragraph begins an item."""

    style: str
    counter: str
    item: bool = False


class Lists:
    """Counts the items of all lists of a part."""

    def __init__(self, styles: Styles, counted: Tally) -> None:
        """Begin with no list open."""
        self._styles = styles
        self._tally = counted
        self._counters = Counters()
        self._open: list[_List] = []
        self._known: dict[str, str] = {}
        self._last_of_style: dict[str, str] = {}
        self._begun = 0

    @property
    def open(self) -> bool:
        """Whether a list is open."""
        return bool(self._open)

    def begin(self, told: dict[str, str]) -> None:
        """Begin a list, or a list inside one; it goes on counting where it says so."""
        outer = self._open[-1] if self._open else None
        style = told.get("style-name") or (outer.style if outer else "")
        goes_on = self._known.get(told.get("continue-list", ""), "")
        if told.get("continue-numbering") == "true":
            goes_on = goes_on or self._last_of_style.get(style, "")
        self._begun += 1
        counter = outer.counter if outer else goes_on or f"list {self._begun}"
        self._open.append(_List(style, counter))
        self._last_of_style[style] = counter
        if "id" in told:
            self._known[told["id"]] = counter

    def end(self) -> None:
        """End the innermost list."""
        self._open.pop()

    def begin_item(self, told: dict[str, str]) -> None:
        """Begin an item: the next paragraph bears its label."""
        if not self._open:
            return
        self._open[-1].item = True
        if told.get("start-value"):
            depth = min(LEVELS, len(self._open)) - 1
            self._counters.begin(self._open[-1].counter, depth, number(told["start-value"], 1))

    def begin_header(self) -> None:
        """Begin a paragraph of a list that bears no label."""
        if self._open:
            self._open[-1].item = False

    def label(self) -> str:
        """Return the label of the paragraph that begins, empty where it begins no item."""
        if not (self._open and self._open[-1].item):
            return ""
        innermost = self._open[-1]
        innermost.item = False
        return self._counted(innermost.counter, self._styles.list_levels(innermost.style), len(self._open) - 1)

    def heading_label(self, style: str, level: str) -> str:
        """Return the number of a heading, empty where headings of its style have none."""
        if any(one.list_style == "" for one in self._styles.chain("paragraph", style)[:1]):
            return ""
        return self._counted(_OUTLINE, self._styles.outline_levels(), number(level, 1) - 1)

    def _counted(self, counter: str, levels: Mapping[int, Level], depth: int) -> str:
        depth = min(depth, LEVELS - 1)
        if depth not in levels:
            return ""
        label = self._counters.label(counter, levels, depth)
        if label and levels[depth].form not in {"bullet", "none"}:
            self._tally[tally.COUNTED if levels[depth].form in FORMS else tally.UNKNOWN_NUMBER] += 1
        return label
