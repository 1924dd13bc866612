"""Addresses in documents: which are sound, where links lead, and what makes two copies of a page one."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 2000
"""The longest address that is kept, in code points."""

_UNSOUND = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]")
_OUTWARD = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f\ud800-\udfff<>\"]{1,2000}", re.I)
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


def joined(base: str, written: str) -> str:
    """Return an address absolute against `base`; empty where nothing is written or it is no http(s) address."""
    try:
        address = urljoin(base, written.strip()[: 2 * LONGEST]) if written.strip() else ""
    except ValueError:
        return ""
    return address if sound(address) else ""


def outward(target: str) -> str:
    """Return where a link of a document leads; empty unless that is a web or mail address."""
    return target.strip() if _OUTWARD.fullmatch(target.strip()) else ""


def plain(address: str) -> str:
    """Return the address without fragment, tracking parameters and default port; empty where it is none.

    The address of a whole site (no path, no query) is none of a page: sites name it by mistake.
    """
    if not sound(address):
        return ""
    known = urlsplit(address)
    kept = parse_qsl(known.query, keep_blank_values=True, max_num_fields=None)
    query = urlencode([(name, value) for name, value in kept if not _TRACKING.fullmatch(name)])
    if known.path in {"", "/"} and not query:
        return ""
    host = known.netloc.lower().removesuffix(_PORTS[known.scheme])
    return urlunsplit((known.scheme, host, known.path or "/", query, ""))
