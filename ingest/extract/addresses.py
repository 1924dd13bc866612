"""Web addresses made comparable, so that a second copy of a page is known by the address it was published at."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LONGEST = 2000
"""The longest address that is kept, in code points."""

_UNSOUND = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|mc_[ce]id|_hs(?:enc|mi)|ns_\w+|wt_mc|cmpid|ocid|at_\w+",
    re.I,
)
_PORTS = {"http": ":80", "https": ":443"}


def sound(address: str) -> bool:
    """Tell whether this is a whole http(s) address of bearable length."""
    try:
        known = urlsplit(address)
    except ValueError:
        return False
    return bool(
        known.scheme in {"http", "https"} and known.netloc and len(address) <= LONGEST and not _UNSOUND.search(address)
    )


def plain(address: str) -> str:
    """Return the address without fragment, tracking parameters and default port; empty where it is none.

    The address of a whole site (no path, no query) is none of a page: sites name it by mistake.
    """
    if not sound(address):
        return ""
    known = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(known.query, keep_blank_values=True, max_num_fields=None)]
    query = urlencode([(name, value) for name, value in kept if not _TRACKING.fullmatch(name)])
    if known.path in {"", "/"} and not query:
        return ""
    host = known.netloc.lower().removesuffix(_PORTS[known.scheme])
    return urlunsplit((known.scheme, host, known.path or "/", query, ""))
