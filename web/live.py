"""What has changed among the annotations of a document, in the form of server-sent events.

Each answer ends at once and asks the browser to come again: the server has few threads, and a thread that waits for
news would be missing to somebody who reads.
"""

from __future__ import annotations

from web.desk import Desk

RETRY_MS = 1200
"""After how many milliseconds a browser asks again."""

_DIGITS = 12


def told(held: Desk, document: str, since: str) -> str:
    """Return the events after the one whose id is `since`; without a readable id only where the count stands now."""
    latest = held.store.outbox.latest()
    seen = int(since) if since.isascii() and since.isdigit() and len(since) < _DIGITS else latest
    lines = [f"retry: {RETRY_MS}", f"id: {latest}"]
    changed = held.store.annotations.changed(document, after=seen, viewer=held.actor) if seen < latest else 0
    lines += ["event: annotations", f"data: {changed}"] if changed else ["event: still", "data: 0"]
    return "\n".join(lines) + "\n\n"
