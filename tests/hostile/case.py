"""One hostile file: its name, what it tries, and how it is made; with the bombs that several formats share."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

MEGA = 1 << 20


@dataclass(frozen=True, slots=True)
class Case:
    """`name` is the file's name, `trick` says in a few words what it tries, `make` gives its bytes.

    `outcomes` are the results it may have (`text` where some is found, else the code of a failure); empty: any that
    has a name.
    """

    name: str
    trick: str
    make: Callable[[], bytes]
    outcomes: frozenset[str] = frozenset()
    words: str = ""
    """Words that its text must hold, where it has one."""


def case(name: str, trick: str, make: Callable[[], bytes] | bytes, *outcomes: str, words: str = "") -> Case:
    """Return a case; bytes may stand for a maker of them."""
    return Case(name, trick, (lambda: make) if isinstance(make, bytes) else make, frozenset(outcomes), words)


def deflated(unit: bytes, times: int, *, raw: bool = False) -> bytes:
    """Return a stream that inflates to `unit` repeated: made of one stretch, so that gigabytes cost nothing."""
    stretch = unit * max(1, MEGA // len(unit))
    whole, rest = divmod(len(unit) * times, len(stretch))
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    press.compress(b"")
    piece = press.compress(stretch) + press.flush(zlib.Z_FULL_FLUSH)
    tail = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = piece * whole + tail.compress(stretch[:rest]) + tail.flush()
    if raw:
        return body
    check = 1
    for _ in range(whole):
        check = zlib.adler32(stretch, check)
    return b"\x78\xda" + body + zlib.adler32(stretch[:rest], check).to_bytes(4, "big")
