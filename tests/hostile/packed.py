"""Hostile ZIP files, and the office documents that are such."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

from hostile.case import MEGA, Case, case, deflated
from hostile.pages import laughs, nest

WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = (
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
XML = b'<?xml version="1.0" encoding="UTF-8"?>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PARAGRAPH = b"<w:p><w:r><w:t>The bridge is open.</w:t></w:r></w:p>"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    b' Target="word/document.xml"/></Relationships>'
)


class Sheaf:
    """A ZIP file that is written member by member and says what it is told to say, true or not."""

    def __init__(self) -> None:
        self.body, self.directory, self.count = bytearray(), bytearray(), 0

    def add(self, name: bytes, packed: bytes, size: int, **said: int) -> int:
        """Add a member of packed bytes and return its place.

        `said` may hold `flags`, `method`, `check` and `mode`; with `at` the member is only in the directory, as if it
        stood there.
        """
        flags, method, check = said.get("flags", 0), said.get("method", 8), said.get("check", 0)
        fields = (flags, method, 0, 0x21, check, len(packed), size & 0xFFFFFFFF, len(name), 0)
        at = said.get("at", -1)
        if at < 0:
            at = len(self.body)
            self.body += struct.pack("<4s5H3I2H", b"PK\3\4", 20, *fields) + name + packed
        attributes = said.get("mode", 0) << 16
        self.directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", 0x0314, 20, *fields, 0, 0, 0, attributes, at) + name
        self.count += 1
        return at

    def done(self) -> bytes:
        count = min(self.count, 0xFFFF)
        end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(self.directory), len(self.body), 0)
        return bytes(self.body + self.directory) + end


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an honest ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as sheaf:
        for name, data in members:
            sheaf.writestr(zipfile.ZipInfo(name, (2031, 3, 14, 12, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bomb(name: bytes, size: int, unit: bytes = b"words ", said: int | None = None) -> bytes:
    """Return a ZIP file of one member that unpacks to `size` bytes, whatever it says."""
    sheaf = Sheaf()
    packed = deflated(unit, size // len(unit), raw=True)
    sheaf.add(name, packed, size if said is None else said, check=checksum(packed))
    return sheaf.done()


def garbled() -> bytes:
    sheaf = Sheaf()
    sheaf.add(b"a.txt", deflated(b"words ", 100, raw=True), 600, check=1)
    return sheaf.done()


def checksum(packed: bytes) -> int:
    """Return the true checksum of what a member unpacks to, without holding all of it."""
    opened, check = zlib.decompressobj(-15), 0
    while packed:
        check = zlib.crc32(opened.decompress(packed, MEGA), check)
        packed = opened.unconsumed_tail
    return check


def overlapping(times: int) -> bytes:
    """Return a ZIP file whose members are all the same bytes."""
    sheaf = Sheaf()
    packed = deflated(b"words ", 10_000_000 // 6, raw=True)
    check = checksum(packed)
    at = sheaf.add(b"0.txt", packed, 9_999_996, check=check)
    for number in range(1, times):
        sheaf.add(b"%d.txt" % number, packed, 9_999_996, at=at, check=check)
    return sheaf.done()


def layers(depth: int, width: int) -> bytes:
    """Return ZIP files in ZIP files, `width` in each."""
    inner = b"words " * 1000
    name = "words.txt"
    for level in range(depth):
        inner = zipped((f"{number}-{name}", inner) for number in range(width))
        name = f"{level}.zip"
    return inner


def odd_names() -> bytes:
    names = (
        b"../../../tmp/out.txt",
        b"/etc/cron.d/x.txt",
        b"a\0b.txt",
        b"C:\\x.txt",
        b"..\\..\\y.txt",
        b"\xff\xfe.txt",
        b"n" * 60_000 + b".txt",
        b".",
        b"",
    )
    sheaf = Sheaf()
    for name in names:
        sheaf.add(name, b"words of " + name[:9], 9 + len(name[:9]), method=0, check=zlib.crc32(b"words of " + name[:9]))
    return sheaf.done()


def one(**rest: int) -> bytes:
    sheaf = Sheaf()
    sheaf.add(b"a.txt", b"/etc/passwd", 11, method=0, check=zlib.crc32(b"/etc/passwd"), **rest)
    return sheaf.done()


def docx(document: bytes, *more: tuple[str, bytes]) -> bytes:
    return zipped([("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document), *more])


def word(body: bytes, before: bytes = b"") -> bytes:
    return XML + before + b"<w:document %s><w:body>%s%s</w:body></w:document>" % (WORD, PARAGRAPH, body)


def odt(content: bytes) -> bytes:
    return zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content)])


def text(body: bytes, before: bytes = b"") -> bytes:
    return (
        XML
        + before
        + (
            b"<office:document-content %s><office:body><office:text><text:p>The bridge is "
            b"open.</text:p>%s</office:text></office:body></office:document-content>"
        )
        % (OPEN, body)
    )


def big_docx(size: int) -> bytes:
    """Return a DOCX whose document unpacks to `size` bytes of paragraphs."""
    sheaf = Sheaf()
    for name, data in ((b"[Content_Types].xml", TYPES), (b"_rels/.rels", RELATIONS)):
        sheaf.add(name, data, len(data), method=0, check=zlib.crc32(data))
    head = XML + b"<w:document %s><w:body>" % WORD
    stretch = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = (
        stretch.compress(head)
        + stretch.flush(zlib.Z_FULL_FLUSH)
        + deflated(PARAGRAPH, size // len(PARAGRAPH), raw=True)
    )
    sheaf.add(b"word/document.xml", packed, len(head) + size)
    return sheaf.done()


CUT = docx(word(PARAGRAPH * 50))
CASES: tuple[Case, ...] = (
    case("ratio.zip", "300 MB of words in one member", lambda: bomb(b"a.txt", 300 * MEGA)),
    case("lying.zip", "a member that says 10 bytes and is 300 MB", lambda: bomb(b"a.txt", 300 * MEGA, said=10)),
    case("lying-much.zip", "a member that says 4 GB and is 6 bytes", lambda: bomb(b"a.txt", 6, said=0xFFFFFFF0)),
    case("overlapping.zip", "5,000 members of 10 MB that are the same bytes", lambda: overlapping(5000)),
    case("layers.zip", "ZIP files in ZIP files, five deep, sixteen wide", lambda: layers(5, 16)),
    case("deep.zip", "ZIP files in ZIP files, 50 deep", lambda: layers(50, 1)),
    case("entries.zip", "65,000 members", lambda: zipped((f"{number}.txt", b"") for number in range(65_000))),
    case("names.zip", "names with .., /, zero bytes", odd_names),
    case("link.zip", "a symbolic link to a file of this machine", lambda: one(mode=0o120777)),
    case("encrypted.zip", "an encrypted member", lambda: one(flags=1)),
    case(
        "method.zip",
        "packed by a method that nobody knows",
        lambda: one(flags=0, mode=0).replace(b"\x14\0\0\0\0\0", b"\x14\0\0\0\x63\0"),
    ),
    case("empty.zip", "no members", lambda: zipped([])),
    case("cut.zip", "cut off in the middle", lambda: zipped([("a.txt", b"words " * 1000), ("b.txt", b"more")])[:80]),
    case("garbled.zip", "a member whose check sum is wrong", garbled),
    case("self.zip", "a member that is where the file itself is", lambda: one(at=0)),
    case(
        "laughs.docx",
        "a billion laughs",
        lambda: docx(word(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", laughs(b"w")[21:])),
    ),
    case(
        "outside.docx",
        "an entity that names a file of this machine",
        lambda: docx(word(b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", OUTSIDE)),
    ),
    case("deep.docx", "elements 100,000 deep", lambda: docx(word(nest(b"<w:tbl>", b"</w:tbl>", 100_000)))),
    case(
        "deep-tables.docx",
        "tables 1,000 deep",
        lambda: docx(word(nest(b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>", 1000))),
    ),
    case("ratio.docx", "a document of 1 GB", lambda: big_docx(1000 * MEGA)),
    case("long.docx", "a document of 60 MB", lambda: docx(word(PARAGRAPH * 1_000_000))),
    case(
        "attributes.docx",
        "an element of 200,000 attributes",
        lambda: docx(word(b"<w:p %s/>" % b" ".join(b'w:a%d="1"' % at for at in range(200_000)))),
    ),
    case(
        "no-document.docx",
        "no document inside",
        lambda: zipped([("[Content_Types].xml", TYPES), ("word/other.xml", b"x")]),
    ),
    case("broken.docx", "XML that ends too soon", lambda: docx(word(PARAGRAPH)[:-80])),
    case("not-xml.docx", "a document that is no XML", lambda: docx(b"\0\xff words")),
    *(
        case(f"cut-at-{share}.docx", f"cut off after {share} % of its bytes", CUT[: len(CUT) * share // 100])
        for share in (20, 50, 80, 99)
    ),
    case("utf16-lies.docx", "says UTF-16, is UTF-8", lambda: docx(word(b"").replace(b"UTF-8", b"UTF-16"))),
    case("comment.docx", "a comment of 50 MB", lambda: docx(word(b"<!--" + b"x" * (50 * MEGA) + b"-->"))),
    case(
        "one-text.docx",
        "a paragraph of 20 MB",
        lambda: docx(word(b"<w:p><w:r><w:t>" + b"words " * (20 * MEGA // 6) + b"</w:t></w:r></w:p>")),
    ),
    case(
        "footnotes.docx",
        "a footnote that is in itself",
        lambda: docx(
            word(b'<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'),
            (
                "word/footnotes.xml",
                XML
                + (
                    b'<w:footnotes %s><w:footnote w:id="2"><w:p><w:r><w:t>x</w:t><w:footnoteReference '
                    b'w:id="2"/></w:r></w:p></w:footnote></w:footnotes>'
                )
                % WORD,
            ),
        ),
    ),
    case("laughs.odt", "a billion laughs", lambda: odt(text(b"<text:p>&l9;</text:p>", laughs(b"office")[21:]))),
    case(
        "outside.odt",
        "an entity that names a file of this machine",
        lambda: odt(text(b"<text:p>&e;</text:p>", OUTSIDE)),
    ),
    case("deep.odt", "elements 100,000 deep", lambda: odt(text(nest(b"<text:section>", b"</text:section>", 100_000)))),
    case(
        "blanks.odt",
        "a billion blanks by number",
        lambda: odt(text(b'<text:p>a<text:s text:c="1000000000"/>b</text:p>')),
    ),
    case(
        "rows.odt",
        "a row repeated a billion times",
        lambda: odt(
            text(
                b'<table:table><table:table-row table:number-rows-repeated="1000000000">'
                b'<table:table-cell table:number-columns-repeated="1000000000">'
                b"<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
            )
        ),
    ),
    case(
        "no-content.odt",
        "no content inside",
        lambda: zipped([("mimetype", b"application/vnd.oasis.opendocument.text")]),
    ),
    case("ratio.odt", "content of 1 GB of blanks", lambda: odt(text(b" " * (180 * MEGA)))),
)
