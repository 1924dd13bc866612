"""Quid (Arnold, Jäschke; `pip install Quid`), a tool that finds quotations of a text in another, as a peer of tracing.

It is no requirement: where it is not installed it is not measured.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable

from archive.spans import Span

Finder = Callable[[str, str], list[Span]]
"""Returns where in a text something of a quotation stands, in code points of the text."""


def finder() -> Finder | None:
    """Return Quid with its own settings, None where it is not installed."""
    if importlib.util.find_spec("quid") is None:
        return None
    quid = importlib.import_module("quid.core.Quid").Quid()
    return lambda text, printed: [
        Span(match.source_span.start, match.source_span.end) for match in quid.compare(text, printed)
    ]
