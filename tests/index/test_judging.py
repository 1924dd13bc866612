"""A reviewer names another place: the quotation stands there as tracing would have found it."""

import make
import pytest

from archive.access import Role
from archive.detection import find_quotations
from archive.documents import Kind, Page, PageState
from archive.errors import Refused
from archive.judgements import Ruling
from archive.judging import Place, judge
from archive.spans import Span
from index.looking_again import Lookout

LETTER = "Dear Mr Vale,\n\nThe counting box does not need any faces to count heads.\n\nYours sincerely"
QUOTED = "The counting box does not need any faces to count heads"
PARAGRAPHS = "We count heads and nothing else, they say.\n\nNo face ever leaves the shelter at all."


@pytest.fixture
def correct(store, room):
    """Return a function that gives the verdict of tracing, and that of a correction to the place which it found."""

    def corrected(article, quotation=QUOTED, letter=LETTER, marks=(), **source):
        make.keep(store, letter, **source)
        at = article.index(quotation[:20])
        structures = [make.mark("emphasis", at + start, at + end) for start, end in marks]
        kept = make.keep(store, article, title="Heads", kind=Kind.ARTICLE, structures=structures)
        room.catch_up()
        Lookout(store, room).look()
        traced = store.traces.of(kept.id, 1)[0]
        best = traced.places[0]
        reviewer = make.person(store, "Cy", Role.REVIEWER)
        place = Place(best.document, best.revision, best.span)
        said = judge(store, reviewer, (kept.id, 1, 0), Ruling.CORRECTED, place=place)
        return traced.verdict.value, said.verdict.value

    return corrected


SAID = f"It wrote: “{QUOTED}”."
NOT = Span(QUOTED.index("not"), QUOTED.index("not") + 3)
THERE = LETTER.index(QUOTED)
IN_LETTER = make.mark("emphasis", THERE + NOT.start, THERE + NOT.end)
WHOLE = make.mark("emphasis", THERE, THERE + len(QUOTED))


@pytest.mark.parametrize(
    ("article", "marks", "there", "verdict"),
    [
        (SAID, [], [], "exact"),
        (SAID, [(NOT.start, NOT.end)], [], "emphasis added"),
        (SAID, [(NOT.start, NOT.end)], [IN_LETTER], "exact"),
        (SAID, [], [IN_LETTER], "emphasis dropped"),
        (SAID, [], [WHOLE], "exact"),
        (SAID.replace("”.", "” [emphasis added]."), [(NOT.start, NOT.end)], [], "emphasis added"),
        (SAID.replace("not ", "not, ever, "), [], [], "misquoted"),
    ],
    ids=["plain", "added without a note", "in both", "dropped", "all of it", "added with a note", "words put in"],
)
def test_a_corrected_place_is_judged_as_a_traced_one(correct, article, marks, there, verdict):
    """The emphasis of both sides counts, and so does a remark behind the closing mark."""
    assert correct(article, marks=marks, structures=there) == (verdict, verdict)


def test_marks_before_each_paragraph_are_no_words(correct):
    """A quotation over several paragraphs, each opened anew, has no mark put in."""
    article = "It wrote:\n\n“" + PARAGRAPHS.replace("\n\n", "\n\n“") + "”"
    assert correct(article, quotation=PARAGRAPHS, letter=f"Dear Mr Vale,\n\n{PARAGRAPHS}\n\nIda") == ("exact", "exact")


def test_words_that_differ_on_a_badly_read_page_cannot_be_checked(correct):
    """A scan read with little certainty proves no misquotation, whoever names the place."""
    scan = Page(1, "1", Span(0, len(LETTER)), state=PageState.RECOGNISED, confidence=40)
    told = correct(SAID.replace("count heads", "count hands"), pages=[scan])
    assert told == ("cannot check", "cannot check")


def test_only_the_words_at_the_place_are_judged(store):
    """The right words that stand beside the place which is named do not make up for the wrong ones in it."""
    wrong = QUOTED.replace("heads", "hands")
    letter = make.keep(store, f"{wrong}. {QUOTED}.")
    article = make.keep(store, SAID)
    store.quotations.add(article.id, 1, _found(SAID), detection="1", complete=True)
    reviewer = make.person(store, "Cy", Role.REVIEWER)

    def stands(start, end):
        place = Place(letter.id, 1, Span(start, end))
        return judge(store, reviewer, (article.id, 1, 0), Ruling.CORRECTED, place=place).verdict.value

    assert stands(0, len(wrong)) == "misquoted"
    assert stands(len(wrong) + 2, len(wrong) + 2 + len(QUOTED)) == "exact"
    with pytest.raises(Refused, match="nothing of the quotation"):
        stands(len(wrong), len(wrong) + 2)


def _found(text):
    return find_quotations(text).quotations
