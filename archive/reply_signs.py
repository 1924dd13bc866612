"""The signs `>` that mail sets before each line that it quotes, one for each reply that the line has gone through."""

from __future__ import annotations

import re

REPLY_SIGNS = r"(?:[ \t]?>)++[ \t]?"
"""The signs at the beginning of a line, with the blank that sets the words off, as a regular expression.

It is possessive, for a line may hold millions of them, and each would be remembered.
"""

_SIGNS = re.compile(REPLY_SIGNS)


def unquoted(line: str) -> tuple[int, str]:
    """Return how many signs stand before a line, and the line without them."""
    signs = _SIGNS.match(line)
    return (signs[0].count(">"), line[signs.end() :]) if signs else (0, line)
