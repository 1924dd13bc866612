"""Hostile plain text and RTF."""

from __future__ import annotations

from hostile.case import MEGA, Case, case


def of(unit: str, size: int) -> bytes:
    """Return a text of about `size` code points."""
    return ("Letter. " + unit * (size // len(unit))).encode()


def rtf(body: bytes) -> bytes:
    return rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Times;}}\f0 The bridge is open. " + body + b"}"


CASES: tuple[Case, ...] = (
    case("one-line.txt", "a line of 50 MB", lambda: b"words " * (50 * MEGA // 6), "too-large", "memory"),
    case("long.txt", "9 million signs in one line", lambda: b"words " * 1_500_000),
    case("blank.txt", "4 MB of blanks", b"a" + b" " * (4 * MEGA), "text"),
    case("lines.txt", "4 million line ends", b"a" + b"\n" * (4 * MEGA), "text"),
    case(
        "invalid.txt",
        "bytes that are no UTF-8",
        lambda: b"caf\xe9 \xff\xfe\xc0\x80\xed\xa0\x80 words\n" * 10_000,
        "text",
    ),
    case(
        "odd-utf16.txt",
        "UTF-16 of an odd number of bytes",
        lambda: "Some words.".encode("utf-16") + b"\x41",
        "text",
        "not-text",
    ),
    case("utf32.txt", "UTF-32 of impossible signs", lambda: b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * 1000),
    case("page-ends.txt", "a million pages", lambda: b"a\f" * 1_000_000, "too-large"),
    case("pages.txt", "5,001 pages", lambda: b"a\f" * 5_001, "too-large"),
    case("zero.txt", "zero bytes", lambda: b"a\0" * 1000),
    case("controls.txt", "control signs", lambda: bytes(range(1, 32)) * 1000, "not-text", "unsupported"),
    case("zalgo.txt", "a letter with a million marks", lambda: of("\u0315\u0300\u0327", MEGA)),
    case(
        "zalgos.txt",
        "100,000 letters with ten marks each",
        lambda: of("a" + "\u0315\u0300\u0327\u0301\u0308" * 2, MEGA),
    ),
    case("soft-hyphens.txt", "a million soft hyphens", lambda: of("\u00ad", MEGA)),
    case("hyphens.txt", "200,000 words cut in two", lambda: of("a-\nb\u00ad\n", MEGA)),
    case("zero-width.txt", "a million signs without width", lambda: of("\u200b\u202e", MEGA)),
    case("jamo.txt", "a million parts of Korean syllables", lambda: of("\u1100\u1161\u11a8", MEGA)),
    case("emoji.txt", "a million signs beyond the first plane", lambda: of("\U0001f600", MEGA)),
    case("surrogates.txt", "UTF-16 of halves of signs", lambda: b"\xff\xfe" + b"\x00\xd8" * 10_000),
    case("quotes.txt", "a million quotation marks", lambda: of("\u201c\u2018\u201d'", MEGA)),
    case("from.txt", "100,000 heads of letters", lambda: of("From: x\nTo: y\nDate: z\n\n", MEGA)),
    case("dates.txt", "60,000 dates", lambda: of("14 March 2031 99 Marchh 20311 ", MEGA)),
    case("digits.txt", "a number of a million digits", lambda: of("1", MEGA)),
    case("greetings.txt", "greetings and closings by turns", lambda: of("Dear x\nYours,\n", MEGA)),
    case("addresses.txt", "100,000 web addresses", lambda: of("http://a.b.c.d/?e=f ", MEGA)),
    case("headings.txt", "pages of the same head", lambda: b"The head\n1\nwords\n\f" * 4999, "text"),
    case("capitals.txt", "sentences without end", lambda: of("A. B! C? ", MEGA)),
    case("comments.txt", "comments before nothing", lambda: b"<!---->" * 9000, "text", "no-text"),
    case("deep.rtf", "groups 100,000 deep", lambda: rtf(b"{" * 100_000 + b"}" * 100_000)),
    case("open.rtf", "100,000 groups never closed", lambda: rtf(rb"{\b x" * 100_000)),
    case("shut.rtf", "100,000 groups closed that were not open", lambda: rtf(b"}" * 100_000)),
    case("bin.rtf", "binary data of a terabyte, it says", lambda: rtf(rb"\bin999999999999 words")),
    case("unicode.rtf", "a million signs by number", lambda: rtf(rb"\u8220?" * 1_000_000)),
    case(
        "unicode-skip.rtf", "skips a billion signs after each", lambda: rtf(rb"\uc1000000000\u8220 " * 1000 + b"words")
    ),
    case("numbers.rtf", "a number of a million digits", lambda: rtf(rb"\fs" + b"9" * MEGA)),
    case("hex.rtf", "a million bytes by number", lambda: rtf(rb"\'93" * 1_000_000)),
    case("surrogates.rtf", "halves of signs by number", lambda: rtf(rb"\u-10240?\u-10240?\u99999999?" * 10_000)),
    case(
        "fonts.rtf",
        "100,000 fonts",
        lambda: rtf(
            b"{\\fonttbl" + b"".join(rb"{\f%d\fcharset%d A;}" % (at, at % 256) for at in range(100_000)) + b"}"
        ),
    ),
    case("codepage.rtf", "a code page that is none", lambda: rb"{\rtf1\ansi\ansicpg99999 caf\'e9 words}"),
    case("picture.rtf", "a picture of 8 MB in hexadecimal", lambda: rtf(rb"{\pict " + b"ff" * (4 * MEGA) + b"}")),
    case(
        "fields.rtf",
        "20,000 fields inside each other",
        lambda: rtf(rb"{\field{\*\fldinst{HYPERLINK x}}{\fldrslt " * 20_000),
    ),
    case(
        "tables.rtf",
        "a table of 200,000 cells",
        lambda: rtf((rb"\trowd" + rb"\cellx1" * 100 + rb"\intbl" + rb" x\cell" * 100 + rb"\row ") * 2000),
    ),
    case("cut.rtf", "ends in the middle of a word of control", rb"{\rtf1\ansi words \'"),
    case("empty.rtf", "nothing but its first word", rb"{\rtf1}"),
)
