"""Hostile PDFs."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from hostile.case import Case, case, deflated

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


def tree(levels: int, width: int) -> bytes:
    """Return a page tree in which every node names the next one `width` times."""
    objects = {}
    for level in range(levels):
        node = 10 + level
        below = b"%d 0 R " % (node + 1 if level + 1 < levels else 3)
        objects[node] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (below * width, width ** (levels - level))
    return written(objects | {2: b"<< /Type /Pages /Kids [10 0 R] /Count %d >>" % width**levels})


def forms(depth: int, width: int, last: int) -> bytes:
    """Return forms that draw the next one `width` times; the last draws form number `last`, 0 for words."""
    objects = {3: page_with(b"", b"<< /XObject << /N 10 0 R >> /Font << /F1 5 0 R >> >>"), 4: stream(b"/N Do")}
    for at in range(depth):
        following = 11 + at if at + 1 < depth else last
        content = b"/N Do " * width if following else WORDS
        named = b"/XObject << /N %d 0 R >>" % following if following else b""
        objects[10 + at] = stream(
            content,
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %s /Font << /F1 5 0 R >> >>" % named,
        )
    return written(objects)


def mapped(cmap: bytes) -> bytes:
    """Return a letter whose font has a map to letters of its own."""
    font = FONT[:-2] + b"/ToUnicode 6 0 R >>"
    head = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange "
        b"<00> <ff> endcodespacerange\n"
    )
    return written({5: font, 6: stream(head + cmap + b"\nendcmap end end")})


def composite(entries: bytes, encoding: bytes = b"/Identity-H") -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding %s /DescendantFonts [6 0 R] >>" % encoding
    cid = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    )
    return written({5: font, 6: cid + b" /Supplement 0 >> %s >>" % entries})


def type_three() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 100 100] /FontMatrix [.01 0 0 .01 0 0]"
        b" /FirstChar 0 /LastChar 255"
        b" /Widths [%s] /Encoding << /Differences [0 %s] >> /CharProcs << /a 6 0 R >>"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % (b"100 " * 256, b"/a " * 256)
    )
    return written({5: font, 6: stream(b"100 0 d0 BT /F1 12 Tf (aaaaaaaaaaaaaaaaaaaa) Tj ET")})


def catalogue(entries: bytes, **objects: bytes) -> bytes:
    return written(
        {1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries} | {int(name[1:]): body for name, body in objects.items()}
    )


def boxed(box: bytes, rest: bytes = b"") -> bytes:
    return written({3: PAGE.replace(b"[0 0 612 792]", b"[%s] %s" % (box, rest))})


def compressed_objects(size: int) -> bytes:
    """Return an object stream that inflates to `size` bytes, holding the page tree."""
    inside = b"2 0 3 45 5 160 " + b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>   "
    inner = zlib.compress(deflated(inside.ljust(1000), size // 1000), 9)
    return streamed(
        {6: stream(inner, b"/Type /ObjStm /N 3 /First 15 /Filter [/FlateDecode /FlateDecode]")}, {2: 6, 3: 6}
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


def table_bomb() -> bytes:
    """Return a cross-reference stream that says it has a billion rows, and inflates to a gigabyte."""
    out = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    inner = zlib.compress(deflated(b"\x01\0\0\0\x09\0", (1 << 30) // 6), 9)
    body = stream(inner, b"/Type /XRef /Size 178956970 /W [1 4 1] /Root 1 0 R /Filter [/FlateDecode /FlateDecode]")
    return out + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (body, len(out))


def previous(at: int | None) -> bytes:
    """Return a file whose cross-reference table names itself (or another place) as the one before."""
    whole = written({})
    start = whole.rindex(b"xref\n0 ")
    return whole.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % (start if at is None else at))


def image(wide: int, high: int, box: bytes = b"0 0 612 792") -> bytes:
    picture = stream(
        zlib.compress(bytes(1000)),
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB"
        b" /Filter /FlateDecode" % (wide, high),
    )
    page = page_with(b"", b"<< /XObject << /I 6 0 R >> >>").replace(b"0 0 612 792", box)
    return written({3: page, 4: stream(b"q 612 0 0 792 0 0 cm /I Do Q"), 6: picture})


ENCRYPTED = written(
    {8: b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"5a" * 32, b"a5" * 32)},
    b"/Encrypt 8 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
)
LETTER = written({})
NESTED = {"[": b"[" * 200_000 + b"]" * 200_000, "<<": b"<</A" * 100_000 + b" 1 " + b">>" * 100_000}
OUTLINES = {
    "c9": b"<< /Type /Outlines /First 10 0 R /Last 11 0 R /Count 2 >>",
    "c10": b"<< /Title (One) /Parent 9 0 R /Next 11 0 R /First 11 0 R /Last 11 0 R /Dest [3 0 R /Fit] >>",
    "c11": b"<< /Title (Two) /Parent 9 0 R /Next 10 0 R /First 10 0 R /Last 9 0 R /Dest [3 0 R /Fit] >>",
}
LINK = b"<< /Type /Annot /Subtype /Link /Rect [0 0 1 1] /A << /S /URI /URI (http://example.org/) >> >>"

CASES: tuple[Case, ...] = (
    case("empty.pdf", "no bytes at all", b"", "empty"),
    case("header-only.pdf", "nothing after the header", b"%PDF-1.7\n", "damaged"),
    case(
        "garbage.pdf",
        "noise after the header",
        lambda: b"%PDF-1.7\n" + bytes(at * at % 251 for at in range(8000)),
        "damaged",
    ),
    case("late-header.pdf", "a page of noise before the header", lambda: b"noise\n" * 100 + LETTER, "text", "damaged"),
    *(
        case(f"cut-at-{share}.pdf", f"cut off after {share} % of its bytes", LETTER[: len(LETTER) * share // 100])
        for share in range(5, 100, 10)
    ),
    case("encrypted.pdf", "encrypted with a user password", ENCRYPTED, "encrypted"),
    case("content-bomb.pdf", "4 GiB of blanks as content", lambda: written({4: bomb(b" ", 4 << 30)})),
    case("text-bomb.pdf", "1 GiB of text to show", lambda: written({4: bomb(b"BT /F1 9 Tf (words) Tj ET\n", 1 << 30)})),
    case("operators.pdf", "64 million operators", lambda: written({4: bomb(b"q Q ", 256 << 20)})),
    case("stacked.pdf", "32 million saved states", lambda: written({4: bomb(b"q ", 64 << 20)})),
    case("operands.pdf", "32 million operands and no operator", lambda: written({4: bomb(b"1 ", 64 << 20)})),
    case("signs.pdf", "4 million signs on one page", lambda: drawn(b"BT /F1 1 Tf (%s) Tj ET" % (b"a" * 200_000,) * 20)),
    case("object-stream-bomb.pdf", "an object stream of 2 GiB", lambda: compressed_objects(2 << 30)),
    case("table-bomb.pdf", "a cross-reference stream of 1 GiB", table_bomb),
    case(
        "lzw-bomb.pdf",
        "100 filters one after the other",
        lambda: drawn(zlib.compress(WORDS), b"/Filter [%s]" % (b"/FlateDecode " * 100)),
    ),
    case(
        "predictor.pdf",
        "a predictor of a billion columns",
        lambda: drawn(
            zlib.compress(WORDS), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1000000000 >>"
        ),
    ),
    case("image-bomb.pdf", "a picture of 100,000 by 100,000", lambda: image(100_000, 100_000), "needs-ocr", "no-text"),
    case("poster.pdf", "a picture on a page of 14,400 inches", lambda: image(10, 10, b"0 0 1036800 1036800")),
    case("100k-pages.pdf", "100,000 times the same page", lambda: tree(5, 10), "too-large", "damaged"),
    case("many-pages.pdf", "a million pages in a tree of three levels", lambda: tree(3, 100), "too-large", "damaged"),
    case(
        "count-lies.pdf",
        "says that it has a billion pages",
        lambda: written({2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"}),
    ),
    case(
        "count-negative.pdf",
        "says that it has -1 pages",
        lambda: written({2: b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>"}),
    ),
    case(
        "count-5000.pdf",
        "says that it has 5,000 pages, has one",
        lambda: written({2: b"<< /Type /Pages /Kids [3 0 R] /Count 5000 >>"}),
    ),
    case(
        "tree-loop.pdf",
        "a page tree that holds itself",
        lambda: written({2: b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>"}),
    ),
    case(
        "parent-loop.pdf",
        "two parents of each other, attributes sought upwards",
        lambda: written(
            {
                2: b"<< /Type /Pages /Kids [9 0 R] /Count 1 /Parent 9 0 R >>",
                9: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
                3: b"<< /Type /Page /Parent 9 0 R /Contents 4 0 R >>",
            }
        ),
    ),
    case("deep-tree.pdf", "a page tree 5,000 deep", lambda: tree(5000, 1)),
    case("table-loop.pdf", "a cross-reference table before itself", lambda: previous(None)),
    case("table-negative.pdf", "a cross-reference table at -1", lambda: previous(-1)),
    case(
        "object-stream-loop.pdf",
        "an object stream inside itself",
        lambda: streamed({6: stream(b"", b"/Type /ObjStm /N 1 /First 0 /Extends 6 0 R")}, {2: 6, 3: 6, 6: 6}),
    ),
    case(
        "length-loop.pdf",
        "a stream whose length is itself",
        lambda: written({4: b"<< /Length 4 0 R >>\nstream\n" + WORDS + b"\nendstream"}),
    ),
    case(
        "reference-loop.pdf",
        "an object that is another that is it",
        lambda: written({3: PAGE.replace(b"4 0 R", b"8 0 R"), 8: b"9 0 R", 9: b"8 0 R"}),
    ),
    case("deep-array.pdf", "an array 200,000 deep", lambda: written({3: page_with(b"/Odd " + NESTED["["])})),
    case("deep-dictionary.pdf", "a dictionary 100,000 deep", lambda: written({3: page_with(b"/Odd " + NESTED["<<"])})),
    case("deep-content.pdf", "an operand 200,000 deep", lambda: drawn(WORDS + NESTED["["] + b" TJ")),
    case("form-bomb.pdf", "40 forms, each drawing the next twice", lambda: forms(40, 2, 0)),
    case("form-wide.pdf", "8 forms, each drawing the next ten times", lambda: forms(8, 10, 0)),
    case("form-loop.pdf", "a form that draws itself", lambda: forms(2, 2, 10)),
    case("type-three.pdf", "a font whose letters are written in it", type_three),
    case(
        "map-range.pdf",
        "a map of four billion letters",
        lambda: mapped(b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"),
    ),
    case(
        "map-ranges.pdf",
        "20,000 maps of 65,536 letters",
        lambda: mapped(b"20000 beginbfrange\n" + b"<0000> <ffff> <0000>\n" * 20_000 + b"endbfrange"),
    ),
    case(
        "map-long.pdf",
        "a letter that maps to a megabyte",
        lambda: mapped(b"1 beginbfchar <53> <%s> endbfchar" % (b"0041" * 260_000)),
    ),
    case("widths.pdf", "widths of a billion letters", lambda: composite(b"/W [0 1000000000 500]")),
    case("foreign-map.pdf", "a map named by a path", lambda: composite(b"", b"/#2e#2e#2f#2e#2e#2fetc#2fpasswd")),
    case(
        "map-uses-itself.pdf",
        "a map built on itself",
        lambda: written(
            {
                5: (
                    b"<< /Type /Font /Subtype /Type0 /BaseFont /O /Encoding 6 0 R /DescendantFonts [5 0 R] "
                    b"/ToUnicode 6 0 R >>"
                ),
                6: stream(b"/Odd usecmap begincmap endcmap", b"/Type /CMap /CMapName /Odd /UseCMap 6 0 R"),
            }
        ),
    ),
    case(
        "function.pdf",
        "a shading by a function of a billion samples",
        lambda: drawn(
            b"/S sh " + WORDS,
            c3=page_with(
                b"",
                (
                    b"<< /Font << /F1 5 0 R >> /Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray "
                    b"/Function << /FunctionType 0 /Domain [0 1 0 1] /Range [0 1] /Size [32000 32000] "
                    b"/BitsPerSample 8 >> >> >> >>"
                ),
            ),
        ),
    ),
    case("outlines-loop.pdf", "an outline in circles", lambda: catalogue(b"/Outlines 9 0 R", **OUTLINES)),
    case(
        "outlines-wide.pdf",
        "an outline whose items are each two of the next",
        lambda: catalogue(
            b"/Outlines 10 0 R",
            **{
                f"c{at}": b"<< /Title (T) /First %d 0 R /Last %d 0 R /Next %d 0 R /Dest [3 0 R /Fit] >>"
                % (at + 1, at + 1, at + 1)
                for at in range(10, 60)
            },
        ),
    ),
    case(
        "names-loop.pdf",
        "a tree of names that holds itself",
        lambda: catalogue(
            b"/Names << /Dests 9 0 R >> /Outlines 10 0 R",
            c9=b"<< /Kids [9 0 R 9 0 R] /Limits [(a) (z)] >>",
            c10=b"<< /First 11 0 R /Last 11 0 R /Count 1 >>",
            c11=b"<< /Title (T) /Parent 10 0 R /Dest (m) >>",
        ),
    ),
    case(
        "labels.pdf",
        "page labels of a hundred million letters",
        lambda: catalogue(b"/PageLabels << /Nums [0 << /S /A /St 2600000000 >>] >>"),
    ),
    case(
        "labels-roman.pdf",
        "a Roman page number of 10 to the 30",
        lambda: catalogue(b"/PageLabels << /Nums [0 << /S /R /St 1%s >>] >>" % (b"0" * 30)),
    ),
    case(
        "labels-loop.pdf",
        "a tree of labels that holds itself",
        lambda: catalogue(
            b"/PageLabels 9 0 R", c9=b"<< /Kids [9 0 R 9 0 R] /Nums [0 << /S /D >> 1000000000 << /S /D >>] >>"
        ),
    ),
    case(
        "title.pdf",
        "a title of 4 MB",
        lambda: written({8: b"<< /Title (%s) >>" % (b"long " * 800_000)}, b"/Info 8 0 R"),
    ),
    case(
        "links.pdf",
        "100,000 links on a page",
        lambda: written({3: page_with(b"/Annots [%s]" % (b"8 0 R " * 100_000)), 8: LINK}),
    ),
    case("box-nan.pdf", "a page of no numbers", lambda: boxed(b"nan inf -inf nan")),
    case("box-huge.pdf", "a page of 1e38 points", lambda: boxed(b"0 0 1e38 1e38 ")),
    case("box-digits.pdf", "a page as wide as 5,000 digits", lambda: boxed(b"0 0 %s 10" % (b"9" * 5000))),
    case("box-inverted.pdf", "a page inside out, turned by 45 degrees", lambda: boxed(b"612 792 0 0", b"/Rotate 45")),
    case(
        "box-crop.pdf", "cropped to nothing and turned", lambda: boxed(b"0 0 612 792", b"/CropBox [9 9 9 9] /Rotate 90")
    ),
    case("box-short.pdf", "a page box of two numbers", lambda: boxed(b"0 0")),
    case(
        "font-size.pdf", "letters of 1e30 points", lambda: drawn(b"BT /F1 1e30 Tf 1e30 0 0 1e30 0 0 Tm (words) Tj ET")
    ),
    case("matrix.pdf", "10,000 times ten times as large", lambda: drawn(b"10 0 0 10 0 0 cm " * 10_000 + WORDS)),
    case(
        "inline-image.pdf",
        "a picture in the text that never ends",
        lambda: drawn(WORDS + b" BI /W 9 /H 9 ID " + b"x" * 500_000),
    ),
    case("open-string.pdf", "a string that never ends", lambda: drawn(WORDS + b"(" * 500_000)),
    case(
        "comment.pdf",
        "a comment of 4 MB",
        lambda: LETTER.replace(b"1 0 obj", b"%" + b"x" * (4 << 20) + b"\n1 0 obj", 1),
    ),
    case(
        "no-table.pdf", "a million objects and no table", lambda: b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 200_000
    ),
    case(
        "endless-hex.pdf",
        "a string of 8 MB in hexadecimal",
        lambda: drawn(b"BT /F1 9 Tf <%s> Tj ET" % (b"41" * (4 << 20))),
    ),
)
