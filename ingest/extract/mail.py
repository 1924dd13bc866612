"""E-mail: decoded headers as a head of lines, a blank line, the body. Attachments are named, not read."""

from __future__ import annotations

import email
import email.policy
import platform
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from archive.errors import Unreadable
from ingest.extract import charsets, markup
from ingest.extract.extraction import Extraction, Options, RawPage

PROFILE = "compat32"
PARTS_LIMIT = 2000
HEADER_LIMIT = 10_000
"""The longest header that is decoded, in code points."""

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_BLANKS = re.compile(r"\s+")
_NESTING = 50


def extract(path: Path, _options: Options) -> Extraction:
    """Read one message; `text/plain` is preferred, else the text of `text/html`."""
    data = path.read_bytes().lstrip(b"\r\n")
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = _parts(message)
    head = {name: shown for name in _SHOWN if (shown := header(message, name))}
    body, charset, notes = _body(parts)
    lines = "\n".join(f"{name}: {value}" for name, value in head.items())
    text = "\n\n".join(piece for piece in (lines, body.strip("\r\n")) if piece)
    attached = tuple(f"attachment not read: {name}" for name in _attachments(parts))
    return Extraction(
        (RawPage(text),), "email", platform.python_version(), PROFILE, charset, _hints(head), notes + attached
    )


def header(message: Message, name: str) -> str:
    """Return a header decoded word by word, on one line; what cannot be decoded is kept as it stands."""
    held = message._headers  # type: ignore[attr-defined]  # noqa: SLF001  undecoded, unlike message[name]
    values = [value for key, value in held if key.lower() == name.lower()]
    if not values:
        return ""
    raw = str(values[0])[:HEADER_LIMIT]
    try:
        pieces = decode_header(_BLANKS.sub(" ", raw))
    except (ValueError, LookupError, email.errors.MessageError):
        pieces = [(raw, None)]
    return _BLANKS.sub(" ", "".join(_word(piece, charset) for piece, charset in pieces)).strip()


def _word(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, bytes):
        if charset is None:
            piece = piece.decode("ascii", "surrogateescape").encode("ascii", "surrogateescape")
        return charsets.decode(piece, charset or "")[0]
    return charsets.decode(piece.encode("utf-8", "surrogateescape"))[0]


def _parts(message: Message) -> list[Message]:
    """Return all parts in order; a message with more than `PARTS_LIMIT` is `Unreadable`."""
    found: list[Message] = []
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        found.append(part)
        if len(found) > PARTS_LIMIT or depth > _NESTING:
            raise Unreadable("too-large", f"the message has more than {PARTS_LIMIT} parts or is nested too deep")
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend((child, depth + 1) for child in reversed(inner) if isinstance(child, Message))
    return found


def _body(parts: list[Message]) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of the message, its charset and notes."""
    for kind in ("text/plain", "text/html"):
        shown = [part for part in parts if part.get_content_type() == kind and not _attached(part)]
        read = [_decoded(part) for part in shown]
        texts = [_visible(text) if kind == "text/html" else text.strip("\r\n") for text, _ in read]
        if any(text.strip() for text in texts):
            joined = "\n\n".join(text for text in texts if text.strip())
            note = ("the body was HTML: its text was kept",) if kind == "text/html" else ()
            return joined, read[0][1], note
    return "", "", ("the message has no body that can be read",)


def _visible(source: str) -> str:
    root = markup.parse(source)
    return "" if root is None else markup.running_text(root).text


def _decoded(part: Message) -> tuple[str, str]:
    """Return the text of one part and the charset that was used."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return "", ""
    declared = part.get_param("charset", "")
    if isinstance(declared, tuple):
        declared = declared[2]
    return charsets.decode(data, str(declared or "")[:40])


def _attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _attachments(parts: list[Message]) -> Iterator[str]:
    """Yield the names of attached files, and the type of those without a name."""
    for part in parts:
        if part.is_multipart():
            continue
        try:
            name = part.get_filename() or ""
        except (ValueError, TypeError, LookupError):
            name = "unnamed"
        if name or _attached(part):
            carrier = Message()
            carrier["N"] = name.replace("\n", " ").replace("\r", " ")
            yield (header(carrier, "N") or part.get_content_type())[:255]


def _hints(head: dict[str, str]) -> dict[str, str]:
    """Return what the headers say."""
    hints = {"kind": "e-mail", "title": head.get("Subject", "")}
    hints |= {"creator": head.get("From", ""), "recipient": head.get("To", "")}
    try:
        hints["date"] = parsedate_to_datetime(head.get("Date", "")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        hints["date"] = ""
    return {name: value for name, value in hints.items() if value}
