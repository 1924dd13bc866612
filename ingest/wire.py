"""What the confined child says to its parent: JSON, packed boxes, and the files it found inside; nothing is trusted.

An answer is the length of the JSON (eight bytes, big-endian), the JSON, and the bytes of the parts one after another.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from array import array
from collections.abc import Iterator
from typing import Any

from archive.documents import PageState, StructureKind
from archive.errors import Unreadable
from archive.identifiers import Identifier, Scheme
from ingest.boxes import little
from ingest.extract.allowance import refuse_excess
from ingest.extract.extraction import Extraction, Part, RawPage, RawStructure

_BOX_BYTES = 16
_LENGTH = struct.Struct(">Q")
_TOLD_LIMIT = 160 << 20
"""The longest JSON that is read, in bytes: the text of the largest file, its marks, its boxes."""

_WORD_LIMIT = 10_000
"""More than this of a title, name or note is nothing that anyone reads, in code points."""

_CODE = re.compile(r"[a-z][a-z-]{1,40}")
_UNSAYABLE = re.compile("[\x00\ud800-\udfff]")


def pack(answer: Extraction | Unreadable) -> bytes:
    """Return an extraction, or the reason why there is none, as bytes; one of excessive size is such a reason."""
    if isinstance(answer, Unreadable):
        return _framed({"refused": [answer.code, str(answer)]})
    refuse_excess(answer.pages)
    told = {
        "pages": [_page(page) for page in answer.pages],
        "engine": [answer.engine, answer.engine_version, answer.profile, answer.charset],
        "hints": dict(answer.hints),
        "bases": dict(answer.bases),
        "properties": dict(answer.properties),
        "identifiers": [[named.scheme.value, named.value] for named in answer.identifiers],
        "notes": list(answer.notes),
        "page_count": answer.page_count,
        "parts": [[part.name, len(part.data), dict(part.sidecar), part.fault] for part in answer.parts],
    }
    return _framed(told) + b"".join(part.data for part in answer.parts)


def _framed(told: dict[str, Any]) -> bytes:
    written = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(written)) + written


def unpack(data: bytes | bytearray) -> Extraction:
    """Return the extraction, or raise the `Unreadable` that was sent; anything malformed is a `crash`."""
    try:
        length = _LENGTH.unpack_from(data)[0]
        if length > _TOLD_LIMIT:
            raise ValueError("more is said than there is to say")
        body = _LENGTH.size + length
        told = json.loads(data[_LENGTH.size : body])
        if "refused" in told:
            raise _refusal(*told["refused"])
        extraction = _extraction(told, memoryview(data)[body:])
    except _MALFORMED as error:
        raise Unreadable("crash", "the extraction gave back something that cannot be understood") from error
    refuse_excess(extraction.pages)
    return extraction


_MALFORMED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    zlib.error,
    struct.error,
)


def _refusal(code: str, message: str) -> Unreadable:
    if not _CODE.fullmatch(code):
        raise ValueError("a refusal without a name")
    return Unreadable(code, _word(message))


def _extraction(told: dict[str, Any], blob: memoryview) -> Extraction:
    engine, version, profile, charset = map(_word, told["engine"])
    return Extraction(
        tuple(_raw_page(*page) for page in told["pages"]),
        engine,
        version,
        profile,
        charset,
        hints=_words(told["hints"]),
        notes=tuple(map(_word, told["notes"])),
        bases=_words(told["bases"]),
        properties=_words(told["properties"]),
        identifiers=tuple(Identifier(Scheme(scheme), _word(value)) for scheme, value in told["identifiers"]),
        page_count=int(told["page_count"]),
        parts=tuple(_parts(told["parts"], blob)),
    )


def _words(told: dict[Any, Any]) -> dict[str, str]:
    return {_word(name): _word(value) for name, value in told.items()}


def _word(told: object) -> str:
    """Return a word for people, of a length and of signs that can be kept and shown."""
    return _UNSAYABLE.sub("\ufffd", str(told)[:_WORD_LIMIT])


def _parts(listed: list[Any], blob: memoryview) -> Iterator[Part]:
    """Yield the parts; sizes that do not add up to the bytes raise ValueError."""
    at = 0
    for name, size, sidecar, fault in listed:
        if not 0 <= int(size) <= len(blob) - at:
            raise ValueError("a part is longer than what was sent")
        yield Part(_word(name), bytes(blob[at : at + int(size)]), _words(sidecar), _word(fault))
        at += int(size)
    if at != len(blob):
        raise ValueError("more was sent than the parts hold")


def _page(page: RawPage) -> list[Any]:
    marks = [[mark.kind.value, mark.start, mark.end, mark.detail] for mark in page.structures]
    boxes = base64.b64encode(zlib.compress(little(page.boxes).tobytes(), 1)).decode()
    read = [page.state.value, page.reader, page.why, page.confidence, list(page.doubts)]
    return [page.text, page.label, marks, boxes, read]


def _raw_page(text: str, label: str, marks: list[Any], packed: str, read: list[Any]) -> RawPage:
    """Return one page; marks outside its text and boxes that do not fit it raise ValueError."""
    if not isinstance(text, str):
        raise TypeError("a page must be text")
    opened = zlib.decompressobj()
    boxes = array("i")
    boxes.frombytes(opened.decompress(base64.b64decode(packed), max(1, len(text) * _BOX_BYTES)))
    if len(boxes) not in {0, 4 * len(text)} or opened.unconsumed_tail:
        raise ValueError("boxes do not fit the text")
    structures = tuple(
        RawStructure(StructureKind(kind), int(start), int(end), _word(detail)) for kind, start, end, detail in marks
    )
    if not all(0 <= mark.start <= mark.end <= len(text) for mark in structures):
        raise ValueError("a mark lies outside its page")
    state, reader, why, confidence, doubts = read
    return RawPage(
        text,
        _word(label),
        structures,
        little(boxes),
        PageState(state),
        _word(reader),
        _word(why),
        int(confidence),
        tuple(map(_word, doubts)),
    )
