"""The footnotes or endnotes of a DOCX, each a story of its own."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.extract.docx.body import Body, Common
from ingest.extract.docx.parts import Relation
from ingest.extract.extraction import RawPage


class Notes(Body):
    """Reads the part that holds footnotes or endnotes into `notes`, by their ids."""

    def __init__(self, common: Common, relations: Mapping[str, Relation]) -> None:
        """Begin a part of notes."""
        super().__init__(common, relations)
        self.notes: dict[str, RawPage] = {}
        self._id = ""
        for name in ("w:footnote", "w:endnote"):
            self.begins[name] = self._begin_note
            self.ends[name] = self._end_note

    def _begin_note(self, told: dict[str, str]) -> None:
        self._id = told.get("id", "") if told.get("type", "normal") == "normal" else ""
        self.story.open_aside()

    def _end_note(self) -> None:
        page = self.story.close_aside()
        if self._id:
            self.notes[self._id] = page
