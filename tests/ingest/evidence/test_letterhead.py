"""Evidence in the words of a letter."""

import pytest

from ingest.evidence.letterhead import evidence

HEAD = "Office of Tolls\n3 Quay Street\n2 April 2031\nMr Corwin Daleth\nChief Executive\nVantry Optics\n"
BODY = "Dear Mr Daleth,\n\nI write about tolls, which are too high for what is given.\n\n"


def first(text, field):
    """Return the surest (value, confidence, words) of a field, None where there is none."""
    found = sorted((f for f in evidence(text) if f.field == field), key=lambda f: -f.confidence)
    return (found[0].value, found[0].confidence, found[0].span.of(text)) if found else None


def test_the_address_block_says_in_full_who_is_greeted():
    """The surname joins the two."""
    assert first(HEAD + BODY, "recipient") == ("Corwin Daleth", 85, "Corwin Daleth")


def test_the_senders_own_letterhead_is_not_taken_for_the_address():
    """The nearest line above the greeting counts, and none above the date."""
    text = "Office of the Commissioner\n2 April 2031\nDear Commissioner,\n\nNo.\n"
    assert first(text, "recipient") == ("Commissioner", 40, "Commissioner")


@pytest.mark.parametrize(
    ("greeting", "found"),
    [
        ("Dear Ms Example,", ("Ms Example", 70)),
        ("Dear Anna Writer,", ("Anna Writer", 65)),
        ("Dear Anselm,", ("Anselm", 40)),
        ("Dear partners,", ("partners", 30)),
        ("Sehr geehrte Frau Lunquist,", ("Frau Lunquist", 70)),
        ("Dear Sir or Madam,", None),
        ("To whom it may concern:", None),
        ("Dear readers will recall that nobody asked them in the first place", None),
    ],
)
def test_who_is_greeted(greeting, found):
    """By name: believed. By first name or as a crowd: kept, not used. As nobody: nothing."""
    told = first(f"{greeting}\n\nNo.\n", "recipient")
    assert (told and told[:2]) == found


@pytest.mark.parametrize(
    ("foot", "found"),
    [
        ("Yours sincerely,\n\nAnna Writer\nToll Commissioner", "Anna Writer"),
        ("Yours faithfully\n(signed) Dr. A. B. van der Writer, KC", "A. B. van der Writer"),
        ("Kind regards,\nAnna\n\nAnna Writer\nTolls", "Anna Writer"),
        ("With thanks for your patience, and in the hope that it will\nhold,\n\nAnna Writer", "Anna Writer"),
        ("Mit freundlichen Grüßen\nAnna Writer", "Anna Writer"),
        ("Yours sincerely,\n\nThe Toll Office, 3 Quay Street", None),
        ("Yours sincerely,\n\nAnna", None),
        ("Sincerely yours is what I would have written.\nAnna Writer", None),
    ],
)
def test_who_signed(foot, found):
    """The full name below the closing, and nothing that is none."""
    told = first(BODY + foot, "creator")
    assert (told and told[0]) == found
    assert told is None or told[0] == told[2]


def test_who_signed_is_doubtful_where_a_letter_holds_another():
    """The inner closing comes first, and is not the writer's."""
    text = BODY + "He wrote:\n\nYours sincerely,\nBo Other\n\nI did not believe it.\n\nYours sincerely,\nAnna Writer"
    assert {f.confidence for f in evidence(text) if f.field == "creator"} == {40}


def test_header_lines_are_believed_together():
    """`From:` alone may be the beginning of a sentence."""
    text = "From: Anna Writer, Tolls\nTo: All partners\nDate: 3 April 2031\nRe: New tolls\n\nDear partners,\n\nPay.\n"
    assert [first(text, field)[0] for field in ("creator", "recipient", "date", "title")] == [
        "Anna Writer, Tolls", "All partners", "2031-04-03", "New tolls",
    ]  # fmt: skip
    assert first("From: Anna Writer\n\nNothing else.", "creator") is None


def test_a_printed_message_is_an_e_mail():
    """By the addresses in its header lines."""
    assert first("From: anna@example.org\nTo: bo@example.org\nSubject: Tolls\n\nPay.", "kind")[:2] == ("e-mail", 80)


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("New tolls here\nI write about the tolls that your office has raised in the night.", "New tolls here"),
        ("Re: New tolls\n\nPay.", "New tolls"),
        ("Your reference: DC/31/0417\nThank you for your letter of the month before, which was long.", None),
        ("Thank you for your letter of the month before, which I have\nRead with interest and some unease.", None),
        ("I am well\nand so is the toll keeper, who asks to be remembered to you all.", None),
    ],
)  # fmt: skip
def test_what_a_letter_is_about(below, title):
    """A marked subject, or a short line alone; never the beginning of a sentence."""
    told = first(f"Dear Ms Example,\n\n{below}\n", "title")
    assert (told and told[0]) == title


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2 April 2031", ("2031-04-02", 85)),
        ("Lower Tamber, 2 April 2031", ("2031-04-02", 85)),
        ("Date: 2 April 2031.", ("2031-04-02", 85)),
        ("April 2031", ("2031-04", 70)),
        ("Your letter of 2 April 2031", None),
        ("In answer to yours of 2 April 2031 and others", None),
    ],
)
def test_the_date_line_is_a_line_of_its_own(line, found):
    """A date that is spoken of is not the letter's."""
    told = first(f"Toll Office\n{line}\n{BODY}", "date")
    assert (told and told[:2]) == found


def test_a_table_of_dates_dates_nothing():
    """Many days, each alone on its line, are a list."""
    rows = "\n".join(f"{day} April 2031" for day in range(1, 6))
    assert {f.confidence for f in evidence(f"Notices\n{rows}\n") if f.field == "date"} == {30}
