"""Parts of JSON that was sent, each of the type it must have or `Refused`."""

from __future__ import annotations

from collections.abc import Mapping

from archive.errors import Refused


def entries(wire: object, name: str) -> Mapping[str, object]:
    """Return a JSON object; `name` is what the sentence calls it where it is none."""
    if not isinstance(wire, dict):
        raise Refused(f"{name} must be a JSON object")
    return wire


def listed(wire: object) -> list[object]:
    """Return the values of what may be one value or a list of them; none where it is null."""
    if wire is None:
        return []
    return wire if isinstance(wire, list) else [wire]


def text(wire: Mapping[str, object], name: str) -> str:
    """Return a text; empty where there is none."""
    value = wire.get(name, "")
    if not isinstance(value, str):
        raise Refused(f"“{name}” must be text")
    return value


def whole(wire: Mapping[str, object], name: str) -> int:
    """Return a number of code points; neither `1.5` nor `"3"` nor `true` is one."""
    value = wire.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"“{name}” must be a whole number of code points")
    return value
