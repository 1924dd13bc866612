"""Messages: files inside them, quoted replies, ids that make threads, bodies in several forms, faults of encodings."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest

from archive.documents import StructureKind
from archive.identifiers import Identifier, Scheme
from ingest.extract.extraction import Options
from ingest.extract.mail import body, parts, replies
from ingest.extract.mail import extractor as mail
from ingest.results import Status

HEAD = "From: Ann <ann@example.org>\nTo: Bo\nDate: Fri, 14 Mar 2031 09:00 +0000\nSubject: The ferry\n"


def _read(folder, data):
    file = folder / "a.eml"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return mail.extract(file, Options())


def _multipart(kind, *parts):
    return (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n"
        + "".join(f"--b\n{part}\n" for part in parts)
        + "--b--\n"
    )


def _replies(text, **told):
    return [(mark.detail, text[mark.start : mark.end]) for mark in replies.quoted(text, **told)]


def test_files_inside_a_message_are_handed_on(tmp_path):
    """Decoded, with their names; an enclosed message keeps its headers; what is left out is named."""
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("Inner words.")
    outer = EmailMessage()
    outer["Subject"] = "Outer"
    outer.set_content("See the files.")
    outer.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="../größe.pdf")
    outer.add_attachment(inner)
    outer.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    found = _read(tmp_path, outer.as_bytes())
    assert [(part.name, part.data[:8]) for part in found.parts] == [
        ("größe.pdf", b"%PDF-1.4"),
        ("Inner.eml", b"Subject:"),
    ]
    assert "Inner words." not in found.pages[0].text
    assert found.notes == ("signature not taken in: smime.p7s",)


def test_a_picture_of_the_layout_is_named_and_left_out(tmp_path):
    """A logo that the HTML shows is no document; a picture that was attached is one."""
    logo = "Content-Type: image/png; name=logo.png\nContent-ID: <l@x>\n\nx\n"
    shown = "Content-Type: text/html\n\n<p>Hello <img src='cid:l@x'></p>\n"
    found = _read(tmp_path, _multipart("related", shown, logo))
    assert (found.parts, found.notes[-1]) == ((), "picture of the layout, not taken in: logo.png")
    assert [part.name for part in _read(tmp_path, _multipart("mixed", shown, logo)).parts] == ["logo.png"]


def test_a_broken_attachment_is_named_and_kept_as_far_as_it_goes(tmp_path):
    """Bad base64 gives what can be decoded, with a note; an empty file is named."""
    broken = "Content-Type: text/x-log\nContent-Disposition: attachment; filename=a.log\n"
    broken += "Content-Transfer-Encoding: base64\n\n" + base64.b64encode(b"Forty words of log.").decode()[:-3] + "\n"
    empty = "Content-Type: text/x-log\nContent-Disposition: attachment; filename=b.log\n\n"
    found = _read(tmp_path, _multipart("mixed", "Content-Type: text/plain\n\nHello.\n", broken, empty))
    assert found.parts[0].data.startswith(b"Forty words")
    assert any("damaged" in note and "a.log" in note for note in found.notes)
    assert "attachment is empty: b.log" in found.notes


def test_too_many_parts_are_refused(tmp_path):
    """Neither thousands of parts nor a deep nest is walked."""
    many = _multipart("mixed", *["Content-Type: text/plain\n\nx"] * (parts.PARTS_LIMIT + 1))
    deep = HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(5000))
    for data in (many, deep):
        with pytest.raises(Exception, match=r"parts|nested") as refusal:
            _read(tmp_path, data)
        assert refusal.value.code in {"too-large", "too-deep"}


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("The plain words.", "The plain words."),
        ("", "The words as HTML."),
        ("Your mail client does not support HTML messages.", "The words as HTML."),
    ],
)
def test_the_plain_form_is_preferred_unless_it_says_nothing(tmp_path, plain, text):
    """A form that is empty or only points to the other one is none."""
    forms = (f"Content-Type: text/plain\n\n{plain}\n", "Content-Type: text/html\n\n<p>The words as <em>HTML</em>.\n")
    found = _read(tmp_path, _multipart("alternative", *forms))
    assert found.pages[0].text.partition("\n\n")[2] == text


def test_html_keeps_its_marks_where_they_stand(tmp_path):
    """Emphasis and links lie on their words behind the head; a cited block is a quoted reply with its depth."""
    body = (
        "<p>I <em>never</em> <a href='https://example.org/x'>said</a> so.</p><div>On 3 May 2031, Bo wrote:</div>"
        "<blockquote type=cite>You did.<blockquote type=cite>Did I?</blockquote></blockquote>"
    )
    page = _read(tmp_path, HEAD + "Content-Type: text/html\n\n" + body).pages[0]
    marks = [(mark.kind.value, mark.detail, page.text[mark.start : mark.end]) for mark in page.structures]
    assert marks == [
        ("emphasis", "", "never"),
        ("link", "https://example.org/x", "said"),
        ("quoted reply", "1", "On 3 May 2031, Bo wrote:\n\nYou did.\n\nDid I?"),
        ("quoted reply", "2", "Did I?"),
    ]


def test_runs_of_angles_are_quoted_replies():
    """With the line that says who wrote; deeper runs are nested; the answer between them is not quoted."""
    text = "Yes.\n\nOn 3 May 2031 at 09:12,\nBo <bo@example.org> wrote:\n> One\n>\n>> Two\n> Three\n\nNo.\n> Four\nBye."
    assert _replies(text) == [
        ("1", "On 3 May 2031 at 09:12,\nBo <bo@example.org> wrote:\n> One\n>\n>> Two\n> Three"),
        ("2", ">> Two"),
        ("1", "> Four"),
    ]


@pytest.mark.parametrize(
    "block",
    [
        "-----Original Message-----\nFrom: Bo\nSent: Monday\nTo: Ann\nSubject: x\n\nWords.",
        "From: Bo\nSent: Monday, 3 May 2031\nTo: Ann\nSubject: x\n\nWords.",
        "---------- Forwarded message ----------\n\nWords.",
        "Von: Bo\nGesendet: Montag\nAn: Ann\nBetreff: x\n\nWords.",
    ],
)
def test_copied_headers_quote_to_the_end(block):
    """As mail programs copy a message they answer; a second one is nested in the first."""
    assert _replies(f"Yes.\n\n{block}") == [("1", block)]
    assert _replies(f"Yes.\n\n{block}\n\n{block}") == [("1", f"{block}\n\n{block}"), ("2", block)]


@pytest.mark.parametrize("text", ["From: here to there\nwe walked.", "He wrote:\n\nNothing.", "a > b\nc >> d"])
def test_prose_is_no_quoted_reply(text):
    """A line that begins with From, words such as “he wrote:”, and signs inside a line are prose."""
    assert _replies(text) == []


def test_flowed_lines_are_joined():
    """RFC 3676: soft ends are joined within one depth, stuffed blanks are taken off, a signature stays."""
    text = "One \ntwo.\n> Three \n> four.\n From here.\n-- \nAnn"
    assert body.flowed(text, delsp=False) == "One two.\n> Three four.\nFrom here.\n-- \nAnn"
    assert body.flowed("ver \nbatim", delsp=True) == "verbatim"


def test_ids_make_threads(tmp_path):
    """Without brackets, each once, in number and length bounded; hints say which header they come from."""
    many = " ".join(f"<{at}@x>" for at in range(300))
    found = _read(tmp_path, f"Message-ID: <3@x>\nIn-Reply-To: <2@x>\nReferences: {many} <{'y' * 600}@x>\n{HEAD}\nHi.")
    assert found.identifiers[:2] == (Identifier(Scheme.MESSAGE, "3@x"), Identifier(Scheme.REPLY, "2@x"))
    referred = [named.value for named in found.identifiers if named.scheme is Scheme.REFERENCE]
    assert (referred[0], referred[-1], len(referred)) == ("0@x", "299@x", 100)
    assert (found.hints["date"], found.bases["date"]) == ("2031-03-14", "mail header Date")
    assert (found.hints["title"], found.bases["title"]) == ("The ferry", "mail header Subject")


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("quoted-printable ", "caf=C3=A9", "café"),
        ("Quoted-Printable; x", "caf=C3=A9 =ZZ", "café =ZZ"),
        ("base64", "Y2Fmw6k", "café"),
        ("7-bit", "cafe", "cafe"),
        ("x-uuencode", "begin 644 a\n%8V%F98D \n`\nend", "cafe"),
    ],
)
def test_faults_of_transfer_encodings_are_borne(tmp_path, encoding, body, text):
    """Odd names and broken ends give the words."""
    found = _read(
        tmp_path, f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{body}"
    )
    assert found.pages[0].text.partition("\n\n")[2].startswith(text)


def test_parts_that_cannot_be_told_apart_stand_as_they_are(tmp_path):
    """A message whose boundary is missing loses no word."""
    found = _read(tmp_path, HEAD + "Content-Type: multipart/mixed\n\nThe words stand here.\n")
    assert found.pages[0].text.endswith("The words stand here.")
    assert any("told apart" in note for note in found.notes)


def test_a_report_of_delivery_is_text(tmp_path):
    """What the server reports is part of the message's words."""
    status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nStatus: 5.3.0\n"
    text = _read(tmp_path, _multipart("report", "Content-Type: text/plain\n\nSorry.\n", status)).pages[0].text
    assert text.endswith("Sorry.\n\nReporting-MTA: dns; x\n\nStatus: 5.3.0")


def test_attachments_become_documents_of_their_own(take_in, store):
    """The message is stored, its files wait in the queue as children of its accession."""
    outer = EmailMessage()
    outer["Subject"] = "Files"
    outer.set_content("See the file.")
    outer.add_attachment("Words in a file.", filename="a.txt")
    result = take_in("m.eml", outer.as_bytes())
    assert (result.status, result.parts) == (Status.STORED, 1)
    newest = store.revisions.get(result.document, 1)
    assert not [mark for mark in newest.structures if mark.kind is StructureKind.REPLY]


@pytest.mark.parametrize(
    ("header", "name", "address"),
    [
        ("Ida Brandt <ida@x.example>", "Ida Brandt", "ida@x.example"),
        ('"Brandt, Ida" <ida@x.example>', "Brandt, Ida", "ida@x.example"),
        ("=?utf-8?Q?Brandt=2C_J=C3=BCrg?= <j@x.example>", "Brandt, Jürg", "j@x.example"),
        ("ida@x.example (Ida Brandt)", "Ida Brandt", "ida@x.example"),
        ("'Ida' <i@x.example>, Bo <b@x.example>", "Ida; Bo", "i@x.example, b@x.example"),
        ("ida@x.example", "ida@x.example", None),
        ("Ida Brandt", "Ida Brandt", None),
        ("Ida [mailto:ida@x.example]", "Ida [mailto:ida@x.example]", None),
        ("undisclosed-recipients:;", "undisclosed-recipients:;", None),
        ("(" * 9000, "(" * 9000, None),
    ],
)
def test_persons_are_called_by_their_names_and_their_addresses_kept_apart(tmp_path, header, name, address):
    """A header that is no list of addresses stands for itself."""
    found = _read(tmp_path, f"From: {header}\nTo: x@y.example\nSubject: The ferry\n\nWords.\n")
    assert found.hints["creator"] == name
    assert found.properties.get("address of the author") == address


@pytest.mark.parametrize(
    ("sender", "recipient", "words"),
    [
        ("Ida Brandt <ida@x.example>", "Bo Vale <bo@x.example>", "Bo Vale"),
        ("Bo Vale <bo@x.example>", "Bo Vale <b@y.example>", "Bo Vale"),
        ("a@x.example", "Bo <b@x.example>, Cy <c@x.example>", "Bo <b@x.example>, Cy"),
        ("a@x.example", r'"Bo \"B\" Vale" <b@x.example>', r'"Bo \"B\" Vale" <b@x.example>'),
    ],
)
def test_the_evidence_stands_in_its_own_header(store, take_in, sender, recipient, words):
    """From the first name to the last; all of the header where it writes them otherwise."""
    mail = (
        f"From: {sender}\nTo: {recipient}\nDate: Fri, 14 Mar 2031 09:00 +0000\nSubject: The ferry\n\nBo Vale comes.\n"
    )
    made = store.revisions.get(take_in("a.eml", mail.encode()).document, 1)
    (found,) = [found for found in made.findings if found.field == "recipient"]
    assert found.span.of(made.text) == words
    assert made.text[: found.span.start].count("\n") == 1
