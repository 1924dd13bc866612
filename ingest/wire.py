"""What the confined child says to its parent: JSON, boxes packed; nothing in it is trusted."""

from __future__ import annotations

import base64
import json
import sys
import zlib
from array import array
from typing import Any

from archive.documents import StructureKind
from archive.errors import Unreadable
from ingest.extract.extraction import Extraction, RawPage, RawStructure

_BOX_BYTES = 16


def pack(answer: Extraction | Unreadable) -> bytes:
    """Return an extraction, or the reason why there is none, as bytes."""
    if isinstance(answer, Unreadable):
        return json.dumps({"refused": [answer.code, str(answer)]}).encode()
    told = {
        "pages": [_page(page) for page in answer.pages],
        "engine": [answer.engine, answer.engine_version, answer.profile, answer.charset],
        "hints": dict(answer.hints),
        "notes": list(answer.notes),
    }
    return json.dumps(told).encode()


def unpack(data: bytes) -> Extraction:
    """Return the extraction, or raise the `Unreadable` that was sent; anything malformed is a `crash`."""
    try:
        told = json.loads(data)
        if "refused" in told:
            code, message = told["refused"]
            raise Unreadable(str(code), str(message))
        engine, version, profile, charset = (str(word) for word in told["engine"])
        return Extraction(
            tuple(_raw_page(*page) for page in told["pages"]),
            engine,
            version,
            profile,
            charset,
            hints={str(name): str(value) for name, value in told["hints"].items()},
            notes=tuple(str(note) for note in told["notes"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error) as error:
        raise Unreadable("crash", "the extraction gave back something that cannot be understood") from error


def _page(page: RawPage) -> list[Any]:
    marks = [[mark.kind.value, mark.start, mark.end] for mark in page.structures]
    return [
        page.text,
        page.label,
        marks,
        base64.b64encode(zlib.compress(_little(page.boxes).tobytes(), 1)).decode(),
    ]


def _raw_page(text: str, label: str, marks: list[Any], packed: str) -> RawPage:
    """Return one page; marks outside its text and boxes that do not fit it raise ValueError."""
    opened = zlib.decompressobj()
    boxes = array("i")
    boxes.frombytes(opened.decompress(base64.b64decode(packed), max(1, len(text) * _BOX_BYTES)))
    if not isinstance(text, str) or len(boxes) not in (0, 4 * len(text)) or opened.unconsumed_tail:
        raise ValueError("boxes do not fit the text")
    structures = tuple(RawStructure(StructureKind(kind), int(start), int(end)) for kind, start, end in marks)
    if not all(0 <= mark.start <= mark.end <= len(text) for mark in structures):
        raise ValueError("a mark lies outside its page")
    return RawPage(text, str(label), structures, _little(boxes))


def _little(numbers: array[int]) -> array[int]:
    """Return the numbers in little-endian order on any machine."""
    if sys.byteorder == "little":
        return numbers
    turned = array("i", numbers)
    turned.byteswap()
    return turned
