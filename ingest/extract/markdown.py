"""Markdown notes: the readable text, its headings and emphasis as marks, its front matter as hints."""

from __future__ import annotations

import re
from pathlib import Path

import markdown

from ingest.extract import charsets, markup
from ingest.extract.extraction import Extraction, Options, RawPage

PROFILE = "extra"
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_PAIR = re.compile(r"^([A-Za-z_][\w -]*?)[ \t]*:[ \t]*(.*)$", re.M)
_NAMES = {
    "title": "title",
    "author": "creator",
    "creator": "creator",
    "from": "creator",
    "recipient": "recipient",
    "to": "recipient",
    "date": "date",
    "kind": "kind",
    "type": "kind",
    "source": "source_url",
    "url": "source_url",
    "source_url": "source_url",
    "lang": "language",
    "language": "language",
}


def extract(path: Path, _options: Options) -> Extraction:
    """Read a Markdown file; paragraphs are parted by blank lines, front matter is taken out of the text."""
    source, charset = charsets.decode(path.read_bytes())
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(source)
    hints = _hints(front[1]) if front else {}
    body = source[front.end() :] if front else source
    root = markup.parse(markdown.markdown(body, extensions=["extra", "sane_lists"]))
    page = RawPage("") if root is None else markup.running_text(root)
    return Extraction((page,), "markdown", markdown.__version__, PROFILE, charset, hints)


def _hints(front: str) -> dict[str, str]:
    """Return the `key: value` lines of the front matter under the archive's names."""
    found = {}
    for match in _PAIR.finditer(front):
        name, value = _NAMES.get(match[1].strip().lower(), ""), match[2].strip().strip("\"'")
        if name and value:
            found[name] = value
    return found
