"""The sections of a DOCX part: which running heads and feet they show, and which of them begin a new page."""

from __future__ import annotations

from ingest.extract.docx.parts import OFF
from ingest.extract.office.story import Story


class Sections:
    """Takes the properties of sections; `margins` are the parts that are shown, by relationship."""

    def __init__(self, story: Story) -> None:
        """Begin with none; pages are turned in the story."""
        self.margins: dict[str, str] = {}
        self._story = story
        self._kind = ""
        self._named: dict[str, str] = {}
        self._title_page = self._ends = False
        self._page = 0

    def begin(self, _told: dict[str, str]) -> None:
        """Begin the properties of a section."""
        self._kind, self._named, self._title_page = "", {}, False

    def take_kind(self, told: dict[str, str]) -> None:
        """Take how the section begins: `continuous`, or on a new page."""
        self._kind = told.get("val", "")

    def take_title_page(self, told: dict[str, str]) -> None:
        """Take whether the first page has running heads of its own."""
        self._title_page = told.get("val", "") not in OFF

    def take_margin(self, element: str, told: dict[str, str]) -> None:
        """Take a running head or foot that the section names."""
        self._named[told.get("type", "default") + element] = told.get("r:id", "")

    def end(self, *, in_paragraph: bool) -> None:
        """Take the running heads that are shown; a section that only goes on is no new page.

        Properties that stand in a paragraph are of the section that ends with it.
        """
        if self._kind == "continuous":
            self._story.turn_back(self._page)
        self._ends = in_paragraph
        for name, target in self._named.items():
            if self._title_page or not name.startswith("first"):
                self.margins[target] = name
        self._kind, self._named = "", {}

    def end_paragraph(self) -> None:
        """Begin a new page behind a paragraph with which a section ends."""
        if self._ends and not self._story.aside:
            self._ends = False
            before = self._story.page_number()
            self._story.turn(even_empty=False)
            self._page = self._story.page_number() if self._story.page_number() > before else 0
