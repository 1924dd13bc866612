"""Sidecars: `NAME.meta.yaml`, `NAME.meta.yml` or `NAME.meta.json` beside a file say what the file cannot.

NAME is the file's name with or without its ending. Values are taken as they are written: `no` is Norwegian, not
false; a list of names is joined by "; ". Keys that are no field of a description are handed on, to be named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

import yaml

from archive.errors import Unreadable

LIMIT = 100_000
"""The largest sidecar that is read, in bytes on disk and in code points."""

_ENDING = re.compile(r"\.meta\.(?:ya?ml|json)\Z", re.I)
_DEEPEST, _LONGEST = 3, 2000
_SYNONYMS = {"author": "creator", "url": "source_url", "lang": "language", "type": "kind"}
_NULL = "tag:yaml.org,2002:null"
_TIME = "tag:yaml.org,2002:timestamp"


class _Fault(Exception):
    """What is wrong with a sidecar, in words."""


def is_sidecar(name: str) -> bool:
    """Tell whether a file of this name describes another."""
    return bool(_ENDING.search(name))


def owner(name: str) -> str:
    """Return which file a sidecar describes: the name of that file, with or without its ending."""
    return _ENDING.sub("", name)


def describes(name: str, file_name: str) -> bool:
    """Tell whether the sidecar of this name describes the file of that name, both in one folder."""
    return (
        is_sidecar(name) and not is_sidecar(file_name) and owner(name) in {file_name, PurePath(file_name).stem} - {""}
    )


def of(path: Path) -> Mapping[str, str]:
    """Return what stands beside a file about it, empty where nothing does; `Unreadable` if broken or twofold."""
    owners = dict.fromkeys((path.name, path.stem))
    names = [f"{name}.meta.{ending}" for name in owners for ending in ("yaml", "yml", "json")]
    held = [beside for name in names if (beside := path.with_name(name)).is_file()]
    only_one(path.name, [beside.name for beside in held])
    return _read(held[0]) if held else {}


def only_one(file_name: str, sidecars: Iterable[str]) -> None:
    """Raise `Unreadable` where more than one sidecar describes a file: which is right cannot be known."""
    names = sorted(sidecars)
    if len(names) > 1:
        raise Unreadable("bad-metadata", f"{' and '.join(names)} both describe {file_name}: keep one")


def among(file_name: str, sidecars: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return what those of the named sidecars that came with a file say of it; as `of` for files on disk."""
    held = [name for name in sidecars if describes(name, file_name)]
    only_one(file_name, held)
    return _decoded(held[0], sidecars[held[0]]) if held else {}


def _read(beside: Path) -> Mapping[str, str]:
    try:
        with beside.open("rb") as stream:
            return _decoded(beside.name, stream.read(LIMIT + 1))
    except OSError as error:
        raise _unusable(beside.name, "it cannot be opened") from error


def _decoded(file_name: str, data: bytes) -> Mapping[str, str]:
    if len(data) > LIMIT:
        raise _unusable(file_name, f"it is larger than {LIMIT} bytes")
    try:
        return parse(file_name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _unusable(file_name, "it is not UTF-8") from error


def parse(file_name: str, text: str) -> Mapping[str, str]:
    """Return what a sidecar of this name says; `Unreadable` with a sentence where it cannot be used."""
    if len(text) > LIMIT:
        raise _unusable(file_name, f"it is longer than {LIMIT} characters")
    try:
        pairs = _from_json(text) if file_name.lower().endswith(".json") else _from_yaml(text)
        return _named(pairs)
    except yaml.YAMLError as error:
        raise _unusable(file_name, _place(error)) from error
    except RecursionError as error:
        raise _unusable(file_name, "it is nested too deep") from error
    except (_Fault, ValueError) as error:
        raise _unusable(file_name, str(error)) from error


def _unusable(file_name: str, why: str) -> Unreadable:
    return Unreadable("bad-metadata", f"{file_name} cannot be used: {why}")


def _place(error: yaml.YAMLError) -> str:
    """Return what is wrong with YAML and where, on one line."""
    mark = getattr(error, "problem_mark", None)
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    return f"{said or 'it is not YAML'}{f' in line {mark.line + 1}' if mark else ''}"


def _named(pairs: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    """Return the pairs under the archive's names; what is said twice is refused, what is empty left out."""
    told: dict[str, str] = {}
    for key, value in pairs:
        name = _SYNONYMS.get(key, key)
        if name in told:
            raise _Fault(f"{name} is given twice")
        if value is not None:
            told[name] = value
    return told


def _from_json(text: str) -> Iterable[tuple[str, str | None]]:
    told = json.loads(text, object_pairs_hook=tuple, parse_int=str, parse_float=str)
    if not isinstance(told, tuple):
        raise _Fault("it must be one JSON object")
    return [(key, _json_value(key, value)) for key, value in told]


def _json_value(key: str, value: object) -> str | None:
    """Return a value as text, a list of names in one; anything nested is refused."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        return "; ".join(value)
    raise _Fault(f"{key} must be text or a list of names")


def _from_yaml(text: str) -> Iterable[tuple[str, str | None]]:
    """Return the pairs of one YAML mapping."""
    _hold_flat(text)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise _Fault("it must be one mapping of names to values")
    return [(_key(key), _yaml_value(_key(key), value)) for key, value in root.value]


def _hold_flat(text: str) -> None:
    """Refuse anchors and aliases, by which a bomb is built, and depth, at which the parser slows to a crawl."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        if number > _LONGEST:
            raise _Fault("it says too many things")
        if getattr(event, "anchor", None) is not None:
            raise _Fault("it has anchors or aliases, which are not allowed")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _Fault("it is nested too deep")


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _Fault("its keys must be words")
    return str(node.value)


def _yaml_value(key: str, node: yaml.Node) -> str | None:
    """Return a value as it is written, of a moment the day, a list of names in one; anything nested is refused."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _NULL:
            return None
        return str(node.value)[:10] if node.tag == _TIME else str(node.value)
    if isinstance(node, yaml.SequenceNode) and node.value:
        names = [_yaml_value(key, name) if isinstance(name, yaml.ScalarNode) else None for name in node.value]
        if None not in names:
            return "; ".join(filter(None, names))
    raise _Fault(f"{key} must be text or a list of names")
