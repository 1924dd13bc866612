"""Why a file has no text, said plainly, and what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it means, and what can be done."""

    meaning: str
    advice: str


_AGAIN = "Try again; if it fails in the same way, the file itself is the cause."

REASONS: dict[str, Reason] = {
    "empty": Reason(
        "The file has no content at all.",
        "It was probably cut off on its way: fetch it again from where it came from and add it anew.",
    ),
    "encrypted": Reason(
        "The file is locked with a password.",
        "Save a copy without the password, with the program that made the file, and add that copy.",
    ),
    "damaged": Reason(
        "The file is damaged and cannot be opened.",
        "Fetch it again from where it came from. If it is damaged there too, print it to a new PDF and add that.",
    ),
    "unsupported": Reason(
        "This kind of file cannot be read here yet.",
        "Save a copy as PDF, DOCX, ODT or plain text and add that copy; or try again after the archive was updated.",
    ),
    "unsafe-xml": Reason(
        "A part of the document declares a document type, by which a small file can grow without end or fetch others.",
        "Open it in a word processor, save a fresh copy, and add that copy.",
    ),
    "not-text": Reason(
        "The file was taken for a text, but what it holds is not text.",
        "Find out with which program it was made, save a copy as PDF or plain text, and add that copy.",
    ),
    "no-text": Reason(
        "The file was read to its end and holds no letter and no digit.",
        "If it shows words as pictures, scan or print it to a PDF, which can then be recognised.",
    ),
    "needs-ocr": Reason(
        "Its pages are pictures; the words on them must first be recognised (OCR).",
        "Ask whoever looks after the archive to install tesseract, then try again.",
    ),
    "too-large": Reason(
        "The file, or the text in it, is larger than this archive takes in.",
        "Divide it into parts and add those, or raise the limit in the settings and try again.",
    ),
    "too-deep": Reason(
        "Too many files stand one inside the other, or its parts are nested too deeply.",
        "Take the inner file out by hand and add it on its own.",
    ),
    "held-elsewhere": Reason(
        "It was said to be a new version of one document, but its bytes are held as another one.",
        "Look at both. If they carry the same text in two forms, join them as witnesses instead.",
    ),
    "not-one-document": Reason(
        "It was said to be a new version of a document, but it holds many files.",
        "Take the one file out of it and add that as the new version.",
    ),
    "superseded": Reason(
        "A newer version of this document is held, so that an older file was not read again.",
        "Read the newest one again, from the document's page; or add the old file as a new version.",
    ),
    "timeout": Reason(
        "Reading it took too long and was stopped, so that other files are not held up.",
        "Try again when the machine is less busy, or raise the time allowed in the settings. A PDF may be read faster "
        "with the other reader: verbatim ingest --engine pdfium.",
    ),
    "memory": Reason(
        "Reading it needs more memory than one file may take.",
        "Divide it into parts, or raise the memory allowed in the settings and try again.",
    ),
    "crash": Reason(
        "The reader broke down over this file; most likely the file is damaged. Nothing else was harmed.",
        "Try again; if it breaks down again, open the file with another program, save a copy, and add that.",
    ),
    "fault": Reason("The archive's own program stumbled over this file; the fault is in its log.", _AGAIN),
    "given-up": Reason(
        "The process that read it ended several times before it was done.",
        "The machine may have been short of memory or was switched off. " + _AGAIN,
    ),
    "stopped": Reason("The archive was stopped while the file was being read; the file was given back unread.", _AGAIN),
    "bad-metadata": Reason(
        "What was said about the file, beside it or in it, cannot be used.",
        "Mend the description that stands beside it and add the file anew; or try again, which reads it without.",
    ),
    "no-such-document": Reason(
        "It was said to belong to a document that is not in this archive.",
        "Add the file anew and name the right document.",
    ),
}
"""By the codes that readings give; `tests/web/test_accession.py` holds it against every code in the program."""

_UNKNOWN = Reason("No text could be had from the file.", _AGAIN)


def reason(code: str) -> Reason:
    """Return the reason of a code."""
    return REASONS.get(code, _UNKNOWN)
