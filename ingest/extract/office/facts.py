"""What an office document says of itself: as hints with their bases, and as other properties."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.fillers import is_filler_author, is_filler_title

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 500


def described(facts: Mapping[str, str], where: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return hints and on what each rests, from title, creator, created and language as the file gives them.

    Titles that are file names and authors that are nobody (`User`) say nothing.
    """
    title, creator = facts.get("title", "").strip(), facts.get("creator", "").strip()
    day = _DAY.match(facts.get("created", "").strip())
    hints = {
        "title": "" if is_filler_title(title) else title,
        "creator": "" if is_filler_author(creator) else creator,
        "date": day[0] if day and day[0] > "1980-01-01" else "",
        "language": facts.get("language", "").strip(),
    }
    names = {"date": "created"}
    hints = {name: value for name, value in hints.items() if value}
    return hints, {name: f"{where}: {names.get(name, name)}" for name in hints}


def properties(facts: Mapping[str, str], hints: Mapping[str, str]) -> dict[str, str]:
    """Return what the file says of itself besides the hints, on one line each and not too long."""
    shown = {name: " ".join(value.split())[:_LONGEST] for name, value in facts.items()}
    return {name: value for name, value in shown.items() if value and name not in hints}
