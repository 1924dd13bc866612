"""What is kept of each passage of one Whoosh segment, by its number: read once, held in lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from index.days import day_of, days_between
from index.engines.protocol import Filters
from index.facets import Profile

_APART = "\x1f"


def packed(document: str, kind: str, author: str, addressee: str, date: str) -> bytes:
    """Return what a column keeps of a passage's document."""
    return _APART.join(part.replace(_APART, " ") for part in (document, kind, author, addressee, date)).encode()


class Shelf:
    """The columns of a segment: of each passage its id, words, page number, and which document and profile it has."""

    def __init__(self, reader: Any) -> None:
        """Read the columns of a Whoosh segment reader."""
        self.names: list[str] = [value.decode() for value in reader.column_reader("passage")]
        self.lengths: list[int] = list(reader.column_reader("length"))
        self.leaves: list[int] = list(reader.column_reader("leaf"))
        self.documents: list[str] = []
        self.profiles: list[Profile] = []
        self.document_of: list[int] = []
        self.profile_of: list[int] = []
        self._read(reader.column_reader("described"))
        self._numbers: dict[str, int] = {}

    def _read(self, column: Iterable[bytes]) -> None:
        known: dict[bytes, tuple[int, int]] = {}
        places: dict[Profile, int] = {}
        for value in column:
            if value not in known:
                document, kind, author, addressee, date = value.decode().split(_APART)
                profile = Profile(kind, author, addressee, day_of(date))
                known[value] = (len(self.documents), places.setdefault(profile, len(places)))
                self.documents.append(document)
            document_at, profile_at = known[value]
            self.document_of.append(document_at)
            self.profile_of.append(profile_at)
        self.profiles = list(places)

    def numbers(self, names: Iterable[str]) -> set[int]:
        """Return the numbers of the passages of these ids that are here."""
        if not self._numbers:
            self._numbers = {name: number for number, name in enumerate(self.names)}
        return {self._numbers[name] for name in names if name in self._numbers}

    def of_profile(self, fits: Callable[[Profile], bool]) -> set[int]:
        """Return the passages whose document has a profile that fits."""
        chosen = {place for place, profile in enumerate(self.profiles) if fits(profile)}
        return {number for number, place in enumerate(self.profile_of) if place in chosen} if chosen else set()

    def of_document(self, identifier: str) -> set[int]:
        """Return the passages of a document."""
        chosen = {place for place, document in enumerate(self.documents) if document == identifier}
        return {number for number, place in enumerate(self.document_of) if place in chosen} if chosen else set()

    def allowed(self, filters: Filters) -> set[int] | None:
        """Return the passages that pass the filters, None where nothing is filtered."""
        if filters == Filters():
            return None
        first, last = days_between(filters.date_from, filters.date_to)
        dated = bool(filters.date_from or filters.date_to)

        def passes(profile: Profile) -> bool:
            return (
                filters.kind in ("", profile.kind)
                and filters.author in ("", profile.author)
                and filters.recipient in ("", profile.recipient)
                and (not dated or first <= profile.day <= last)
            )

        found = self.of_profile(passes)
        return found & self.of_document(filters.document) if filters.document else found

    def day(self, number: int) -> int:
        """Return the day of a passage's document, as in `index/days.py`."""
        return self.profiles[self.profile_of[number]].day

    def tally(self, numbers: Iterable[int]) -> tuple[set[str], Counter[Profile]]:
        """Return the documents of the passages, and how many passages have each profile."""
        held = list(numbers)
        documents = set(map(self.document_of.__getitem__, held))
        counted = Counter(map(self.profile_of.__getitem__, held))
        profiles = Counter({self.profiles[place]: count for place, count in counted.items()})
        return set(map(self.documents.__getitem__, documents)), profiles
