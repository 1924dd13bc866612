"""Evidence on the first page of anything."""

import pytest

from archive.documents import StructureKind
from ingest.evidence.title_page import evidence
from ingest.extract.extraction import RawPage, RawStructure


def first(text, field, page=None):
    """Return the surest (value, confidence) of a field, None where there is none."""
    found = sorted((f for f in evidence(text, page) if f.field == field), key=lambda f: -f.confidence)
    return (found[0].value, found[0].confidence) if found else None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anna Writer", "Anna Writer"),
        ("BY ANNA WRITER AND BO OTHER", "ANNA WRITER; BO OTHER"),
        ("By Anna Writer, Bo Other and Cy Third | The Lantern", "Anna Writer; Bo Other; Cy Third"),
        ("Posted by Anna Writer, Engineer at Tolls", "Anna Writer"),
        ("Tuesday 15 October 2030 by Anna B. Writer", "Anna B. Writer"),
        ("By the Editors", None),
        ("By Our Correspondent", None),
        ("By then it was too late", None),
        ("By Anna Writer and others who do not wish to be named", None),
    ],
)
def test_a_byline_names_persons_or_nobody(line, names):
    """A line that is not all names is no byline."""
    told = first(f"Tolls rise\n{line}\n\nThe tolls rise again.", "creator")
    assert (told and told[0]) == names


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published Aug 10, 2031 12:11 PM", ("2031-08-10", 80)),
        ("Last updated: 11 August 2031", ("2031-08-11", 30)),
        ("Tuesday 15 October 2030 by Anna Writer", ("2030-10-15", 75)),
        ("It was published, they say, on 3 May 2031", None),
    ],
)
def test_the_day_of_publication(line, found):
    """When it was last changed is another day."""
    assert first(f"Tolls rise\n{line}\n\nThe tolls rise again.", "date") == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Short report on the bridges of Ostwell\n\nThey stand.", "report"),
        ("Annual Report 2031\n\nContents", "report"),
        ("Plan directeur\nRapport final\nJanvier 2031", "report"),
        ("Report says tolls are too high\n\nBrannock Ferry.", None),
        ("This report was late\n\nIt is so.", None),
        ("Interview with Anna Writer\n\nShe smiles.", "interview"),
        ("Q: Why?\nA: So.\nQ: And?\nA: Yes.\nQ: Done?\nA: No.", "interview"),
        ("Q: Why?\nA: So.", None),
        ("Tolls rise\nBy Anna Writer\n\nAgain.", "article"),
        ("Tolls rise\n\nAgain.", None),
    ],
)
def test_the_words_say_what_it_is_or_nothing_does(text, kind):
    """A word in a sentence is not enough."""
    told = first(text, "kind")
    assert (told and told[0]) == kind


def test_a_heading_of_the_source_goes_before_the_first_line():
    """Even where it is broken over two lines."""
    text = "Toll Office\nThe state of\nthe bridge\nIt stands."
    page = RawPage(text, structures=(RawStructure(StructureKind.HEADING, 12, 35),))
    assert first(text, "title", page) == ("The state of the bridge", 70)
    assert first(text, "title") == ("Toll Office", 30)


def test_a_date_over_a_letter_is_no_title():
    """Hundreds of letters would be called alike."""
    assert first("Larkfield, 3 May 2031\n\nDear Ms Okonjo,\n\nNo.", "title") == ("Larkfield, 3 May 2031", 30)


def test_the_beginning_of_a_paragraph_is_no_title():
    """It is less than the file's name."""
    assert first("The film opens with a report on the future, " * 4, "title")[1] < 10
