"""Identifiers that others have given a document: message ids that make threads, web addresses."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Scheme(enum.Enum):
    """What kind of name it is; the value is the wire word."""

    MESSAGE = "message-id"
    REPLY = "in-reply-to"
    REFERENCE = "references"
    WEB = "url"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One name: a mail's own id, the id of a mail it answers, or the address it was published at."""

    scheme: Scheme
    value: str
