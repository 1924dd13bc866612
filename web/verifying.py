"""Checking citation links against the archive without a server, straight from the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.citations import Citation, Standing
from archive.errors import ArchiveError
from archive.settings import Settings
from archive.standing import Stand, stands
from archive.store import Store
from web.manuscripts import Link
from web.present.standing import now
from web.references import parse_cited, parse_reference

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Checked:
    """A link with its standing, why, and the addresses of where the words stand in the newest revision."""

    link: Link
    standing: Standing
    reason: str
    now: tuple[str, ...]

    @property
    def wire(self) -> dict[str, object]:
        """The line of `verify --json`."""
        return {
            "link": self.link.written,
            "standing": self.standing.value,
            "reason": self.reason,
            "now": list(self.now),
        }


def checked(store: Store, settings: Settings, links: Sequence[Link]) -> list[Checked]:
    """Return the standing of each link, in their order; one that cannot be read, or is another archive's: unknown."""
    read = [_read(link, settings.public_url) for link in links]
    found = iter(stands(store, [each for each in read if isinstance(each, Citation)]))
    return [
        _told(link, next(found)) if isinstance(each, Citation) else Checked(link, Standing.UNKNOWN, each, ())
        for link, each in zip(links, read, strict=True)
    ]


def _told(link: Link, found: Stand) -> Checked:
    reason = found.reason
    if found.standing is Standing.UNKNOWN and link.base:
        reason += f" The link is of {link.base}, which may be another archive."
    return Checked(link, found.standing, reason, tuple(now(found, link.base)))


def _read(link: Link, public: str) -> Citation | str:
    """Return the citation that a link names, or a sentence that says what is wrong with it."""
    if link.base and public and not _own(link.base, public):
        return f"This is another archive's link ({link.base}); this one is {public}."
    try:
        asked, (span, check, _) = parse_reference(link.reference), parse_cited(link.cited)
    except ArchiveError as error:
        return f"It cannot be read: {error}."
    if not asked.revision:
        return "It names no revision: a citation does, for example abcdefgh@1."
    return Citation(asked.document, asked.revision, span, check)


def _own(base: str, public: str) -> bool:
    """Tell whether an address is the archive's public one, or one of this machine."""
    try:
        return _place(base) == _place(public) or urlsplit(base).hostname in _HERE
    except ValueError:  # a port that is no number
        return False


def _place(address: str) -> tuple[str | None, int | None, str]:
    """Return host, port and path of an address; http and https are one place at their usual ports."""
    parts = urlsplit(address)
    port = parts.port
    return parts.hostname, None if port == _PORTS.get(parts.scheme) else port, parts.path.rstrip("/")
