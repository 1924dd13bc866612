"""Hostile e-mail."""

from __future__ import annotations

import base64

from hostile.case import MEGA, Case, case

HEAD = (
    b"From: ann@example.org\nTo: bob@example.org\nSubject: The bridge\nDate: Fri, 14 Mar "
    b"2031 09:00:00 +0000\nMIME-Version: 1.0\n"
)
BODY = b"Dear Bob,\n\nthe bridge is open.\n"


def letter(headers: bytes = b"", body: bytes = BODY) -> bytes:
    return HEAD + headers + b"\n" + body


def nested(depth: int) -> bytes:
    """Return a multipart in a multipart, and so on."""
    outer = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(depth))
    return (
        HEAD
        + outer
        + b"Content-Type: text/plain\n\nwords\n"
        + b"".join(b"--b%d--\n" % at for at in reversed(range(depth)))
    )


def parts(count: int, one: bytes) -> bytes:
    return letter(b"Content-Type: multipart/mixed; boundary=b\n", (b"--b\n" + one + b"\n") * count + b"--b--\n")


CASES: tuple[Case, ...] = (
    case("nested.eml", "multiparts 5,000 deep", lambda: nested(5000)),
    case("nested-50.eml", "multiparts 60 deep", lambda: nested(60)),
    case("forwarded.eml", "messages 5,000 deep", lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 5000 + letter()),
    case(
        "forwarded-20.eml",
        "messages 20 deep, each attached to the last",
        lambda: (HEAD + b"Content-Type: message/rfc822\n\n") * 20 + letter(),
    ),
    case("headers.eml", "100,000 headers", lambda: letter(b"X-Odd: value\n" * 100_000)),
    case(
        "receivers.eml",
        "a header of 10 MB",
        lambda: HEAD.replace(b"bob@example.org", b"bob@example.org, " * 600_000) + b"\n" + BODY,
    ),
    case("folded.eml", "a header folded 500,000 times", lambda: letter(b"Subject: a\n" + b" b\n" * 500_000)),
    case(
        "parameters.eml",
        "100,000 parameters of a type",
        lambda: letter(b"Content-Type: text/plain" + b"; a=b" * 100_000 + b"\n"),
    ),
    case(
        "continuations.eml",
        "a file name in 50,000 pieces",
        lambda: letter(
            b"Content-Disposition: attachment" + b"".join(b"; filename*%d=a" % at for at in range(50_000)) + b"\n"
        ),
    ),
    case(
        "quotes.eml",
        "quotation marks without end",
        lambda: letter(b'Content-Type: text/plain; charset="' + b'\\"' * 500_000 + b"\n"),
    ),
    case(
        "comments.eml", "brackets in a date 100,000 deep", lambda: HEAD.replace(b"Fri, ", b"(" * 100_000) + b"\n" + BODY
    ),
    case(
        "groups.eml",
        "an address of 200,000 angle brackets",
        lambda: HEAD.replace(b"ann@", b"<" * 200_000) + b"\n" + BODY,
    ),
    case(
        "encoded-words.eml",
        "100,000 encoded words",
        lambda: letter(b"Subject: " + b"=?utf-8?b?4oCc?= " * 100_000 + b"\n"),
    ),
    case("encoded-odd.eml", "encoded words that never end", lambda: letter(b"Subject: " + b"=?a?q?" * 200_000 + b"\n")),
    case(
        "boundary-open.eml",
        "a boundary that never comes",
        lambda: letter(b"Content-Type: multipart/mixed; boundary=never\n", BODY * 10_000),
    ),
    case(
        "boundary-huge.eml",
        "a boundary of 1 MB",
        lambda: letter(
            b"Content-Type: multipart/mixed; boundary=" + b"b" * MEGA + b"\n", b"--" + b"b" * MEGA + b"\n\nwords\n"
        ),
    ),
    case(
        "boundary-prefixes.eml",
        "boundaries that begin each other",
        lambda: letter(b"Content-Type: multipart/mixed; boundary=b\n", b"--bb\n--b-\n-b\n" * 100_000),
    ),
    case(
        "boundary-empty.eml",
        "an empty boundary",
        lambda: letter(b'Content-Type: multipart/mixed; boundary=""\n', b"--\n\nwords\n" * 1000),
    ),
    case("parts.eml", "3,000 parts", lambda: parts(3000, b"Content-Type: text/plain\n\nwords")),
    case(
        "attachments.eml",
        "500 attached files",
        lambda: parts(500, b"Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nwords"),
    ),
    case(
        "same-name.eml",
        "attached files of dangerous names",
        lambda: (
            parts(1, BODY)
            + parts(
                3, b'Content-Type: text/plain\nContent-Disposition: attachment; filename="../../../etc/\x00a"\n\nwords'
            )
        ),
    ),
    case(
        "base64.eml",
        "base64 that is none",
        lambda: letter(b"Content-Transfer-Encoding: base64\n", b"=%!?\xff" * 200_000),
    ),
    case(
        "base64-big.eml",
        "30 MB attached",
        lambda: parts(
            1,
            (
                b"Content-Type: application/octet-stream\nContent-Disposition: attachment; "
                b"filename=a.bin\nContent-Transfer-Encoding: base64\n\n"
            )
            + base64.encodebytes(bytes(30 * MEGA)),
        ),
    ),
    case(
        "uuencode.eml",
        "uuencode that never ends",
        lambda: letter(
            b"Content-Transfer-Encoding: x-uuencode\n", b"begin 644 a\n" + b"M" + b"!" * 60 + b"\n" * 100_000
        ),
    ),
    case(
        "quoted-printable.eml",
        "a million soft line ends",
        lambda: letter(b"Content-Transfer-Encoding: quoted-printable\n", b"a=\n" * 1_000_000),
    ),
    case(
        "charset-bomb.eml",
        "a charset that is a decoder of bytes",
        lambda: letter(b"Content-Type: text/plain; charset=zlib\n"),
        "text",
    ),
    case(
        "charset-long.eml",
        "a charset of 1 MB",
        lambda: letter(b"Content-Type: text/plain; charset=" + b"c" * MEGA + b"\n"),
    ),
    case(
        "external.eml",
        "a body that lies elsewhere",
        lambda: letter(
            b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\n',
            b"Content-Type: text/plain\n\n",
        ),
    ),
    case(
        "quoted-deep.eml",
        "a reply quoted 5,000 times",
        lambda: letter(b"", b"\n".join(b">" * at + b" words" for at in range(2000))),
    ),
    case("quoted-lines.eml", "a million lines of >", lambda: letter(b"", b"> \n" * 1_000_000)),
    case(
        "wrote.eml",
        "100,000 lines that begin a quotation",
        lambda: letter(b"", b"On Friday, Ann Example <ann@example.org>\nwrote and wrote\n" * 50_000),
    ),
    case(
        "references.eml",
        "100,000 references",
        lambda: letter(b"References: " + b"<a@b> " * 100_000 + b"\nMessage-ID: <a@b>\nIn-Reply-To: <a@b>\n"),
    ),
    case(
        "body-deep.eml", "an HTML body 200,000 deep", lambda: letter(b"Content-Type: text/html\n", b"<div>" * 200_000)
    ),
    case(
        "body-laughs.eml",
        "an HTML body of crossing elements",
        lambda: letter(b"Content-Type: text/html\n", b"<b><i>x</b></i>" * 100_000),
    ),
    case(
        "calendar.eml",
        "alternatives within alternatives",
        lambda: (
            HEAD
            + b"Content-Type: multipart/alternative; boundary=b\n\n"
            + b"--b\nContent-Type: multipart/alternative; boundary=b\n\n" * 2000
        ),
    ),
    case("headless.eml", "nothing but line ends and colons", lambda: b":\n" * 100_000),
    case(
        "from-lines.eml",
        "100,000 lines that begin a mailbox",
        lambda: HEAD + b"\n" + b"From ann@example.org Fri Mar 14 09:00:00 2031\n" * 100_000,
    ),
)
