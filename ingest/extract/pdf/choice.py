"""Which of the two readers gives the text of a PDF page, and what a person should look at."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import dataclass

from ingest.extract.extraction import BOX_UNITS, NO_BOX, RawPage
from ingest.extract.pdf.frame import Frame
from ingest.extract.pdf.second import Share

AGREEMENT = 0.9
"""Below this share of common words pdfium's text is taken."""

LETTERS = 0.97
"""Below this share of common letters the two readers do not even see the same signs: a person should look."""

_PLENTY = 0.02
"""A larger share of signs that mean nothing is a doubt."""

_MOST_UNSEEN = 0.5
_OUTSIDE = 20
_FEW = 20
_BROWSER = re.compile(r"skia|chrom(?:e|ium)", re.I)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SHAPED = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two readings of a page have in common, each from 0 to 1."""

    words: float = 1.0
    letters: float = 1.0


def agreement(mine: str, other: str) -> Agreement:
    """Return the common share of words and letters of two readings; of very few words nothing is said."""
    ours, theirs = (Counter(_WORD.findall(text.lower())) for text in (mine, other))
    total = max(ours.total(), theirs.total())
    if total < _FEW:
        return Agreement()
    words = (ours & theirs).total() / total
    if words >= AGREEMENT:
        return Agreement(words)
    letters, others = (Counter("".join(_WORD.findall(text.lower()))) for text in (mine, other))
    return Agreement(words, (letters & others).total() / max(1, letters.total(), others.total()))


def by_browser(producer: str) -> bool:
    """Tell whether a browser made the file: what such files say of their letters only pdfium understands."""
    return bool(_BROWSER.search(producer))


def why_second(mine: str, other: str, common: Agreement) -> str:
    """Return why pdfium's reading is to be preferred, empty where it is not."""
    if not other.strip():
        return ""
    if "(cid:" in mine:
        return "a font without a map to letters"
    if _RIGHT_TO_LEFT.search(mine):
        return "right-to-left letters"
    if not mine.strip():
        return "pdfplumber finds no text"
    return "the two readers disagree" if common.words < AGREEMENT else ""


def doubts(page: RawPage, frame: Frame, common: Agreement, share: Share, *, cropped: bool) -> tuple[str, ...]:
    """Return the sentences that say why a person should hold the text of a page against its picture."""
    signs = len("".join(page.text.split()))
    meaningless = len(_MEANINGLESS.findall(page.text))
    sentences = {
        f"The two readers see different letters here (only {common.letters:.0%} in common).": common.letters < LETTERS,
        "Some signs have no letter in the file and stand as their numbers.": "(cid:" in page.text,
        f"{share.unmapped:.0%} of the words begin with a sign whose letter the file does not tell; it may be wrong.": (
            share.unmapped > _PLENTY
        ),
        "Arabic letters: their order and forms are often read wrong.": bool(_SHAPED.search(page.text)),
        f"{meaningless} signs are not letters of any script.": meaningless > _PLENTY * max(signs, _FEW),
        "The words are not painted: another program recognised them under a picture.": share.unseen > _MOST_UNSEEN,
        "The page is both turned and cropped: the marked places may be off.": bool(frame.turn) and cropped,
        "Some words lie outside of what the page shows.": _outside(page, frame) >= _OUTSIDE,
    }
    return tuple(sentence for sentence, holds in sentences.items() if holds)


def _outside(page: RawPage, frame: Frame) -> int:
    """Return how many signs have their box outside of what is shown."""
    wide, high = (BOX_UNITS * edge for edge in frame.size)
    left, top, right, bottom = (page.boxes[edge::4] for edge in range(4))
    if not page.boxes or (max(left) <= wide and max(top) <= high and _first(right) >= 0 and _first(bottom) >= 0):
        return 0
    beyond = {at for edges, end in ((left, wide), (top, high)) for at, edge in enumerate(edges) if edge > end}
    before = {at for edges in (right, bottom) for at, edge in enumerate(edges) if NO_BOX[0] < edge < 0}
    return len(beyond | before)


def _first(edges: array[int]) -> int:
    """Return the edge that lies farthest to the left, or up."""
    return min(filter(NO_BOX[0].__lt__, edges), default=0)
