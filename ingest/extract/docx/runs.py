"""The runs of a DOCX part that are open: what they switch on or off, by themselves or by their styles."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.docx.parts import Styles


@dataclass(slots=True)
class _Run:
    """A run that is open: what its properties switch on or off, its style, its font."""

    style: str = ""
    font: str = ""
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


class Runs:
    """The open runs of a part, the innermost last."""

    def __init__(self, styles: Styles) -> None:
        """Begin with none open."""
        self._styles = styles
        self._open: list[_Run] = []

    @property
    def font(self) -> str:
        """The font that the innermost run names, empty where it names none."""
        return self._open[-1].font if self._open else ""

    def begin(self) -> None:
        """Begin a run."""
        self._open.append(_Run())

    def end(self) -> None:
        """End the innermost run."""
        self._open.pop()

    def set(self, name: str, value: object) -> None:
        """Take one property of the innermost run."""
        if self._open:
            setattr(self._open[-1], name, value)

    def is_so(self, name: str) -> bool:
        """Tell whether the run is bold, italic or hidden: by itself, else by its own style."""
        if not self._open:
            return False
        own = getattr(self._open[-1], name)
        for style in self._styles.chain(self._open[-1].style):
            own = getattr(style, name) if own is None else own
        return bool(own)
