"""The tree of errors, drawn once.

    ArchiveError
      NotHeld      what is asked for is not here (or not for this person)
      Withdrawn    what is asked for was held, and was withdrawn
      Refused      the request contradicts the record: a quote that does not stand, a span past the end
        Forged     a citation that does not fit the revision it names
      Denied       this person may not do this
      Unreadable   a file from which no text can be had; carries the reason's code
      Conflict     somebody else was faster: a stale version
      Damaged      the record itself does not hold together
      Unwritable   the disk does not take what is to be kept: nothing was stored
        NoRoom     because it is full

Raised low. `ingest/stages.py` makes an event of what cannot be read, `web/errors.py` tells a browser of the others,
`web/commands/frame.py` a terminal.
"""

from __future__ import annotations


class ArchiveError(Exception):
    """Anything the archive can say no to; the message is fit to be shown."""


class NotHeld(ArchiveError):
    """What is asked for is not in the archive."""


class Withdrawn(ArchiveError):
    """What is asked for belongs to a document that was withdrawn; the message says which, when and why."""


class Refused(ArchiveError):
    """The request is well-formed but contradicts the record."""


class Forged(Refused):
    """A citation does not fit the revision it names."""


class Denied(ArchiveError):
    """The actor lacks the right."""


class Unreadable(ArchiveError):
    """No text can be had from a file; `code` is one word for machines, e.g. `encrypted`."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code beside the sentence."""
        super().__init__(message)
        self.code = code


class Conflict(ArchiveError):
    """The record changed since the caller read it."""


class Damaged(ArchiveError):
    """A digest or a reference in the record does not hold."""


class Unwritable(ArchiveError):
    """The archive's disk cannot be written to; what was to be stored was not, and what is stored can be read."""


class NoRoom(Unwritable):
    """The archive's disk is full."""
