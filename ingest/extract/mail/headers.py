"""Headers of a message: decoded word by word under a length cap, as hints, and as the ids that make threads."""

from __future__ import annotations

import email.errors
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice

from archive.identifiers import Identifier, Scheme
from ingest.extract import charsets

HEADER_LIMIT = 10_000
"""The longest header that is decoded, in code points."""

SHOWN = ("From", "To", "Cc", "Date", "Subject")
"""The headers that stand at the head of the text."""

_HINTS = {"creator": "From", "recipient": "To", "title": "Subject"}
_PERSONS = {"creator": "address of the author", "recipient": "addresses of the recipients"}
"""Fields that name persons, and the property that keeps how they are reached."""

_IDS = ((Scheme.MESSAGE, "Message-ID", 1), (Scheme.REPLY, "In-Reply-To", 10), (Scheme.REFERENCE, "References", 100))
_ID = re.compile(r"<([^<>]{1,500})>")
_ID_LIMIT = 500
_BLANKS = re.compile(r"\s+")


def header(message: Message, name: str) -> str:
    """Return a header decoded word by word, on one line; what cannot be decoded is kept as it stands."""
    return decoded(_raw(message, name))


def decoded(raw: str) -> str:
    """Return encoded words decoded, on one line."""
    raw = raw[:HEADER_LIMIT]
    try:
        pieces = decode_header(_BLANKS.sub(" ", raw))
    except (ValueError, LookupError, email.errors.MessageError):
        pieces = [(raw, None)]
    return _BLANKS.sub(" ", "".join(_word(piece, charset) for piece, charset in pieces)).strip()


def _raw(message: Message, name: str) -> str:
    """Return the first header of a name as it stands in the file, empty where there is none."""
    return next(_all(message, name), "")


def _all(message: Message, name: str) -> Iterator[str]:
    held = message._headers  # type: ignore[attr-defined]  # noqa: SLF001  undecoded, unlike message[name]
    return (str(value)[:HEADER_LIMIT] for key, value in held if key.lower() == name.lower())


def _word(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, bytes):
        return charsets.decode(piece, charset or "")[0]
    return charsets.decode(piece.encode("utf-8", "surrogateescape"))[0]


def hints(message: Message, head: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the headers say, and for each hint its basis; persons are called by their names alone.

    `head` are the headers as they are shown.
    """
    found = {"kind": "e-mail"} | {name: head[key] for name, key in _HINTS.items() if head.get(key)}
    found |= {name: named for name in _PERSONS if (named := "; ".join(name for name, _ in _boxes(message, name)))}
    bases = {name: f"mail header {key}" for name, key in _HINTS.items() if name in found}
    try:
        found["date"] = parsedate_to_datetime(head.get("Date", "")).date().isoformat()
        bases["date"] = "mail header Date"
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    return found, bases | {"kind": "mail headers"}


def addresses(message: Message) -> dict[str, str]:
    """Return the addresses of those who are called by name, the properties of a mail."""
    named = {told: [at for name, at in _boxes(message, field) if name != at] for field, told in _PERSONS.items()}
    return {told: ", ".join(found) for told, found in named.items() if found}


def _boxes(message: Message, field: str) -> list[tuple[str, str]]:
    """Return the name and the address of everybody in the header of a field, each once; twice the address for no name.

    Empty where the header is no list of addresses (`undisclosed recipients`): then it stands for itself.
    """
    try:
        boxes = dict.fromkeys(getaddresses([_BLANKS.sub(" ", _raw(message, _HINTS[field]))]))
    except (RecursionError, ValueError, IndexError):  # comments within comments without end
        return []
    if any("@" not in address for _, address in boxes):
        return []
    told = [(decoded(name).strip("'\" ") or address, address) for name, address in boxes]
    return [] if any(";" in name for name, _ in told) else told


def identifiers(message: Message) -> tuple[Identifier, ...]:
    """Return the message's own id, those of the messages it answers, and those it refers to, without brackets."""
    found = []
    for scheme, name, most in _IDS:
        raw = _BLANKS.sub("", "".join(islice(_all(message, name), most)))
        bare = [raw] if raw and "<" not in raw and "@" in raw and len(raw) <= _ID_LIMIT else []
        named = list(dict.fromkeys(_ID.findall(raw) or bare))
        kept = named if len(named) <= most else [*named[:1], *named[len(named) - most + 1 :]]
        found += [Identifier(scheme, value) for value in kept if value.isprintable()]
    return tuple(found)
