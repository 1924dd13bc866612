"""The mails that a mail answers, by the ids in its headers."""

from __future__ import annotations

from archive.identifiers import Scheme
from archive.store import Store


def answered(store: Store, document: str) -> tuple[str, ...]:
    """Return the held mails that a document answers, the nearest first; empty where it is no answer.

    The mail that is answered comes first, then those it refers to, the last of them first (RFC 5322, 3.6.4: references
    go from the first mail of a thread to the one that is answered).
    """
    named = store.identifiers.of(document)
    ids = [name.value for name in named if name.scheme is Scheme.REPLY]
    ids += reversed([name.value for name in named if name.scheme is Scheme.REFERENCE])
    if not ids:
        return ()
    bearers = store.identifiers.bearers([Scheme.MESSAGE], ids)
    bearing = {
        name.value: bearer
        for bearer, names in store.identifiers.of_many(bearers).items()
        for name in names
        if name.scheme is Scheme.MESSAGE
    }
    return tuple(dict.fromkeys(bearing[each] for each in ids if each in bearing))
