"""Markdown notes: the readable text, its headings, emphasis and links as marks, its front matter as hints.

Items of lists bear their labels and cells of tables are parted by bars, as in the source. Raw HTML is read as a page
would be: what it hides is counted, nothing in it is run.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import markdown
from lxml import etree

from archive.documents import StructureKind
from ingest.extract import addresses, charsets, markup, tally
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.markdown import front_matter
from ingest.extract.sheet import BULLET, CELLS
from ingest.extract.tally import Tally

PROFILE = "extra"
_NOTES = {"footnotes": {"SUPERSCRIPT_TEXT": "[{}]"}}


def extract(path: Path, _options: Options) -> Extraction:
    """Read a Markdown file; paragraphs are parted by blank lines, front matter is taken out of the text."""
    source, charset = charsets.decode(path.read_bytes())
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = front_matter.parted(source)
    made = markdown.markdown(front.body, extensions=["extra", "sane_lists"], extension_configs={"extra": _NOTES})
    counted = Tally()
    root = markup.parse(made)
    page = RawPage("") if root is None else _page(root, counted)
    counted[tally.UNREAD] += page.text.count("\ufffd")
    return Extraction(
        (page,),
        "markdown",
        markdown.__version__,
        PROFILE,
        charset,
        front.hints,
        counted.notes(),
        front.bases,
        front.properties,
    )


def _page(root: etree._Element, counted: Tally) -> RawPage:
    """Return the text with everything that only the layout would say: labels, bars, names of pictures."""
    for link in root.iter("a"):
        link.text = None if link.get("class") == "footnote-backref" else link.text
    for listed in root.iter("ol", "ul"):
        _label(listed)
    for row in root.iter("tr"):
        for cell in list(row)[:-1]:
            cell.tail = CELLS
    for picture in root.iter("img"):
        counted[tally.PICTURE] += 1
        picture.tail = (picture.get("alt") or "") + (picture.tail or "")
    counted[tally.HIDDEN] += sum(map(_hides, root.iter()))
    return markup.running_text(root, _VOCABULARY)


def _hides(element: etree._Element) -> bool:
    """Tell whether this is the outermost element of a part that no page shows."""
    hidden = element.tag in markup.HTML.hidden and (element.text or len(element))
    if not (hidden or isinstance(element, etree._Comment)):  # noqa: SLF001  lxml's own name for its class
        return False
    return not any(above.tag in markup.HTML.hidden for above in element.iterancestors())


def _label(listed: etree._Element) -> None:
    """Write the label of each item before its words."""
    start = listed.get("start", "")
    number = int(start) if start.isdecimal() and len(start) < 9 else 1
    for item in listed.iterchildren("li"):
        numbered = f"[{number}]" if item.get("id", "").startswith("fn:") else f"{number}."
        holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        holder.text = f"{numbered if listed.tag == 'ol' else BULLET} {(holder.text or '').lstrip()}"
        number += 1


def _mark(element: etree._Element) -> StructureKind | None:
    """Return what an element marks: as in HTML, and links."""
    if element.tag == "a":
        return StructureKind.LINK if addresses.outward(element.get("href", "")) else None
    return markup.HTML.mark(element)


def _detail(element: etree._Element, kind: StructureKind) -> str:
    """Return where a link leads, and the level of a heading."""
    linked = kind is StructureKind.LINK
    return addresses.outward(element.get("href", "")) if linked else markup.HTML.detail(element, kind)


_VOCABULARY = replace(markup.HTML, mark=_mark, detail=_detail)
