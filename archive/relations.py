"""What belongs with a document, by the names it bears and the way it came: no guesswork."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.documents import Document
from archive.identifiers import Identifier, Scheme
from archive.provenance import Accession
from archive.store import Store

MOST_MAILS = 200
"""How many mails of one thread are told of."""

MOST_FILES = 200
"""How many files that came with a document are told of."""

_ROUNDS = 8
"""How many steps a thread is followed from the mail that is read."""

_NAMES = 1000
"""How many message ids are looked up in one step."""

_THREAD = (Scheme.MESSAGE, Scheme.REPLY, Scheme.REFERENCE)


@dataclass(frozen=True, slots=True)
class InThread:
    """One mail of a thread; `answers` are the ids of the mails it answers, as far as they are held.

    `depth` counts the answers from the first mail to this one.
    """

    document: Document
    answers: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Thread:
    """All mails of a thread in the order of time, the one that is read among them; `cut` where there are more."""

    mails: tuple[InThread, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came inside another; `document` is None where no text could be had from it."""

    accession: Accession
    document: Document | None


@dataclass(frozen=True, slots=True)
class Company:
    """A file and what came inside it: a mail with its attachments, a ZIP file with its members.

    `own` says that the document is the carrier itself; otherwise `files` are its companions, without itself.
    """

    carrier: Accession
    document: Document | None
    files: tuple[Enclosed, ...]
    own: bool
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Relations:
    """Everything that belongs with one document."""

    thread: Thread | None = None
    company: tuple[Company, ...] = ()
    addresses: tuple[str, ...] = ()


def relations(store: Store, document: Document) -> Relations:
    """Return what belongs with a document; the number of queries does not grow with the archive."""
    names = store.identifiers.of(document.id)
    return Relations(
        thread=_thread(store, document, names),
        company=_company(store, document),
        addresses=tuple(name.value for name in names if name.scheme is Scheme.WEB),
    )


@dataclass(slots=True)
class _Search:
    """A thread while it is followed: the mails found so far and the names not yet looked up."""

    mails: dict[str, list[Identifier]]
    names: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    cut: bool = False

    def learn(self, told: Mapping[str, Sequence[Identifier]]) -> None:
        """Take in more mails; the names they bear are to be looked up next."""
        for identifier, names in told.items():
            self.mails[identifier] = [name for name in names if name.scheme in _THREAD]
            self.fresh |= {name.value for name in self.mails[identifier]} - self.names


def _thread(store: Store, document: Document, names: Sequence[Identifier]) -> Thread | None:
    """Return the thread a mail stands in, None where it stands alone."""
    search = _Search({})
    search.learn({document.id: names})
    for _ in range(_ROUNDS):
        if not search.fresh:
            break
        _step(store, search)
    search.cut |= bool(search.fresh)
    held = store.documents.get_many(list(search.mails)) if len(search.mails) > 1 else {}
    if len(held) < 2:
        return None
    return Thread(_in_time({key: search.mails[key] for key in held}, held), search.cut)


def _step(store: Store, search: _Search) -> None:
    """Find the mails that bear or name what is not yet looked up; two queries."""
    asked = sorted(search.fresh)[:_NAMES]
    search.names |= set(asked)
    search.fresh -= set(asked)
    found = store.identifiers.bearers(_THREAD, asked, limit=MOST_MAILS + 1)
    new = [identifier for identifier in found if identifier not in search.mails]
    room = MOST_MAILS - len(search.mails)
    search.cut |= len(new) > room or len(found) > MOST_MAILS
    if new[:room]:
        search.learn(store.identifiers.of_many(new[:room]))


def _in_time(mails: Mapping[str, Sequence[Identifier]], held: Mapping[str, Document]) -> tuple[InThread, ...]:
    """Return the mails in the order of time; an answer never stands before what it answers or refers to."""
    bearers: dict[str, list[str]] = {}
    for identifier, names in mails.items():
        for name in names:
            if name.scheme is Scheme.MESSAGE:
                bearers.setdefault(name.value, []).append(identifier)
    answers = {key: _named(key, names, bearers, (Scheme.REPLY,)) for key, names in mails.items()}
    earlier = {key: _named(key, names, bearers, (Scheme.REPLY, Scheme.REFERENCE)) for key, names in mails.items()}
    placed: dict[str, tuple[str, int]] = {}
    for identifier in mails:
        _place(identifier, earlier, held, placed)
    ordered = sorted(mails, key=lambda key: (*placed[key], held[key].description.title, key))
    return tuple(InThread(held[key], answers[key], placed[key][1]) for key in ordered)


def _named(
    mail: str, names: Sequence[Identifier], bearers: Mapping[str, Sequence[str]], schemes: Sequence[Scheme]
) -> tuple[str, ...]:
    """Return the mails that a mail names in these schemes, without itself."""
    values = [name.value for name in names if name.scheme in schemes]
    return tuple(dict.fromkeys(other for value in values for other in bearers.get(value, ()) if other != mail))


def _place(
    start: str,
    earlier: Mapping[str, Sequence[str]],
    held: Mapping[str, Document],
    placed: dict[str, tuple[str, int]],
) -> None:
    """Give a mail and those before it their place: the date it cannot be older than, and its depth.

    Mails that answer one another in a circle are placed as if the circle were cut where it was entered.
    """
    waiting, entered = [start], set()
    while waiting:
        current = waiting[-1]
        entered.add(current)
        before = [other for other in earlier[current] if other not in placed and other not in entered]
        if before:
            waiting.extend(before)
            continue
        waiting.pop()
        known = [placed[other] for other in earlier[current] if other in placed]
        date = max([held[current].description.date, *(date for date, _ in known)])
        placed.setdefault(current, (date, max((depth + 1 for _, depth in known), default=0)))


def _company(store: Store, document: Document) -> tuple[Company, ...]:
    """Return what came inside the document, and what it came inside of with its companions; four queries at most."""
    own = store.accessions.of(document.id)
    carriers = {accession.id: accession for accession in own}
    parents = [accession.parent for accession in own if accession.parent]
    carriers |= store.accessions.get_many(parents) if parents else {}
    inside = store.accessions.within(list(carriers), limit=MOST_FILES + 1) if carriers else []
    wanted = {accession.document for accession in [*carriers.values(), *inside] if accession.document}
    held = store.documents.get_many(sorted(wanted)) if wanted - {document.id} else {}
    found = [_one(alike, document, inside, held) for alike in _alike(list(carriers.values()))]
    return tuple(company for company in found if company.files or not company.own)


def _one(
    carriers: Sequence[Accession], document: Document, inside: Sequence[Accession], held: Mapping[str, Document]
) -> Company:
    """Return what came inside a file; `carriers` are its arrivals."""
    arrivals = {carrier.id for carrier in carriers}
    bearer = _document_of(carriers)
    parts = _alike([part for part in inside[:MOST_FILES] if part.parent in arrivals])
    others = [alike for alike in parts if document.id not in {part.document for part in alike}]
    return Company(
        carriers[0],
        document if bearer == document.id else held.get(bearer),
        tuple(Enclosed(alike[0], held.get(_document_of(alike))) for alike in others),
        own=bearer == document.id,
        cut=len(inside) > MOST_FILES,
    )


def _document_of(arrivals: Sequence[Accession]) -> str:
    return next((arrival.document for arrival in arrivals if arrival.document), "")


def _alike(accessions: Sequence[Accession]) -> list[list[Accession]]:
    """Return the accessions with those together that brought the same bytes under the same name."""
    together: dict[tuple[str, str], list[Accession]] = {}
    for accession in accessions:
        together.setdefault((accession.original_sha256, accession.file_name), []).append(accession)
    return list(together.values())
