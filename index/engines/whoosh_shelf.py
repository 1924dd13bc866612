"""What is kept of each passage of one Whoosh segment, by its number: read once, held in lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
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
        self.days: list[int] = []
        self._documents: list[str] = []
        self._profiles: list[Profile] = []
        self._described_of: list[int] = []
        self._read(reader.column_reader("described"))
        self._numbers: dict[str, int] = {}

    def _read(self, column: Iterable[bytes]) -> None:
        """Keep each description of a document once, and its place for each passage."""
        known: dict[bytes, int] = {}
        for value in column:
            if value not in known:
                known[value] = len(known)
                document, kind, author, addressee, date = value.decode().split(_APART)
                self._documents.append(document)
                self._profiles.append(Profile(kind, author, addressee, day_of(date)))
            place = known[value]
            self._described_of.append(place)
            self.days.append(self._profiles[place].day)

    def numbers(self, names: Iterable[str]) -> set[int]:
        """Return the numbers of the passages of these ids that are here."""
        if not self._numbers:
            self._numbers = {name: number for number, name in enumerate(self.names)}
        return {self._numbers[name] for name in names if name in self._numbers}

    def of_profile(self, fits: Callable[[Profile], bool]) -> set[int]:
        """Return the passages whose document has a profile that fits."""
        return self._described({place for place, profile in enumerate(self._profiles) if fits(profile)})

    def of_document(self, identifier: str) -> set[int]:
        """Return the passages of a document."""
        return self._described({place for place, document in enumerate(self._documents) if document == identifier})

    def _described(self, places: Container[int]) -> set[int]:
        return {number for number, place in enumerate(self._described_of) if place in places}

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

    def tally(self, numbers: Iterable[int]) -> tuple[set[str], Iterator[tuple[Profile, int]]]:
        """Return the documents of the passages, and how many passages have the profile of each of them."""
        counted = Counter(map(self._described_of.__getitem__, numbers))
        profiles = zip(map(self._profiles.__getitem__, counted), counted.values(), strict=True)
        return set(map(self._documents.__getitem__, counted)), profiles
