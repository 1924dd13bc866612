"""The parts of a page that change one by one: a browser names those that it has, and of these only the name is sent."""

from __future__ import annotations

import base64
import hashlib

HEADER = "Verbatim-Held"
"""The header of a request that names the parts the browser has, with commas between them."""

_LENGTH = 6


def digest(part: str) -> str:
    """Return the name of a part: six signs (36 bits) of the BLAKE2b digest of its markup."""
    found = hashlib.blake2b(part.encode(errors="surrogatepass"), digest_size=9).digest()
    return base64.urlsafe_b64encode(found).decode("ascii")[:_LENGTH]


def held(header: str) -> frozenset[str]:
    """Return the names of the parts that the browser has."""
    return frozenset(filter(None, header.split(",")))
