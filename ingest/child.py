"""The confined child: limits first, then one extractor.

Called as `python -m ingest.child PATH MEDIA-TYPE SECONDS MEBIBYTES`.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

MEMORY_EXIT = 77
"""The exit code that says: out of memory."""

_FILE_BYTES = 1 << 20
_FILES = 64


def main(path: str, media_type: str, seconds: str, mebibytes: str) -> int:
    """Read one file and write the answer to standard output; return the exit code."""
    limit(int(seconds), int(mebibytes) << 20)
    pipe = os.dup(1)
    os.dup2(2, 1)
    try:
        answer = _answer(path, media_type)
        with os.fdopen(pipe, "wb") as stream:
            stream.write(answer)
    except MemoryError:
        return MEMORY_EXIT
    except (ImportError, OSError) as error:
        if "allocate memory" in str(error) or "map segment" in str(error):
            return MEMORY_EXIT
        raise
    return 0


def limit(seconds: int, memory: int) -> None:
    """Bind this process: CPU seconds (soft, pages may extend it), bytes of memory, few and small files."""
    from ingest.extract.allowance import CEILING

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, max(seconds, CEILING)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))


def _answer(path: str, media_type: str) -> bytes:
    """Return the packed extraction, or the packed reason why there is none."""
    from archive.errors import Unreadable
    from ingest import wire
    from ingest.extract import extract
    from ingest.identify import Format

    try:
        return wire.pack(extract(Path(path), Format(media_type)))
    except Unreadable as refusal:
        return wire.pack(refusal)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
