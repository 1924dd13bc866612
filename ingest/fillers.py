"""What programs write where a title or an author should stand: `Microsoft Word - draft.doc`, `User`.

Two judgements share the words. Word processors and PDF printers fill the fields by themselves: there such words are
left out. Whoever wrote a page or a mail filled them in person: there they are kept, and hardly believed.
"""

from __future__ import annotations

import re

_FILE = r"\S+\.\w{2,5}"
_KNOWN_FILE = r"[\w.-]+\.(?:docx?|pdf|indd|qxd|xlsx?|pptx?|odt|rtf|wpd|html?|txt)"
_LEFT_OUT = re.compile(
    rf"{_FILE}|microsoft (?:word|powerpoint).*|untitled.*|unbenannt.*|document ?\d*|no title", re.I | re.S
)
_MADE_UP = re.compile(
    r"microsoft \w+ - .*|powerpoint presentation|untitled.*|document\s?\d*|slide \d+|layout \d+|scan\w*\b.*|print"
    rf"|{_KNOWN_FILE}",
    re.I,
)
_OFFICE_USER = r"(?:microsoft|windows|office|ms)[ -]?(?:office )?user"
_NOBODY = re.compile(rf"{_OFFICE_USER}|user|admin\w*|owner|unknown|python-docx", re.I)
_LOGIN = re.compile(rf"{_OFFICE_USER}|user|admin|administrator|owner|unknown|author|guest|root|test|.*\d.*", re.I)


def is_filler_title(title: str) -> bool:
    """Tell whether the title in the properties of an office file or a PDF says nothing of it."""
    return bool(_LEFT_OUT.fullmatch(title))


def is_made_up_title(title: str) -> bool:
    """Tell whether a title, wherever it was given, is one that programs make up."""
    return bool(_MADE_UP.fullmatch(title))


def is_filler_author(name: str) -> bool:
    """Tell whether the author in the properties of an office file is nobody: the name of an account as it was sold."""
    return bool(_NOBODY.fullmatch(name))


def is_login(name: str) -> bool:
    """Tell whether an author, wherever it was given, is the name of an account and not of a person."""
    return bool(_LOGIN.fullmatch(name))
