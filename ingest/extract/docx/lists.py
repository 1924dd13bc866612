"""The lists of a DOCX: how their items are numbered, and the label of each as Word would show it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.extract import tally
from ingest.extract.docx.parts import VOCABULARY, Style, number
from ingest.extract.office.numbering import FORMS, Counters, Level
from ingest.extract.office.package import Reader
from ingest.extract.tally import Tally

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document: levels by abstract list, and for each list which of them it is and where it begins."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    begins_at: dict[str, dict[int, int]] = field(default_factory=dict)


class NumberingReader(Reader):
    """Reads `numbering.xml`."""

    vocabulary = VOCABULARY

    def __init__(self) -> None:
        """Begin with no list."""
        super().__init__()
        self.numbering = Numbering()
        self._abstract = self._list = ""
        self._depth = 0
        self._level: dict[str, str] = {}
        self.begins = {
            "w:abstractNum": self._begin_abstract,
            "w:num": self._begin_list,
            "w:abstractNumId": lambda told: self.numbering.lists.update({self._list: told.get("val", "")}),
            "w:lvlOverride": self._begin_level,
            "w:lvl": self._begin_level,
            "w:startOverride": self._begin_at,
            "w:start": lambda told: self._level.update(start=told.get("val", "")),
            "w:numFmt": lambda told: self._level.update(form=told.get("val", "")),
            "w:lvlText": lambda told: self._level.update(pattern=told.get("val", "")),
        }
        self.ends = {"w:lvl": self._end_level}

    def _begin_abstract(self, told: dict[str, str]) -> None:
        self._abstract = told.get("abstractNumId", "")
        self.numbering.levels.setdefault(self._abstract, {})

    def _begin_list(self, told: dict[str, str]) -> None:
        self._list, self._abstract = told.get("numId", ""), ""

    def _begin_level(self, told: dict[str, str]) -> None:
        self._depth, self._level = min(9, number(told.get("ilvl", ""))), {}

    def _begin_at(self, told: dict[str, str]) -> None:
        self.numbering.begins_at.setdefault(self._list, {})[self._depth] = number(told.get("val", ""))

    def _end_level(self) -> None:
        if self._abstract:
            told = self._level
            level = Level(told.get("form", "decimal"), told.get("pattern", ""), number(told.get("start", "1")))
            self.numbering.levels[self._abstract][self._depth] = level


@dataclass(slots=True)
class Lists:
    """Counts the items of all lists of a document, through all its parts."""

    numbering: Numbering
    _counters: Counters = field(default_factory=Counters)
    _begun: set[str] = field(default_factory=set)

    def label(self, told: tuple[str | None, int | None], chain: list[Style], counted: Tally) -> str:
        """Return the label of a paragraph, empty for one that is no item.

        `told` is the list and the depth that the paragraph itself names, `chain` its style and those it rests on.
        """
        list_id, depth = told
        list_id = list_id or next((style.list_id for style in chain if style.list_id), "0")
        if depth is None:
            depth = next((style.depth for style in chain if style.depth is not None), 0)
        name, depth = self.numbering.lists.get(list_id, ""), min(depth, _DEEPEST)
        levels = self.numbering.levels.get(name, {})
        if list_id == "0" or depth not in levels:
            return ""
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, first in self.numbering.begins_at.get(list_id, {}).items():
                self._counters.begin(name, at, first)
        if levels[depth].form not in {"bullet", "none"}:
            counted[tally.COUNTED if levels[depth].form in FORMS else tally.UNKNOWN_NUMBER] += 1
        return self._counters.label(name, levels, depth)
