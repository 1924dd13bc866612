"""Which engine an index is of, and which one a setting names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from index.engines.protocol import Engine
from index.engines.tantivy_engine import TantivyEngine
from index.engines.whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[..., Engine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}


def open_engine(name: str, folder: Path, *, identity: str) -> Engine:
    """Open the index in a folder with the engine of this name, or make it; `Damaged` where it cannot be."""
    return ENGINES[name](folder, identity=identity)


def engine_of(folder: Path) -> str:
    """Return the name of the engine whose index is in a folder, empty where that cannot be told."""
    try:
        schema = str(json.loads((folder / "state.json").read_text(encoding="utf-8"))["schema"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    name = schema.partition("/")[0]
    return name if name in ENGINES else ""
