"""The parts of a message sorted: what makes its body, what is a file in it, what is named and left out."""

from __future__ import annotations

import binascii
import io
import re
from dataclasses import dataclass, field
from email.errors import InvalidBase64LengthDefect
from email.generator import BytesGenerator
from email.message import Message
from email.policy import compat32

from archive.errors import Unreadable
from ingest.extract import charsets
from ingest.extract.extraction import Part
from ingest.extract.mail import headers

PARTS_LIMIT = 2000
TOTAL_LIMIT = 200 << 20
"""How many bytes the files of one message may have together."""

_NESTING = 50
_NAME_LIMIT = 255
_BODIES = frozenset({"text/plain", "text/html"})
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification"})
_SIGNATURES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
    }
)
_OTHER_FORMS = frozenset({"text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html"})
_ENDINGS = {
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/rfc822-headers": ".txt",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_ENCODINGS = {"quotedprintable": "quoted-printable", "base-64": "base64", "uuencoded": "x-uuencode"}


@dataclass(slots=True)
class Sorted:
    """`bodies` are groups of parts that say the same in other forms (mostly one); `files` were found inside."""

    bodies: list[list[Message]] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _size: int = 0

    def keep(self, part: Message, data: bytes, name: str) -> None:
        """Keep a file; one that is empty, damaged or too much is named."""
        self._size += len(data)
        if not data:
            self.notes.append(f"attachment is empty: {name}")
        elif self._size > TOTAL_LIMIT:
            self._size -= len(data)
            self.notes.append(f"attachment not taken in, all together are larger than {TOTAL_LIMIT >> 20} MiB: {name}")
        else:
            self.files.append(Part(name, data))
            if part.defects:
                self.notes.append(f"attachment may be damaged ({type(part.defects[0]).__name__}): {name}")


def sort(message: Message) -> Sorted:
    """Sort the parts of a message; one with more than `PARTS_LIMIT`, or nested too deep, is `Unreadable`."""
    _count(message)
    found = Sorted()
    _visit(message, found, group=None, related=False)
    return found


def _count(message: Message) -> None:
    waiting, seen = [(message, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if seen > PARTS_LIMIT or depth > _NESTING:
            raise Unreadable("too-large", f"the message has more than {PARTS_LIMIT} parts or is nested too deep")
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend((child, depth + 1) for child in inner if isinstance(child, Message))


def _visit(part: Message, found: Sorted, *, group: list[Message] | None, related: bool) -> None:
    """Sort one part and those inside it; `group` gathers the forms of one body."""
    kind = part.get_content_type()
    if part.is_multipart() and not kind.startswith("message/"):
        forms: list[Message] | None = group
        if kind == "multipart/alternative" and group is None:
            forms = []
        inner = part.get_payload()
        for child in inner if isinstance(inner, list) else []:
            if isinstance(child, Message):
                _visit(child, found, group=forms, related=related or kind == "multipart/related")
        if forms and group is None:
            found.bodies.append(forms)
        return
    if _is_body(part, kind, found, group):
        if group is None:
            found.bodies.append([part])
        else:
            group.append(part)
        if kind.startswith("multipart/"):
            found.notes.append("the parts of the message could not be told apart: they stand as they are")
        return
    _file(part, kind, found, related=related)


def _is_body(part: Message, kind: str, found: Sorted, group: list[Message] | None) -> bool:
    """Tell whether a part is words of the message: text that is no attached file, or a report of delivery."""
    if kind in _REPORTS or (kind.startswith("multipart/") and payload(part).strip()):
        return True
    if kind not in _BODIES or _disposition(part) == "attachment":
        return False
    first = not found.bodies and not any(form.get_content_type() == kind for form in group or [])
    return first or not _file_name(part)


def _file(part: Message, kind: str, found: Sorted, *, related: bool) -> None:
    """Keep a part as a file, or name it where it says nothing of its own."""
    named = _file_name(part)
    name = named or f"unnamed{_ENDINGS.get(kind, '')}"
    if kind.startswith("message/") and part.is_multipart():
        found.keep(part, _enclosed(part, kind), _titled(part, named or name))
    elif kind in _SIGNATURES:
        found.notes.append(f"signature not taken in: {name}")
    elif kind in _OTHER_FORMS and not named:
        found.notes.append(f"another form of the body, not taken in: {kind}")
    elif related and kind.startswith("image/") and part.get("Content-ID"):
        found.notes.append(f"picture of the layout, not taken in: {name}")
    elif not kind.startswith("multipart/"):
        found.keep(part, payload(part), name)


def _enclosed(part: Message, kind: str) -> bytes:
    """Return an enclosed message as a file; one that was encoded against the rules is decoded."""
    inner = [child for child in part.get_payload() if isinstance(child, Message)]
    if kind == "message/rfc822" and _encoding(part) in {"base64", "quoted-printable"} and inner and not inner[0].keys():
        inner[0]["Content-Transfer-Encoding"] = _encoding(part)
        return payload(inner[0])
    return b"\n\n".join(_written(child).strip(b"\r\n") for child in inner) + b"\n"


def _written(message: Message) -> bytes:
    """Return a message as bytes, with its header lines as long as they were."""
    stream = io.BytesIO()
    try:
        BytesGenerator(stream, mangle_from_=False, maxheaderlen=0, policy=compat32).flatten(message, unixfrom=False)
    except (ValueError, LookupError, TypeError, AttributeError):
        return str(message.get_payload()).encode("utf-8", "surrogateescape")
    return stream.getvalue()


def _titled(part: Message, name: str) -> str:
    """Name an enclosed message without a file name by its subject."""
    inner = [child for child in part.get_payload() if isinstance(child, Message)]
    subject = headers.header(inner[0], "Subject") if inner else ""
    return f"{subject[:100].replace('/', '-')}.eml" if subject and name == "unnamed.eml" else name


def payload(part: Message) -> bytes:
    """Return the decoded bytes of a part; faults of the encoding give what could be decoded."""
    encoding = _encoding(part)
    if encoding != str(part.get("Content-Transfer-Encoding", "")).lower():
        del part["Content-Transfer-Encoding"]
        part["Content-Transfer-Encoding"] = encoding
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        signs = _NOT_BASE64.sub(b"", data)
        return binascii.a2b_base64(signs[: len(signs) // 4 * 4])
    return data


def _encoding(part: Message) -> str:
    """Return the name of the transfer encoding without blanks and what else may stand beside it."""
    written = str(part.get("Content-Transfer-Encoding", "")).partition(";")[0].strip(" \t\"'").lower()
    return _ENCODINGS.get(written, written)


def text(part: Message) -> tuple[str, str]:
    """Return the text of one part, with plain line ends, and the charset that was used."""
    data = _enclosed(part, part.get_content_type()) if part.is_multipart() else payload(part)
    read, charset = charsets.decode(data, parameter(part, "charset")[:40])
    return read.replace("\r\n", "\n").replace("\r", "\n"), charset


def parameter(part: Message, name: str) -> str:
    """Return a parameter of the content type, empty where there is none or it is broken."""
    try:
        found = part.get_param(name, "")
    except (ValueError, TypeError, LookupError):
        return ""
    return str(found[2] if isinstance(found, tuple) else found or "").strip()


def _disposition(part: Message) -> str:
    return str(part.get("Content-Disposition", "")).partition(";")[0].strip().lower()


def _file_name(part: Message) -> str:
    """Return the decoded name of a file, without folders; empty where it has none."""
    try:
        name = part.get_filename() or ""
    except (ValueError, TypeError, LookupError):
        name = "unnamed"
    name = name or str(part.get("Content-Location", ""))
    plain = headers.decoded(name.replace("\n", " ").replace("\r", " "))
    return plain.replace("\\", "/").rpartition("/")[2][-_NAME_LIMIT:].strip()
