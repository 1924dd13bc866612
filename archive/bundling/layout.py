"""What a bundle is made of: the names of its files, and the bounds that writing and reading share.

A bundle is a bag (BagIt 1.0, RFC 8493) in a ZIP file, in one folder of its own. Under `data/` stand `record/` (a file
of JSON lines for each table), `texts/` (each frozen text), `originals/` (bytes as they came), and pages for readers.
"""

from __future__ import annotations

import re

from archive.clock import ALPHABET, ID_LENGTH

FORMAT = "1"
"""The version of this layout; another one is refused."""

BASE = "verbatim"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAG_FILES = (DECLARATION, INFO, MANIFEST)
"""The tag files that the tag manifest vouches for."""

DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
FORMAT_LABEL = "Verbatim-Bundle-Format"
SCHEMA_LABEL = "Verbatim-Schema"
OXUM_LABEL = "Payload-Oxum"

MOST_FILES = 2_000_000
MOST_AT_ONCE = 1 << 28
"""The longest line of a table, and the longest text, in bytes: each is held in memory."""

_ID = f"[{ALPHABET}]{{{ID_LENGTH}}}"
_REVISION = f"{_ID}@[1-9][0-9]{{0,5}}"
_PAYLOAD = re.compile(
    rf"data/(?:index\.html|style\.css|record/[a-z_]{{1,40}}\.jsonl|texts/{_REVISION}\.txt|documents/{_REVISION}\.html"
    rf"|annotations/{_ID}\.jsonld|originals/(?P<head>[0-9a-f]{{2}})/(?P=head)[0-9a-f]{{62}})"
)
_ORIGINALS = "data/originals/"


def record(table: str) -> str:
    """Return where the rows of a table stand."""
    return f"data/record/{table}.jsonl"


def text(document: str, revision: int) -> str:
    """Return where the frozen text of a revision stands."""
    return f"data/texts/{document}@{revision}.txt"


def original(sha256: str) -> str:
    """Return where an original stands."""
    return f"{_ORIGINALS}{sha256[:2]}/{sha256}"


def digest_of(name: str) -> str:
    """Return the digest of the original that stands at `name`, empty where that is no original's place."""
    return name.rpartition("/")[2] if name.startswith(_ORIGINALS) else ""


def is_payload(name: str) -> bool:
    """Tell whether a bundle of this format may hold a file of this name under `data/`."""
    return _PAYLOAD.fullmatch(name) is not None


def is_id(written: object) -> bool:
    """Tell whether this is an id as the archive makes them, fit to stand in addresses and names of files."""
    return isinstance(written, str) and re.fullmatch(_ID, written) is not None
