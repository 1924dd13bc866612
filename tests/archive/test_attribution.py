"""What an article says of where a quotation comes from."""

import pytest

from archive.attribution import Attribution, agreement, attribution, surnames
from archive.documents import Description


@pytest.mark.parametrize(
    ("intro", "expected"),
    [
        ("In her letter of 14 March the Commissioner wrote that", Attribution("2031-03-14", "letter")),
        ("asked Vantry, in a March 14, 2030 letter, whether", Attribution("2030-03-14", "letter")),
        ("On 3 April the company replied by e-mail:", Attribution("2031-04-03", "e-mail")),
        ("In an interview with this paper he said that", Attribution(interview=True)),
        ("Rook told The Lantern that", Attribution(interview=True)),
        ("He told the Lantern:", Attribution(interview=True)),
        ("He told the council:", Attribution()),
        ("UPDATE 3 April 2031: after our report was published, the company said", Attribution()),
        ("The boxes went up on 3 April and", Attribution()),
        ("She wrote a letter that says", Attribution()),
    ],
)
def test_date_carrier_and_interview_are_read(intro, expected):
    """A date counts beside what carries it; a date without a year is of the article's; else nothing is said."""
    assert attribution(intro, year="2031") == expected


def test_without_a_year_there_is_no_date():
    """It is never guessed."""
    assert attribution("her letter of 14 March said").date is None


SOURCE = Description("Answer", creator="Corwin Daleth, Vantry", recipient="Ilsabet Marrin", date="2031-04-02")
PEOPLE = ["Corwin Daleth", "Anselm Rook", "Ilsabet Marrin"]


@pytest.mark.parametrize(
    ("intro", "speaks"),
    [
        ("Mr Daleth answered that", 1),
        ("The firm of Vantry answered that", 1),
        ("Mr Rook wrote in his letter that", -1),
        ("The company answered that", 0),
        ("Ms Marrin was told in a letter of 2 April that", 1),
        ("In a letter of 9 April the company says that", -1),
    ],
)
def test_a_source_is_held_against_what_is_said_of_it(intro, speaks):
    """Its people and its day speak for it, another known author or another day against it."""
    score = agreement(intro, attribution(intro, year="2031"), SOURCE, surnames(PEOPLE))
    assert (score > 0) - (score < 0) == speaks
