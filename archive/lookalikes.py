"""Letters that a machine reads for one another: words that differ in nothing else may be one word, badly scanned.

Never two different digits: a number that differs is another number.
"""

from __future__ import annotations

import re

_ALIKE = (
    "l1 lI l| li 1I 1i Ii I| ij o0 O0 Oo s5 S5 z2 Z2 B8 b6 g9 gq ce co eo ao ae hb hn un nr ft tl vy uv ji "
    "rn:m nn:m in:m ni:m cl:d vv:w ii:u li:h ri:n ti:n tl:d lc:k fi:h"
)
_PAIRS = frozenset(frozenset(pair.split(":") if ":" in pair else pair) for pair in _ALIKE.split())
_LONGEST = 400
"""Code points up to which stretches are compared."""


def look_alike(one: str, other: str) -> bool:
    """Tell whether two stretches of words differ in nothing but letters that look alike, blanks and punctuation."""
    first, second = (re.sub(r"[^\w|]|_", "", text) for text in (one, other))
    if not first or not second or max(len(first), len(second)) > _LONGEST:
        return False
    reached = {(0, 0)}
    seen: set[tuple[int, int]] = set()
    while reached:
        at = reached.pop()
        seen.add(at)
        reached |= _steps(first, second, *at) - seen
    return (len(first), len(second)) in seen


def _steps(first: str, second: str, at: int, like: int) -> set[tuple[int, int]]:
    """Return the positions that may be reached from two positions by one sign, or pair of signs, that looks alike."""
    steps = set()
    for long, short in ((1, 1), (1, 2), (2, 1)):
        one, other = first[at : at + long], second[like : like + short]
        if len(one) == long and len(other) == short and (one == other or frozenset((one, other)) in _PAIRS):
            steps.add((at + long, like + short))
    return steps
