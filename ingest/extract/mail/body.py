"""The words of a message: plain text before HTML, flowed lines joined, emphasis and quoted replies as marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.message import Message

from lxml import etree

from archive.documents import StructureKind
from ingest.extract import markup
from ingest.extract.extraction import RawStructure
from ingest.extract.mail import parts, replies

_STUB = re.compile(
    r"(?:does(?: not|n't)|can(?:not|'t| not)|unable to|do not) (?:support|show|display|view|read|see)"
    r"|html[- ](?:e-?mail|version|message|format|part|capable|compatible)|view (?:this|it|the) .{0,40}browser",
    re.I,
)
_STUB_LENGTH = 600
_SHORTER = 0.2
"""A plain form with less than this share of the words of the HTML form does not say the same."""

_FEW = 30
_QUOTE = re.compile(r">*")
_CITED = re.compile(r"(?:^|\s)(?:gmail_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix-quote)(?:\s|$)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a message with their marks, the charset they were in, and notes."""

    text: str = ""
    structures: tuple[RawStructure, ...] = ()
    charset: str = ""
    notes: tuple[str, ...] = ()


def read(groups: Sequence[Sequence[Message]]) -> Body:
    """Return the words of all bodies one after another; of each the form that is best kept."""
    found = [form for group in groups if (form := _form(group)).text]
    if not found:
        return Body(notes=("the message has no body that can be read",))
    return _joined(found)


def _form(group: Sequence[Message]) -> Body:
    """Return the plain text of a body, unless it is empty or only says that there is HTML."""
    plain = [_plain(part) for part in group if part.get_content_type() != "text/html"]
    marked = [_html(part) for part in group if part.get_content_type() == "text/html"]
    first, second = _joined(plain), _joined(marked)
    if not first.text or (second.text and _is_stub(first.text, second.text)):
        note = ("the body was HTML: its text was kept",) if second.text else ()
        stub = ("the plain text only pointed to the HTML text",) if first.text else ()
        return replace(second, notes=(*second.notes, *note, *stub))
    return first


def _joined(pieces: Sequence[Body]) -> Body:
    """Return the words of several pieces as one."""
    pieces = [piece for piece in pieces if piece.text]
    text = ""
    marks: list[RawStructure] = []
    for piece in pieces:
        text += "\n\n" if text else ""
        marks += [mark.shift(len(text)) for mark in piece.structures]
        text += piece.text
    notes = tuple(dict.fromkeys(note for piece in pieces for note in piece.notes))
    return Body(text, tuple(marks), pieces[0].charset if pieces else "", notes)


def _is_stub(plain: str, marked: str) -> bool:
    """Tell whether the plain form is no form of the same words."""
    words, others = len(_WORD.findall(plain)), len(_WORD.findall(marked))
    points = len(plain) < _STUB_LENGTH and _STUB.search(plain) is not None and 2 * others >= words
    return points or (others > _FEW and words < _SHORTER * others)


def _plain(part: Message) -> Body:
    text, charset = parts.text(part)
    if parts.parameter(part, "format").lower() == "flowed":
        text = flowed(text, delsp=parts.parameter(part, "delsp").lower() == "yes")
    text = text.strip("\n")
    return Body(text if text.strip() else "", replies.quoted(text), charset)


def flowed(text: str, *, delsp: bool) -> str:
    """Return text of `format=flowed` (RFC 3676) with its soft line ends undone; quotation marks `>` stay."""
    out: list[tuple[str, str, bool]] = []
    for line in text.split("\n"):
        quote = (_QUOTE.match(line) or [""])[0]
        words = line[len(quote) :].removeprefix(" ")
        signature = words == "-- "
        open_ended = bool(out) and out[-1][2] and out[-1][0] == quote and not signature
        soft = words.endswith(" ") and not signature
        kept = words[:-1] if soft and delsp else words
        if open_ended:
            out[-1] = (quote, out[-1][1] + kept, soft)
        else:
            out.append((quote, kept, soft))
    return "\n".join(f"{quote} {words}" if quote and words else quote + words for quote, words, _ in out)


def _html(part: Message) -> Body:
    """Return the visible text of HTML with its marks; cited blocks are quoted replies."""
    source, charset = parts.text(part)
    root = markup.parse(source)
    if root is None:
        return Body(charset=charset)
    page = markup.running_text(root, _VOCABULARY)
    text, marks = page.text, []
    for mark in page.structures:
        begun = replies.introduced(text, mark.start) if (mark.kind, mark.detail) == _OUTERMOST else mark.start
        marks.append(replace(mark, start=begun))
    cited = [mark for mark in marks if mark.kind is StructureKind.REPLY]
    copied = [
        mark
        for mark in replies.quoted(text, angles=False)
        if not any(outer.start <= mark.start + 1 and mark.start < outer.end for outer in cited)
    ]
    return Body(text, tuple(sorted([*marks, *copied], key=lambda mark: (mark.start, -mark.end))), charset)


def _is_cited(element: etree._Element) -> bool:
    """Tell whether an element holds a message that is answered, as mail programs write it."""
    classes = element.get("class") or ""
    if element.tag == "blockquote":
        outer = element.getparent()
        twice = outer is not None and outer.tag == "div" and _CITED.search(outer.get("class") or "") is not None
        return not twice and ((element.get("type") or "").lower() == "cite" or _CITED.search(classes) is not None)
    return element.tag == "div" and _CITED.search(classes) is not None


def _mark(element: etree._Element) -> StructureKind | None:
    return StructureKind.REPLY if _is_cited(element) else _LINKED.mark(element)


def _detail(element: etree._Element, kind: StructureKind) -> str:
    """Return the depth of a quoted reply, or what the mark has otherwise."""
    if kind is StructureKind.REPLY:
        return str(1 + sum(map(_is_cited, element.iterancestors("blockquote", "div"))))
    return _LINKED.detail(element, kind)


_LINKED = markup.web()
_VOCABULARY = replace(_LINKED, mark=_mark, detail=_detail)
_OUTERMOST = (StructureKind.REPLY, "1")
