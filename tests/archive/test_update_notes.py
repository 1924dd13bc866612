"""Notes at an article's end that tell what was changed in it."""

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
        f"Update, 3 May: this stands at the head.\n\n{BODY}",
        f"{BODY}\n\nUpdates are sent each week to all who ask.",
        f"{BODY}\n\nHe wrote: “Correction: the box is shut”.",
        f"{BODY}\n\n“Correction: the box is shut”, he wrote.",
        f"{BODY}\n\nUpdate your settings: choose the box.",
        f"{BODY}\n\nThe letter was corrected on 3 May: by hand.",
        "Correction: the box is shut.",
        "",
    ],
    ids=[
        "at the head",
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
    """It must begin a paragraph at the text's end."""
    assert told(text) == []


def test_only_the_end_is_looked_at():
    """A dozen paragraphs; several notes stand in their order."""
    notes = ["Correction: one.", "Update, 4 May: two."]
    many = "\n\n".join(f"Paragraph {number}." for number in range(12))
    assert told(f"{BODY}\n\n{notes[0]}\n\n{many}\n\n{notes[1]}") == [(notes[1], "4 May")]
    assert [words for words, _ in told(f"{BODY}\n\n" + "\n\n".join(notes))] == notes
