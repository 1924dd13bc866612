"""Notes in an article that tell what was changed in it."""

import pytest

from archive.update_notes import update_notes

BODY = "The maker wrote of boxes.\n\nNobody knew why."


def told(text):
    return [(note.span.of(text), note.date) for note in update_notes(text)]


@pytest.mark.parametrize(
    ("note", "date"),
    [
        ("Update, 3 May: an earlier version of this article quoted the letter wrongly.", "3 May"),
        ("UPDATE (May 3rd, 2031): the maker has answered.", "May 3rd, 2031"),
        ("Correction: the letter is of 9 April.", ""),
        ("*Correction, 2031-05-03: the name was misspelt.*", "2031-05-03"),
        ("Updated Tuesday, 3 May 2031, 10:15am: the maker has answered.", "3 May 2031"),
        ("This article was amended on 3 May 2031 to give the name in full.", "3 May 2031"),
        ("This story has been corrected. The letter is of 9 April.", ""),
        ("An earlier version of this article gave 9 April as the date.", ""),
        ("Correction to this article: the letter is of 9 April.", ""),
        ("UPDATE August 11, 2031: after it was published, the maker answered.", "August 11, 2031"),
        ("Update 2: the maker has answered.", ""),
        ("Editor’s note: quotations were held against the letters.", ""),
    ],
)
def test_a_note_is_found_with_its_own_date(note, date):
    """A date that it only speaks of is none; it is told as printed."""
    assert told(f"{BODY}\n\n{note}\n") == [(note, date)]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nUpdates are sent each week to all who ask.",
        f"{BODY}\n\nHe wrote: “Correction: the box is shut”.",
        f"{BODY}\n\n“Correction: the box is shut”, he wrote.",
        f"{BODY}\n\nUpdate your settings: choose the box.",
        f"{BODY}\n\nThe letter was corrected on 3 May: by hand.",
        "Correction: the box is shut.",
        "",
    ],
    ids=[
        "no note",
        "quoted",
        "begins with a quotation",
        "advice",
        "of a letter",
        "nothing else",
        "nothing",
    ],
)
def test_what_only_reads_like_a_note_is_none(text):
    """It must begin a paragraph, beside others."""
    assert told(text) == []


def test_notes_are_told_in_their_order_wherever_they_stand():
    """At the head, between others, and at the end."""
    notes = ["Update, 3 May: one.", "Correction: two.", "Update, 4 May: three."]
    assert [words for words, _ in told(f"{notes[0]}\n\n{BODY}\n\n{notes[1]}\n\n{BODY}\n\n{notes[2]}")] == notes


def test_of_a_very_long_text_the_end_is_read():
    """What stands there is found at its place; a paragraph that the limit cuts in two is none."""
    note = "Correction: the last word."
    assert told(f"Update, 3 May: one.\n\n{'word ' * 210_000}\n\n{note}") == [(note, "")]
