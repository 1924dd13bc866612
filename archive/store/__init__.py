"""The store: the only folder that knows SQL."""

from archive.store.store import Store

__all__ = ["Store"]
