"""The `Prefer` header (RFC 7240) as far as containers of annotations honour it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.exceptions import BadRequest
from werkzeug.http import parse_list_header, parse_options_header

MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"
IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"


@dataclass(frozen=True, slots=True)
class Preference:
    """What a client would like to see of a container; nothing said, all are false."""

    minimal: bool = False
    iris: bool = False
    descriptions: bool = False

    @property
    def embedding(self) -> bool:
        """Whether the first page is to stand in the container itself."""
        return (self.iris or self.descriptions) and not self.minimal

    @property
    def stated(self) -> bool:
        """Whether anything was preferred that is honoured here."""
        return self.minimal or self.iris or self.descriptions


def preference(headers: Iterable[str]) -> Preference:
    """Read all `Prefer` headers of a request; 400 where addresses and descriptions are wanted at once.

    Preferences that are not known here are passed over, as the RFC asks.
    """
    wanted = {iri for header in headers for iri in _included(header)}
    found = Preference(MINIMAL in wanted, IRIS in wanted, DESCRIPTIONS in wanted)
    if found.iris and found.descriptions:
        raise BadRequest("Prefer either PreferContainedIRIs or PreferContainedDescriptions: a page holds one of them.")
    return found


def _included(header: str) -> Iterable[str]:
    for item in parse_list_header(header):
        name, parameters = parse_options_header(item)
        if name.replace('"', "").replace(" ", "") == "return=representation":
            yield from parameters.get("include", "").split()
