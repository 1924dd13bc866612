"""E-mail: decoded headers as a head of lines, a blank line, the body; files inside it are handed on."""

from __future__ import annotations

import email
import email.policy
import platform
from pathlib import Path

from archive.errors import Unreadable
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.mail import body, headers, parts

PROFILE = "compat32, names apart"


def extract(path: Path, _options: Options) -> Extraction:
    """Read one message; `text/plain` is preferred, else the text of `text/html`."""
    data = path.read_bytes().lstrip(b"\r\n")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        found = parts.sort(message)
    except RecursionError as error:
        raise Unreadable("too-deep", "the parts of the message are nested too deep") from error
    head = {name: shown for name in headers.SHOWN if (shown := headers.header(message, name))}
    words = body.read(found.bodies)
    lines = "\n".join(f"{name}: {value}" for name, value in head.items())
    start = len(lines) + 2 if lines and words.text else 0
    page = RawPage(
        "\n\n".join(piece for piece in (lines, words.text) if piece),
        structures=tuple(mark.shift(start) for mark in words.structures),
    )
    hints, bases = headers.hints(message, head)
    return Extraction(
        (page,) if page.text.strip() or not found.files else (),
        "email",
        platform.python_version(),
        PROFILE,
        words.charset,
        hints=hints,
        notes=(*words.notes, *found.notes),
        bases=bases,
        properties=headers.addresses(message),
        identifiers=headers.identifiers(message),
        parts=tuple(found.files),
    )
