"""Hostile PDFs: what is drawn on a page, and never ends or unpacks to too much."""

from __future__ import annotations

import zlib

from hostile.case import Case, case
from hostile.writer import WORDS, bomb, drawn, page_with, stream, written


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


def image(wide: int, high: int, box: bytes = b"0 0 612 792") -> bytes:
    picture = stream(
        zlib.compress(bytes(1000)),
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB"
        b" /Filter /FlateDecode" % (wide, high),
    )
    page = page_with(b"", b"<< /XObject << /I 6 0 R >> >>").replace(b"0 0 612 792", box)
    return written({3: page, 4: stream(b"q 612 0 0 792 0 0 cm /I Do Q"), 6: picture})


CASES: tuple[Case, ...] = (
    case("content-bomb.pdf", "4 GiB of blanks as content", lambda: written({4: bomb(b" ", 4 << 30)})),
    case("text-bomb.pdf", "1 GiB of text to show", lambda: written({4: bomb(b"BT /F1 9 Tf (words) Tj ET\n", 1 << 30)})),
    case("operators.pdf", "64 million operators", lambda: written({4: bomb(b"q Q ", 256 << 20)})),
    case("stacked.pdf", "32 million saved states", lambda: written({4: bomb(b"q ", 64 << 20)})),
    case("operands.pdf", "32 million operands and no operator", lambda: written({4: bomb(b"1 ", 64 << 20)})),
    case("signs.pdf", "4 million signs on one page", lambda: drawn(b"BT /F1 1 Tf (%s) Tj ET" % (b"a" * 200_000,) * 20)),
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
    case("form-bomb.pdf", "40 forms, each drawing the next twice", lambda: forms(40, 2, 0)),
    case("form-wide.pdf", "8 forms, each drawing the next ten times", lambda: forms(8, 10, 0)),
    case("form-loop.pdf", "a form that draws itself", lambda: forms(2, 2, 10)),
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
        "endless-hex.pdf",
        "a string of 8 MB in hexadecimal",
        lambda: drawn(b"BT /F1 9 Tf <%s> Tj ET" % (b"41" * (4 << 20))),
    ),
)
