"""Patterns of words as regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return an expression that matches the whole of a word: `*` stands for any signs, `?` for one.

    As in Python's `fnmatch.translate`, what a star has read up to the next literal is never given back (an atomic
    group), so time grows with the product of both lengths and no faster.
    """
    first, *rest = [re.escape(part).replace(r"\?", ".") for part in pattern.split("*")]
    if not rest:
        return re.compile(rf"{first}\Z", re.DOTALL)
    middle = "".join(f"(?>.*?{part})" for part in rest[:-1] if part)
    return re.compile(rf"{first}{middle}.*{rest[-1]}\Z", re.DOTALL)
