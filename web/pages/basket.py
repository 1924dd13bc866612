"""What the page of the basket receives, and the page that a basket becomes."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Choice


@dataclass(frozen=True, slots=True)
class BasketPage:
    """Addresses of citations, one on each line, the forms to choose from, and the lines that do not hold, with why."""

    written: str
    forms: tuple[Choice, ...]
    troubles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExcerptsPage:
    """A page that is read without the software; each excerpt is HTML: the words and their source."""

    title: str
    excerpts: tuple[str, ...]
