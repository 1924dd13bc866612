"""How much CPU time a file with many pages may use: the limit grows by the page, under a ceiling."""

from __future__ import annotations

import resource

SECONDS_A_PAGE = 1.5
CEILING = 600
"""CPU seconds that no file exceeds (a larger setting is respected)."""


def extend(pages: int) -> None:
    """Raise this process's soft CPU limit by `SECONDS_A_PAGE` for each page, up to its hard limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if resource.RLIM_INFINITY not in (soft, hard):
        resource.setrlimit(resource.RLIMIT_CPU, (min(hard, soft + int(pages * SECONDS_A_PAGE)), hard))
