"""Hostile PDFs: outlines, names, labels, titles, links, and the boxes of pages."""

from __future__ import annotations

from hostile.case import Case, case
from hostile.writer import PAGE, page_with, written

OUTLINES = {
    "c9": b"<< /Type /Outlines /First 10 0 R /Last 11 0 R /Count 2 >>",
    "c10": b"<< /Title (One) /Parent 9 0 R /Next 11 0 R /First 11 0 R /Last 11 0 R /Dest [3 0 R /Fit] >>",
    "c11": b"<< /Title (Two) /Parent 9 0 R /Next 10 0 R /First 10 0 R /Last 9 0 R /Dest [3 0 R /Fit] >>",
}
LINK = b"<< /Type /Annot /Subtype /Link /Rect [0 0 1 1] /A << /S /URI /URI (http://example.org/) >> >>"


def catalogue(entries: bytes, **objects: bytes) -> bytes:
    return written(
        {1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries} | {int(name[1:]): body for name, body in objects.items()}
    )


def boxed(box: bytes, rest: bytes = b"") -> bytes:
    return written({3: PAGE.replace(b"[0 0 612 792]", b"[%s] %s" % (box, rest))})


CASES: tuple[Case, ...] = (
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
)
