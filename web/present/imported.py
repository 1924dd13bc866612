"""An import of annotations, told as a page and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from archive.brought import Fared, Fate
from archive.documents import Document
from web import urls
from web.pages.imported import ImportedLine, ImportPage

_LONGEST = 160


def import_form(document: Document, revision: int) -> ImportPage:
    """Return the page before anything is imported."""
    return imported_page(document, revision, ())


def imported_page(document: Document, revision: int, fared: Sequence[Fared]) -> ImportPage:
    """Return the page with what became of each annotation."""
    lines = {fate: tuple(_line(each) for each in fared if each.fate is fate) for fate in Fate}
    pinned = "" if revision == document.newest else f"@{revision}"
    return ImportPage(
        title=document.description.title or "Untitled",
        document_href=urls.reading(document, revision),
        action=urls.importing(document.id + pinned),
        rows=len(fared),
        kept=lines[Fate.KEPT],
        here=lines[Fate.HERE],
        refused=lines[Fate.REFUSED],
    )


def imported_wire(document: Document, fared: Sequence[Fared], host: str) -> dict[str, object]:
    """Return the outcome for machines; the three counts add up to `rows`."""
    counted = {fate: sum(each.fate is fate for each in fared) for fate in Fate}
    return {
        "document": document.id,
        "rows": len(fared),
        "kept": counted[Fate.KEPT],
        "already_here": counted[Fate.HERE],
        "refused": counted[Fate.REFUSED],
        "results": [_result(each, host.rstrip("/")) for each in fared],
    }


def _result(fared: Fared, base: str) -> dict[str, object]:
    return {
        "row": fared.row.number,
        "outcome": fared.fate.value,
        "told": _shown(fared.told),
        "annotation": base + urls.annotation(fared.annotation) if fared.annotation else None,
        "via": _shown(fared.row.via),
        "creator": _shown(fared.row.creator),
        "exact": _shown(_quote(fared)),
    }


def _line(fared: Fared) -> ImportedLine:
    return ImportedLine(
        number=fared.row.number,
        quote=_short(_quote(fared) or fared.row.body),
        told=_shown(fared.told),
        creator=_short(fared.row.creator),
        via=_short(fared.row.via),
        href=urls.annotation(fared.annotation) if fared.annotation else "",
    )


def _quote(fared: Fared) -> str:
    return fared.row.passages[0].quote.exact if fared.row.passages else ""


def _short(words: str) -> str:
    line = " ".join(_shown(words).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"


def _shown(words: str) -> str:
    """Return words of a file with a question mark for what UTF-8 cannot hold (half a pair of surrogates)."""
    return words.encode(errors="replace").decode()
