"""Hostile PDFs: cut, damaged, locked; tables, objects and trees of pages that lie or go round in circles."""

from __future__ import annotations

import zlib

from hostile.case import Case, case, deflated
from hostile.writer import PAGE, WORDS, drawn, page_with, stream, streamed, written

LETTER = written({})
ENCRYPTED = written(
    {8: b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"5a" * 32, b"a5" * 32)},
    b"/Encrypt 8 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
)
NESTED = {"[": b"[" * 200_000 + b"]" * 200_000, "<<": b"<</A" * 100_000 + b" 1 " + b">>" * 100_000}


def tree(levels: int, width: int) -> bytes:
    """Return a page tree in which every node names the next one `width` times."""
    objects = {}
    for level in range(levels):
        node = 10 + level
        below = b"%d 0 R " % (node + 1 if level + 1 < levels else 3)
        objects[node] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (below * width, width ** (levels - level))
    return written(objects | {2: b"<< /Type /Pages /Kids [10 0 R] /Count %d >>" % width**levels})


def compressed_objects(size: int) -> bytes:
    """Return an object stream that inflates to `size` bytes, holding the page tree."""
    inside = b"2 0 3 45 5 160 " + b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>   "
    inner = zlib.compress(deflated(inside.ljust(1000), size // 1000), 9)
    return streamed(
        {6: stream(inner, b"/Type /ObjStm /N 3 /First 15 /Filter [/FlateDecode /FlateDecode]")}, {2: 6, 3: 6}
    )


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
    case("object-stream-bomb.pdf", "an object stream of 2 GiB", lambda: compressed_objects(2 << 30)),
    case("table-bomb.pdf", "a cross-reference stream of 1 GiB", table_bomb),
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
    case(
        "comment.pdf",
        "a comment of 4 MB",
        lambda: LETTER.replace(b"1 0 obj", b"%" + b"x" * (4 << 20) + b"\n1 0 obj", 1),
    ),
    case(
        "no-table.pdf", "a million objects and no table", lambda: b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 200_000
    ),
)
