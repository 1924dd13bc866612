"""Hostile PDFs: fonts, and the maps from their signs to letters."""

from __future__ import annotations

from hostile.case import Case, case
from hostile.writer import FONT, stream, written


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


CASES: tuple[Case, ...] = (
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
)
