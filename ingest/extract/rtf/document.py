r"""An RTF document takes its tokens and tells its story: which text goes where, and how it is marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from archive.documents import StructureKind
from archive.errors import Unreadable
from ingest.extract import tally
from ingest.extract.extraction import RawPage
from ingest.extract.office.fields import field_address
from ingest.extract.office.story import Place
from ingest.extract.rtf import words
from ingest.extract.rtf.places import place_of
from ingest.extract.rtf.signs import Signs
from ingest.extract.rtf.telling import LONGEST, State, Style, Telling
from ingest.extract.rtf.tokens import Token
from ingest.extract.sheet import CELLS
from ingest.extract.tally import Tally

DEPTH_LIMIT = 500
"""The deepest nesting of groups."""

GROUPS_LIMIT = 1_000_000
"""How many groups a document may have."""

_ASIDES = frozenset({"footnote", "shptxt", "dptxbxtext", *words.MARGINS})
_COUNTED = {
    "pict": tally.PICTURE,
    "object": tally.OBJECT,
    "annotation": tally.COMMENT,
    "moMath": tally.FORMULA,
    "altchunk": tally.IMPORTED,
}


@dataclass(slots=True)
class _Field:
    """A field that is open at a depth of groups: its instruction, and where its result begins."""

    depth: int
    instruction: str = ""
    since: Place | None = None


class Document:
    """Takes the tokens of a document one after another."""

    def __init__(self) -> None:
        """Begin an empty document."""
        self.facts: dict[str, str] = {}
        self.tally = Tally()
        self.telling = Telling(self.tally)
        self.signs = Signs()
        self.unclosed = 0
        self._state = State()
        self._stack: list[State] = []
        self._groups = 0
        self._begins = self._starred = self._ended = False
        self._fields: list[_Field] = []
        self._twice: list[str] = []
        self._dates: dict[str, dict[str, int]] = {}
        self._words = self._known_words()
        self._places: dict[str, Callable[[str], None]] = {
            "text": lambda text: self.telling.write(text, self._state),
            "label": self._put_label,
            "fonts": lambda text: self.signs.name_font(self._state.font, text),
            "styles": self._put_style,
            "instruction": self._put_instruction,
            "info": self._put_fact,
        }

    def take(self, token: Token) -> None:
        """Take one token."""
        word = token.word
        if self._ended:
            return
        if word in {"", "'"}:
            self._begins = False
            if self._state.place != "skip":
                if self.signs.waits_before_bytes(token.data):
                    self._flush()
                self.signs.add_bytes(token.data)
        elif word == "u" and token.number is not None and self._state.place != "skip":
            self._begins = False
            if self.signs.waits_before_unit():
                self._flush()
            self.signs.add_unit(token.number, self._state.fallback)
        elif word == "uc":
            self._set(fallback=min(100, max(0, 1 if token.number is None else token.number)))
        elif self.signs.stand_ins and word in words.SIGNS:
            self.signs.stand_ins -= 1
        else:
            self._flush()
            self.signs.stand_ins = 0
            self._control(word, token.number)

    def finish(self) -> tuple[RawPage, ...]:
        """Return the pages, whatever is still open ended."""
        self._flush()
        self.unclosed = len(self._stack)
        for name, date in self._dates.items():
            if date.get("yr", 0) > 1900:
                self.facts[name] = f"{date['yr']:04}-{date.get('mo', 1):02}-{date.get('dy', 1):02}"
        return self.telling.pages()

    # text

    def _flush(self) -> None:
        """Let the signs that wait go where they belong."""
        text = self.signs.take(self._state.font, self.tally)
        if text:
            self._put(text)

    def _put(self, text: str) -> None:
        """Let text go to its place; where there is none it is passed over."""
        put = self._places.get(self._state.place.partition(":")[0])
        if put:
            put(text)

    def _put_label(self, text: str) -> None:
        self.telling.label = (self.telling.label + text)[:LONGEST]

    def _put_style(self, text: str) -> None:
        style = self.telling.styles.setdefault(self._state.style, Style())
        style.name = (style.name + text).rstrip(";")[:LONGEST]
        style.bold, style.italic = self._state.bold, self._state.italic

    def _put_instruction(self, text: str) -> None:
        if self._fields:
            self._fields[-1].instruction = (self._fields[-1].instruction + text)[:LONGEST]

    def _put_fact(self, text: str) -> None:
        name = self._state.place.partition(":")[2]
        if name:
            self.facts[name] = (self.facts.get(name, "") + text)[:LONGEST].rstrip(";")

    # groups

    def _control(self, word: str, number: int | None) -> None:
        begins, self._begins = self._begins, False
        if word == "{":
            self._begin_group()
        elif word == "}":
            self._end_group()
        elif word == "*":
            self._starred, self._begins = True, begins
        elif word == "ud" and self._twice:
            self._state = self._state._replace(place=self._twice.pop())
        elif self._state.place != "skip" and not (begins and self._destination(word)):
            self._do(word, number)

    def _begin_group(self) -> None:
        self._groups += 1
        if len(self._stack) >= DEPTH_LIMIT or self._groups > GROUPS_LIMIT:
            raise Unreadable(
                "too-deep", f"more than {DEPTH_LIMIT} groups stand one in another, or {GROUPS_LIMIT} in all"
            )
        self._stack.append(self._state)
        self._begins, self._starred = True, False

    def _end_group(self) -> None:
        depth = len(self._stack)
        self.telling.end_group(depth)
        if self._fields and self._fields[-1].depth == depth:
            self._end_field()
        if self._stack:
            self._state = self._stack.pop()
        self._ended = not self._stack

    def _destination(self, word: str) -> bool:
        """Send the text of a group that begins with this word to its place; False where it is no such word."""
        starred, self._starred = self._starred, False
        inside = self._state.place
        if word == "upr":
            self._twice.append(inside)
            place = "skip"
        else:
            place = place_of(word, inside, starred=starred, known=self.facts)
        if word in _COUNTED and self._state.place == "text":
            self.tally[_COUNTED[word]] += 1
        if place:
            self._state = self._state._replace(place=place)
            return True
        if word in _ASIDES and self._state.place == "text":
            self.telling.begin_aside(word, len(self._stack))
            self._set(bold=False, italic=False, table=False, page_before=False)
        elif word == "field":
            self._fields.append(_Field(len(self._stack)))
        elif word == "fldrslt" and self._fields:
            self._fields[-1].since = self.telling.story.here()
        else:
            return False
        return True

    def _end_field(self) -> None:
        field = self._fields.pop()
        target = field_address(field.instruction)
        if field.since and target:
            self.telling.story.mark(StructureKind.LINK, field.since, target)
        if field.instruction.strip().startswith(("FORMCHECKBOX", "FORMDROPDOWN")):
            self.tally[tally.FORM] += 1

    # words

    def _do(self, word: str, number: int | None) -> None:
        if word in words.SIGNS:
            self._put(words.SIGNS[word])
        elif self._state.place.startswith("date:") and word in {"yr", "mo", "dy"}:
            self._dates.setdefault(self._state.place.removeprefix("date:"), {})[word] = number or 0
        elif word in words.MACHINES:
            self.signs.charset = words.MACHINES[word]
        elif word in self._words:
            self._words[word](number)

    def _known_words(self) -> dict[str, Callable[[int | None], None]]:
        """Return what is done at which word; its number is None where it has none."""
        return {
            "ansicpg": self._codepage,
            "deff": lambda number: setattr(self.signs, "default_font", number or 0),
            "f": lambda number: self._set(font=number or 0),
            "fcharset": lambda number: setattr(self.signs.font(self._state.font), "charset", number or 0),
            "cpg": lambda number: setattr(self.signs.font(self._state.font), "codec", words.codepage(number or 0)),
            "b": lambda number: self._set(bold=number != 0),
            "i": lambda number: self._set(italic=number != 0),
            "v": lambda number: self._set(hidden=number != 0),
            "deleted": lambda number: self._set(deleted=number != 0),
            "plain": lambda _: self._set(font=-1, bold=False, italic=False, hidden=False),
            "pard": lambda _: self._set(style=0, level="", table=False, page_before=False),
            "s": lambda number: self._set(style=number or 0),
            "outlinelevel": lambda number: self._set(level=str(number + 1) if number in range(9) else ""),
            "intbl": lambda _: self._set(table=True),
            "pagebb": lambda number: self._set(page_before=number != 0),
            "par": lambda _: self._end_line(),
            "sect": lambda _: self._end_section(),
            "sectd": lambda _: setattr(self.telling, "continuous", False),
            "sbknone": lambda _: setattr(self.telling, "continuous", True),
            "sbkcol": lambda _: setattr(self.telling, "continuous", True),
            "page": lambda _: self._in_text(lambda: self.telling.turn(self._state)),
            "column": lambda _: self._put("\n"),
            "cell": lambda _: self._in_text(self.telling.end_cell),
            "row": lambda _: self._in_text(self.telling.end_row),
            "nestcell": lambda _: self.telling.nest(CELLS),
            "nestrow": lambda _: self.telling.nest("\n"),
            "chftn": lambda _: self._in_text(lambda: self.telling.number_note(self._state)),
        }

    def _set(self, **changes: Any) -> None:
        self._state = self._state._replace(**changes)

    def _in_text(self, do: Callable[[], None]) -> None:
        if self._state.place == "text":
            do()

    def _codepage(self, number: int | None) -> None:
        self.signs.charset = words.codepage(number or 0) or self.signs.charset

    def _end_line(self) -> None:
        if self._state.place == "text" and not self._state.deleted:
            self.telling.end_line(self._state)

    def _end_section(self) -> None:
        self._end_line()
        self._in_text(self.telling.end_section)
