"""E-mail: decoded headers as a head of lines, a blank line, the body; files inside it are handed on."""

from __future__ import annotations

import email
import email.policy
import platform
from pathlib import Path

from archive.errors import Unreadable
from ingest.extract import mail_body, mail_headers, mail_parts
from ingest.extract.extraction import Extraction, Options, RawPage

PROFILE = "compat32"


def extract(path: Path, _options: Options) -> Extraction:
    """Read one message; `text/plain` is preferred, else the text of `text/html`."""
    data = path.read_bytes().lstrip(b"\r\n")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = mail_parts.sort(message)
    except RecursionError as error:
        raise Unreadable("too-deep", "the parts of the message are nested too deep") from error
    head = {name: shown for name in mail_headers.SHOWN if (shown := mail_headers.header(message, name))}
    body = mail_body.body(parts.bodies)
    lines = "\n".join(f"{name}: {value}" for name, value in head.items())
    start = len(lines) + 2 if lines and body.text else 0
    page = RawPage(
        "\n\n".join(piece for piece in (lines, body.text) if piece),
        structures=tuple(mark.shift(start) for mark in body.structures),
    )
    hints, bases = mail_headers.hints(head)
    return Extraction(
        (page,) if page.text.strip() or not parts.files else (),
        "email",
        platform.python_version(),
        PROFILE,
        body.charset,
        hints=hints,
        notes=(*body.notes, *parts.notes),
        bases=bases,
        identifiers=mail_headers.identifiers(message),
        parts=tuple(parts.files),
    )
