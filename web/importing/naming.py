"""The names of annotations and of what they are about, as files have them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.clock import ALPHABET, ID_LENGTH

_OWN = re.compile(rf"(?P<host>.*)/annotations/(?P<id>[{ALPHABET}]{{{ID_LENGTH}}})", re.S)


@dataclass(frozen=True, slots=True)
class Home:
    """The archive's address, by which its own annotations are known; `host` has no slash at its end."""

    host: str

    def own(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of annotations of this archive among the names of one."""
        return tuple(filter(None, map(self.surely_own, names)))

    def twin(self, address: str) -> str:
        """Return the id in an address of another archive: the annotation may have it here too, if that is a copy."""
        found = _OWN.fullmatch(address)
        return found["id"] if found else ""

    def surely_own(self, address: str) -> str:
        """Return the id of an annotation of this archive, empty where the address is none of its own."""
        found = _OWN.fullmatch(address)
        return found["id"] if found and found["host"] == self.host else ""


def made_up(parts: Sequence[object]) -> str:
    """Return an id for what has none: a digest of what it says, so that it is recognised when it comes again."""
    written = json.dumps(parts, sort_keys=True, default=str)
    return f"urn:verbatim:row:{hashlib.sha256(written.encode()).hexdigest()[:40]}"


def page_of(address: str) -> str:
    """Return the address of a page without what is after it: a fragment, a pinned revision, a slash at its end."""
    plain = address.partition("#")[0].rstrip("/")
    return re.sub(r"(/documents/[^/@?]+)@[0-9]+$", r"\1", plain)
