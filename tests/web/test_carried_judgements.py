"""What people said of an article's quotations is carried over to its next revision, or asked again."""

import make
import pytest
import sqlalchemy

from archive.access import Role
from archive.documents import Kind
from archive.judgements import Ruling, standing
from archive.judging import Place, judge
from archive.spans import Span
from index.looking_again import Lookout

LETTER = (
    "Dear Mr Vale,\n\nThe counting box does not need faces to count heads.\n\nWhat leaves the shelter is a string of "
    "digits, and nobody keeps it.\n\nIda"
)
OTHER = "Dear Ms Brandt,\n\nwe hold that no picture is ever kept by anybody here.\n\nM. Vale"
ARTICLE = (
    "It wrote that “the counting box does not need faces to count heads”. It added that what leaves is “a string of "
    "digits, and nobody keeps it”. Elsewhere “we hold that no photograph is ever kept by anybody here”."
)


@pytest.fixture
def case(store, room):
    """A letter, another one, an article whose three quotations are judged, and a function that reads all again."""
    letter, other = make.keep(store, LETTER), make.keep(store, OTHER)
    article = make.keep(store, ARTICLE, title="Six minutes", kind=Kind.ARTICLE)

    def look():
        room.catch_up()
        Lookout(store, room).look()

    look()
    reviewer = make.person(store, "Cy", Role.REVIEWER)
    for number in (0, 1):
        judge(store, reviewer, (article.id, 1, number), Ruling.CONFIRMED, comment="I looked.")
    at = OTHER.index("we hold")
    place = Place(other.id, 1, Span(at, at + 50))
    judge(store, reviewer, (article.id, 1, 2), Ruling.CORRECTED, place=place)
    return letter, other, article, look


def held(store, article, number):
    """Return, by the numbers of a revision's quotations, whether what was said still holds."""
    said = store.judgements.on(article.id, number)
    assert {each.carried_from for listed in said.values() for each in listed} == {1}
    return {each: standing(listed) is not None for each, listed in said.items()}


def test_a_quotation_that_only_moved_keeps_what_was_said(store, case):
    """Also where the text around it is new, and over two revisions; the day and the person stay."""
    _, _, article, look = case
    for number, text in ((2, f"Corrected.\n\n{ARTICLE}"), (3, f"Corrected.\n\nTwice.\n\n{ARTICLE}")):
        make.revise(store, store.documents.get(article.id), text)
        look()
        assert held(store, article, number) == {0: True, 1: True, 2: True}
    first, third = (store.judgements.on(article.id, number)[0][0] for number in (1, 3))
    assert (first.at, first.person, first.comment) == (third.at, third.person, third.comment)


def test_what_is_printed_otherwise_is_asked_again(anonymous, store, case):
    """One sign suffices; its neighbours keep theirs; the page says both, and no export has it stand."""
    _, _, article, look = case
    make.revise(store, article, ARTICLE.replace("digits, and", "digits; and"))
    look()
    assert held(store, article, 2) == {0: True, 1: False, 2: True}
    told = anonymous.get(f"/documents/{article.id}/quotations").get_data(as_text=True)
    assert "2 of 3 reviewed, 1 to be reviewed anew" in told
    assert told.count("(of revision 1, carried over)") == 2
    assert told.count("(of revision 1; asked again") == 1
    wire = anonymous.get(f"/documents/{article.id}/quotations.jsonld").get_data(as_text=True)
    assert wire.count("urn:verbatim:judgement:") == 2


def test_a_source_that_says_something_else_now_is_asked_again(store, case):
    """The machine's source as well as the one that a person named."""
    letter, other, article, look = case
    make.revise(store, letter, LETTER.replace("does not need", "never needs"))
    make.revise(store, other, OTHER.replace("no picture", "no likeness"))
    make.revise(store, article, f"Corrected.\n\n{ARTICLE}")
    look()
    assert held(store, article, 2) == {0: False, 1: True, 2: False}


def test_what_is_said_of_an_older_revision_reaches_the_newest(store, case):
    """At once, over the one between them; what was said of the newest itself stands."""
    _, _, article, look = case
    for text in (f"Corrected.\n\n{ARTICLE}", f"Corrected.\n\nTwice.\n\n{ARTICLE}"):
        make.revise(store, store.documents.get(article.id), text)
        look()
    late = make.person(store, "Di", Role.REVIEWER)
    judge(store, late, (article.id, 3, 1), Ruling.CONFIRMED)
    for number in (0, 1):
        judge(store, late, (article.id, 1, number), Ruling.REJECTED, comment="On second thoughts.")
    for revision in (2, 3):
        said = store.judgements.on(article.id, revision)
        assert [each.ruling for each in said[0]] == [Ruling.CONFIRMED, Ruling.REJECTED]
        assert (standing(said[0]).carried_from, standing(said[0]).person) == (1, late.id)
    assert (said[1][-1].comment, standing(said[1]).carried_from) == ("On second thoughts.", 0)


def test_saying_one_thing_of_an_older_revision_reads_no_other_traces(store, case):
    """Nobody else can write meanwhile; an article may have thousands."""
    _, _, article, look = case
    make.revise(store, article, f"Corrected.\n\n{ARTICLE}")
    look()
    asked = []
    sqlalchemy.event.listen(store._database._writer, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    judge(store, make.person(store, "Di", Role.REVIEWER), (article.id, 1, 1), Ruling.CONFIRMED)
    of_traces = [values for statement, values in asked if "FROM traces" in statement]
    assert of_traces == [(article.id, 1, 1), (article.id, 2, 1)]
