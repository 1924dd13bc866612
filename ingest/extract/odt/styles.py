"""The styles and lists of an OpenDocument text, as far as they tell what its text means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.extract.office.numbering import Level
from ingest.extract.office.styles import quotes

_CHAIN = 20
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(slots=True)
class Style:
    """A style as it is written down; empty or None is what it leaves to the style it rests on."""

    name: str = ""
    rests_on: str = ""
    master: str = ""
    break_before: str = ""
    break_after: str = ""
    list_style: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Styles:
    """Styles by family and name, list styles by name; those of one part hide the common ones."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    common: Styles | None = None

    def get(self, family: str, name: str) -> Style | None:
        """Return a style, None where there is none of the name."""
        found = self.styles.get((family, name))
        return found or (self.common.get(family, name) if self.common else None)

    def list_levels(self, name: str) -> dict[int, Level]:
        """Return the levels of a list style, by depth from 0."""
        return self.lists.get(name) or (self.common.list_levels(name) if self.common else {})

    def outline_levels(self) -> dict[int, Level]:
        """Return how headings are numbered, by depth from 0."""
        return self.outline or (self.common.outline_levels() if self.common else {})

    def chain(self, family: str, name: str) -> list[Style]:
        """Return a style and those it rests on, itself first."""
        found: list[Style] = []
        while len(found) < _CHAIN and (style := self.get(family, name)):
            found.append(style)
            name = style.rests_on
        return found

    def told(self, family: str, name: str, field_name: str) -> str:
        """Return the first word that a style or one it rests on has for a field, empty where none has."""
        return next(
            (getattr(style, field_name) for style in self.chain(family, name) if getattr(style, field_name)), ""
        )

    def is_so(self, name: str, field_name: str) -> bool | None:
        """Return whether a text style is bold, italic or hidden; None where it leaves that open."""
        answers = (getattr(style, field_name) for style in self.chain("text", name))
        return next((answer for answer in answers if answer is not None), None)

    def quotes(self, name: str) -> bool:
        """Tell whether paragraphs of this style are quotations."""
        return any(quotes(style.name) for style in self.chain("paragraph", name))


class StyleShelf:
    """Takes styles from the elements of a part."""

    def __init__(self, common: Styles | None = None) -> None:
        """Begin with no style but the common ones."""
        self.styles = Styles(common=common)
        self._style = Style()
        self._levels: dict[int, Level] = {}
        self.begins: dict[str, Callable[[dict[str, str]], None]] = {
            "style:style": self._begin,
            "style:text-properties": self._text,
            "style:paragraph-properties": self._breaks,
            "style:table-properties": self._breaks,
            "text:list-style": self._begin_list,
            "text:outline-style": lambda _: setattr(self, "_levels", self.styles.outline),
            "text:list-level-style-number": self._level,
            "text:outline-level-style": self._level,
            "text:list-level-style-bullet": lambda told: self._keep(told, Level("bullet", "")),
            "text:list-level-style-image": lambda told: self._keep(told, Level("bullet", "")),
        }

    def _begin(self, told: dict[str, str]) -> None:
        name = told.get("name", "")
        self._style = Style(
            name=told.get("display-name") or name.replace("_20_", " "),
            rests_on=told.get("parent-style-name", ""),
            master=told.get("master-page-name", ""),
            list_style=told.get("list-style-name"),
        )
        self.styles.styles[told.get("family", ""), name] = self._style

    def _text(self, told: dict[str, str]) -> None:
        if "font-weight" in told:
            self._style.bold = told["font-weight"] in _BOLD
        if "font-style" in told:
            self._style.italic = told["font-style"] in {"italic", "oblique"}
        if "display" in told:
            self._style.hidden = told["display"] == "none"

    def _breaks(self, told: dict[str, str]) -> None:
        self._style.break_before = told.get("break-before", "")
        self._style.break_after = told.get("break-after", "")

    def _begin_list(self, told: dict[str, str]) -> None:
        self._levels = self.styles.lists.setdefault(told.get("name", ""), {})
        self._style = Style()

    def _level(self, told: dict[str, str]) -> None:
        depth = number(told.get("level", ""), 1)
        shown = max(1, min(depth, number(told.get("display-levels", ""), 1)))
        places = ".".join(f"%{at}" for at in range(depth - shown + 1, depth + 1))
        form = told.get("num-format", "")
        pattern = f"{told.get('num-prefix', '')}{places if form else ''}{told.get('num-suffix', '')}"
        self._keep(told, Level(form or "none", pattern if form else "", number(told.get("start-value", ""), 1)))

    def _keep(self, told: dict[str, str], level: Level) -> None:
        self._levels[min(9, number(told.get("level", ""), 1) - 1)] = level
        self._style = Style()


def number(written: str, otherwise: int) -> int:
    """Return a whole number above 0, `otherwise` where it is none or beyond all measure."""
    return int(written) or otherwise if written.isdecimal() and len(written) < 7 else otherwise
