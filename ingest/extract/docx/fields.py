"""Links and fields of a DOCX: their instructions are dropped, their results kept, hyperlinks marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.documents import StructureKind
from ingest.extract import addresses
from ingest.extract.docx.parts import Relation
from ingest.extract.office.fields import field_address
from ingest.extract.office.story import Place, Story

_LONGEST = 4096


@dataclass(slots=True)
class _Field:
    """A field that is open; its result has begun once `since` is set."""

    instruction: str = ""
    since: Place | None = None


class Fields:
    """The links and fields that are open in a part, the innermost last."""

    def __init__(self, story: Story, relations: Mapping[str, Relation]) -> None:
        """Begin with none open; links are marked in the story."""
        self._story = story
        self._relations = relations
        self._links: list[tuple[Place, str]] = []
        self._fields: list[_Field] = []

    @property
    def instructing(self) -> bool:
        """Whether what is read now is an instruction, not text."""
        return any(field.since is None for field in self._fields)

    def begin_link(self, told: dict[str, str]) -> None:
        """Begin a hyperlink by a relationship; one inside the document leads nowhere."""
        relation = self._relations.get(told.get("r:id", ""))
        target = relation.target if relation and relation.outside else ""
        anchor = f"#{told['anchor']}" if target and told.get("anchor") else ""
        self._links.append((self._story.here(), addresses.outward(target + anchor)))

    def begin_simple(self, told: dict[str, str]) -> None:
        """Begin a field that holds its result."""
        self._links.append((self._story.here(), field_address(told.get("instr", ""))))

    def end_link(self) -> None:
        """End a hyperlink or simple field."""
        since, target = self._links.pop()
        if target:
            self._story.mark(StructureKind.LINK, since, target)

    def instruct(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._fields:
            self._fields[-1].instruction = (self._fields[-1].instruction + text)[:_LONGEST]

    def take(self, kind: str) -> None:
        """Take a sign of a field: `begin`, `separate` (the result follows) or `end`."""
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].since = self._story.here()
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            target = field_address(ended.instruction)
            if ended.since and target:
                self._story.mark(StructureKind.LINK, ended.since, target)
