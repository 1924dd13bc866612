"""Fields of office documents: where one that is a hyperlink leads."""

from __future__ import annotations

import re

from ingest.extract import addresses

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"\x00-\x1f]{1,2000})"|([^\s"\\]{1,2000}))', re.I)


def field_address(instruction: str) -> str:
    """Return where a field `HYPERLINK "address"` leads, empty for other fields."""
    found = _HYPERLINK.match(instruction[:4096])
    return addresses.outward(found[1] or found[2]) if found else ""
