"""PDFs written object by object, so that each may be as wrong as it likes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from hostile.case import deflated

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
WORDS = b"BT /F1 12 Tf 72 720 Td (Some words of the letter.) Tj ET"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"


def stream(data: bytes, rest: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), rest, data)


def written(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of numbered objects, each put on top of those of a plain one-page letter."""
    held = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE,
        4: stream(WORDS),
        5: FONT,
        **objects,
    }
    out, places = bytearray(b"%PDF-1.5\n"), {}
    for number, body in held.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at, size = len(out), max(held) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size)
    )
    return bytes(
        out
        + b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, at)
    )


def drawn(content: bytes, rest: bytes = b"", **objects: bytes) -> bytes:
    """Return a letter whose content stream is another."""
    return written({4: stream(content, rest)} | {int(name[1:]): body for name, body in objects.items()})


def bomb(unit: bytes, size: int) -> bytes:
    """Return a doubly deflated stream object of `size` bytes."""
    inner = zlib.compress(deflated(unit, size // len(unit)), 9)
    return stream(inner, b"/Filter [/FlateDecode /FlateDecode]")


def page_with(entries: bytes, resources: bytes = b"<< /Font << /F1 5 0 R >> >>") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s %s >>" % (
        resources,
        entries,
    )


def streamed(objects: Mapping[int, bytes], inside: Mapping[int, int], rest: bytes = b"", size: int = 8) -> bytes:
    """Return a PDF with a cross-reference stream; `inside` says which object is in which object stream."""
    out, places = bytearray(b"%PDF-1.5\n"), {}
    held = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 4: stream(WORDS), **objects}
    for number, body in held.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    rows = [
        (2, inside[number], 0) if number in inside else (1, places.get(number, at), 0) if number else (0, 0, 255)
        for number in range(8)
    ]
    table = b"".join(bytes((kind,)) + where.to_bytes(4, "big") + bytes((index,)) for kind, where, index in rows)
    head = b"/Type /XRef /Size %d /W [1 4 1] /Root 1 0 R %s" % (size, rest)
    return bytes(out + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(table, head), at))
