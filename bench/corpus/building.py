"""Texts become an archive through the store's own shelves; it is built once and kept outside the project."""

from __future__ import annotations

import datetime
import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from archive.clock import ALPHABET, ID_LENGTH, Clock
from archive.documents import Description, Document, Frozen, Kind, Passage, Revision, digest
from archive.store import Store
from bench.corpus.packages import SOURCES, files, unpacked
from bench.corpus.prose import Prose, prose
from ingest.canonical import CANON_VERSION
from ingest.segment import segment

CACHE = Path.home() / ".cache" / "verbatim-bench"
PASSAGES = 100_000
RECIPE = 2
"""The version of all that is done to a file; an archive made by another one is built anew."""

_DAYS = 2_000
_FIRST = datetime.date(2026, 1, 1)
_SURNAMES = (
    *("Adler", "Brandt", "Castell", "Dahl", "Ebner", "Falk", "Grahn", "Holt", "Ivers", "Jansen", "Kolb", "Lund"),
    *(
        "Marsh",
        "Norrby",
        "Orlov",
        "Palm",
        "Quist",
        "Rask",
        "Stern",
        "Thorn",
        "Ulrich",
        "Voss",
        "Winter",
        "Yates",
        "Zander",
    ),
)
_BATCH = 200
_AT_ONCE = 8
"""How many files a reading process is given at a time."""


@dataclass(slots=True)
class Size:
    """How much an archive holds; `bytes` are those of its texts in UTF-8."""

    documents: int = 0
    passages: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Corpus:
    """An archive to measure on: its folder (to be copied, never written to), its size, the packages it is made of."""

    folder: Path
    size: Size
    packages: tuple[str, ...]


def corpus(folder: Path = CACHE, passages: int = PASSAGES) -> Corpus:
    """Return an archive of about so many passages, built where it is not there yet."""
    place = folder / f"archive-{passages}"
    note = place / "corpus.json"
    known = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    if known.get("recipe") != RECIPE:
        shutil.rmtree(place, ignore_errors=True)
        print(f"Building an archive of {passages:,} passages in {place} …", file=sys.stderr)
        known = {"recipe": RECIPE, **_built(place, folder / "packages", passages)}
        note.write_text(json.dumps(known), encoding="utf-8")
    return Corpus(place, Size(**known["size"]), tuple(known["packages"]))


def _built(place: Path, packages: Path, passages: int) -> dict[str, object]:
    used: list[str] = []
    store = Store(place, clock=Clock(now=_noon))
    try:
        size = fill(store, _texts(packages, used), passages)
    finally:
        store.close()
    return {"size": asdict(size), "packages": used}


def fill(store: Store, texts: Iterable[Prose], passages: int) -> Size:
    """Store texts, each once, until there are so many passages; return how much there is."""
    seen: set[str] = set()
    size, coming = Size(), iter(texts)
    while size.passages < passages and (batch := list(islice(coming, _BATCH))):
        with store.atomic():
            for text in batch:
                key = digest(text.form.text)
                if key not in seen and size.passages < passages:
                    seen.add(key)
                    size.documents += 1
                    size.passages += keep(store, text, key)
                    size.bytes += len(text.form.text.encode())
    return size


def keep(store: Store, text: Prose, key: str) -> int:
    """Store one text under an id that its digest gives; return how many passages it has."""
    form = text.form
    document = Document(_identifier(key), _described(text.title, key), 1, store.clock.now())
    frozen = Frozen(key, key, key, "bench", str(RECIPE), "prose", CANON_VERSION)
    made = Revision(
        document.id, 1, form.text, form.pages, form.structures, frozen, document.added, "text/html", text.name
    )
    cut = segment(form.text, form.pages)
    store.documents.add(document, pages=1)
    store.revisions.add(made, boxes=b"", offset_runs=b"")
    store.passages.add([Passage(document.id, 1, number, page, span) for number, (page, span) in enumerate(cut)])
    store.outbox.add("document", document.id, at=document.added)
    return len(cut)


def _texts(folder: Path, used: list[str]) -> Iterator[Prose]:
    """Yield the texts of all packages, in their order; `used` takes down which were there."""
    with get_context("spawn").Pool() as readers:
        for source in SOURCES:
            place = unpacked(source, folder)
            if place is not None:
                used.append(place.name)
                yield from filter(None, readers.imap(prose, files(source, place), _AT_ONCE))


def _described(title: str, key: str) -> Description:
    """Return a description; who wrote it, when and what it is are invented, spread evenly, the same for each text."""
    number = int(key[:15], 16)
    number, creator = divmod(number, len(_SURNAMES))
    number, kind = divmod(number, len(Kind))
    number, recipient = divmod(number, len(_SURNAMES))
    day = _FIRST + datetime.timedelta(days=number % _DAYS)
    return Description(
        title, list(Kind)[kind], f"Ada {_SURNAMES[creator]}", f"Ben {_SURNAMES[recipient]}", day.isoformat()
    )


def _identifier(key: str) -> str:
    number, signs = int(key, 16), ""
    for _ in range(ID_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return signs


def _noon() -> datetime.datetime:
    return datetime.datetime(2031, 3, 14, 12, tzinfo=datetime.UTC)
