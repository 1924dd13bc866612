"""A file of a documentation package becomes a text, by the readers of `ingest`, if it is English prose."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, replace
from pathlib import Path

from archive.errors import Unreadable
from archive.folding import terms
from ingest.canonical import Canonical, canonical
from ingest.extract import markup
from ingest.extract.extraction import RawPage

_FUNCTION_WORDS = frozenset(
    {"a", "and", "are", "as", "be", "by", "for", "from", "in", "is", "it", "not", "of", "on", "or", "that", "the"}
    | {"this", "to", "with"}
)
_LEAST_WORDS = 80
_LEAST_SHARE = 0.18
"""Of the words of running English, these are a third and more; of lists of names and other languages few."""

_READ = 20_000
_LARGEST = 4 << 20
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.S | re.I)
_BODY = replace(markup.HTML, hidden=markup.HTML.hidden | {"nav", "header", "footer", "aside"})


@dataclass(frozen=True, slots=True)
class Prose:
    """One document to be: its name, its title, and its text in canonical form, of one page."""

    name: str
    title: str
    form: Canonical


def prose(path: Path) -> Prose | None:
    """Read one file; None where it is empty, broken, too large, or not prose."""
    plain = ".txt" in path.suffixes
    stored = path.read_bytes()
    source = (gzip.decompress(stored) if plain and path.suffix == ".gz" else stored).decode("utf-8", "replace")
    if len(source) > _LARGEST:
        return None
    page = RawPage(source) if plain or path.suffix == ".pod" else _marked_up(source)
    if page is None or not _reads_as_english(page.text):
        return None
    return Prose(path.name, _title(source, page), canonical([page]))


def _marked_up(source: str) -> RawPage | None:
    try:
        root = markup.parse(source)
    except Unreadable:
        return None
    return None if root is None else markup.running_text(root, _BODY)


def _reads_as_english(text: str) -> bool:
    found = terms(text[:_READ])
    common = sum(term in _FUNCTION_WORDS for term in found)
    return len(found) >= _LEAST_WORDS and common >= _LEAST_SHARE * len(found)


def _title(source: str, page: RawPage) -> str:
    """Return the title that the markup gives, else the first line."""
    told = _TITLE.search(source)
    written = told[1] if told else page.text.lstrip().partition("\n")[0]
    return " ".join(re.sub(r"<[^>]*>|&[^;]*;", " ", written).split())[:200]
