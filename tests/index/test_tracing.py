"""Tracing printed quotations over a real store and a real index."""

import make
import pytest

from archive import documents
from archive.differences import Kind
from archive.quoted import LONGEST, read_quotation
from archive.spans import Span
from archive.verdicts import Flag, Verdict
from index import proposing
from index.reading_room import ReadingRoom
from index.tracing import trace, trace_all

LETTER = (
    "Dear Mr Vale,\n\nWhat leaves the shelter is a string of digits, which we call a presence token, and which cannot "
    "be turned back into a picture.\n\nThe counting box does not need faces to count heads. The policy is kept\n\n"
    "under review by the office in Ostwell.\n\nYours sincerely"
)
REPORT = (
    "The company told us that “no face leaves the shelter”. We regard that as true of pictures and untrue of people."
)


@pytest.fixture
def room(store):
    opened = ReadingRoom(store)
    yield opened
    opened.close()


@pytest.fixture
def ask(store, room):
    """Return a function that traces a quotation in an archive of a letter and a report."""
    made = {
        "letter": make.keep(store, LETTER, title="Daleth to Marrin"),
        "report": make.keep(store, REPORT, title="Report", kind=documents.Kind.REPORT, date="2031-05-20"),
    }
    room.catch_up()

    def asked(quotation, **options):
        left_out = [made[name].id for name in options.pop("without", ())]
        return trace(room.engine(), store, quotation, leaving_out=left_out, **options)

    return asked


def words_of(found):
    place = found.places[0]
    return place.document.description.title, place.excerpt.source.between(
        place.collation.span.start, place.collation.span.end
    )


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("“The policy is kept under review”", "exact"),
        ("a string of digits, [...] which cannot be turned back", "elided"),
        ("[t]he counting box [of ours] need[s] faces to count", "bracket-altered"),
        ("The counting box does need faces to count heads", "misquoted"),
        ("The countlng box doas not nead faces to covnt heads", "misquoted"),
        ("What leaves the shelter is into a picture", "misquoted"),
        ("We decided nothing at all about this in the spring", "not found"),
        ("… [...] “”", "cannot check"),
    ],
)
def test_the_best_place_gives_the_verdict(ask, quotation, verdict):
    """Phrases, rare rows of words and rare words lead to the source, over the ends of passages."""
    assert ask(quotation).verdict.value == verdict


def test_a_place_is_the_exact_words(ask):
    """Document and span are those of the stored text."""
    assert words_of(ask("the POLICY is kept under review")) == (
        "Daleth to Marrin",
        "The policy is kept\n\nunder review",
    )


def test_who_quotes_comes_after_the_source(ask, store, room):
    """And alone is no source: it is said that the words stand there as a quotation."""
    found = ask("no face leaves the shelter")
    assert (found.flags, found.places[0].document.description.title) == ((Flag.SECOND_HAND,), "Report")
    make.keep(store, "We say that no face leaves the shelter.", title="The letter itself", date="2031-06-01")
    room.catch_up()
    assert [place.document.description.title for place in ask("no face leaves the shelter").places] == [
        "The letter itself",
        "Report",
    ]


def test_a_document_can_be_left_out(ask):
    """The article in which a quotation is printed is no source of it."""
    assert ask("no face leaves the shelter", without=["report"]).verdict is Verdict.NOT_FOUND


def test_a_short_phrase_names_no_source(ask):
    """It stands in so many documents."""
    found = ask("the shelter")
    assert (found.documents, found.named, Flag.SHORT in found.flags) == (2, None, True)


def test_similar_wording_of_a_short_quotation_is_a_lead_and_no_source(ask):
    """Five words of which one differs much are not called misquoted."""
    found = ask("true of pictures and paintings")
    assert (found.verdict, found.named, found.flags) == (Verdict.NOT_FOUND, None, (Flag.SIMILAR,))
    assert words_of(found)[0] == "Report"


def test_parts_of_two_documents_are_spliced(ask):
    """Each part stands word for word, but not in one document."""
    found = ask("The counting box does not need faces … and untrue of people")
    assert (found.verdict, found.flags) == (Verdict.SPLICED, (Flag.TWO_DOCUMENTS,))
    assert {place.document.description.title for place in found.places} == {"Daleth to Marrin", "Report"}


def test_marks_that_one_source_has_do_not_confuse_the_parts(ask, store, room):
    """Each place is held against the quotation as it is read there."""
    make.keep(store, "He wrote of [the plates] that they were kept dark, and of little else.", title="Quoted")
    room.catch_up()
    found = ask("that they were kept dark [the plates] … does not need faces to count heads … and untrue of people")
    assert found.verdict is Verdict.MISQUOTED or Flag.TWO_DOCUMENTS in found.flags


def test_parts_far_apart_in_one_long_document_are_spliced(store, room):
    """Though no stretch of it that is loaded holds both."""
    filling = "\n\n".join(
        f"In the matter of shelter {n} nothing was decided by the office of ward {n}." for n in range(2000)
    )
    make.keep(store, f"We know of no complaint about it.\n\n{filling}\n\nIt was never signed by any of us.")
    room.catch_up()
    found = trace(room.engine(), store, "We know of no complaint about it … never signed by any of us", seconds=20)
    assert (found.verdict, found.flags) == (Verdict.SPLICED, (Flag.FAR_APART,))


def test_time_that_runs_out_is_told_and_is_no_verdict(ask):
    """Stopped early means cannot check, never not found."""
    found = ask("We decided nothing at all about this in the spring", seconds=-1)
    assert (found.verdict, found.stopped) == (Verdict.CANNOT_CHECK, True)
    assert found.reason


def test_a_list_out_of_time_says_so_of_the_rest(ask, store, room):
    """Every quotation has its answer, in order."""
    found = list(trace_all(room.engine(), store, ["The policy is kept", "under review by the office"], seconds=-1))
    assert [one.verdict for one in found] == [Verdict.CANNOT_CHECK] * 2


def test_bounds_are_told(ask):
    """A quotation that is too long, or too broken, is not checked in part."""
    assert ask("policy " * LONGEST).reason == "It is longer than 20,000 characters."
    assert ask("policy … " * 65).reason == "It has more than 64 parts."


def test_a_long_quotation_is_followed_through_its_source(store, room):
    """More than four thousand characters, over many passages and page ends, with one word changed."""
    sentences = [f"In the matter of shelter {n} the office of ward {n * 7} kept its plate covered." for n in range(120)]
    make.keep(store, "\n\n".join(" ".join(sentences[at : at + 9]) for at in range(0, 120, 9)))
    room.catch_up()
    whole = " ".join(sentences)
    assert len(whole) > 8_000
    assert trace(room.engine(), store, whole, seconds=20).verdict is Verdict.EXACT
    changed = trace(room.engine(), store, whole.replace("ward 420 kept", "ward 420 left"), seconds=20)
    differences = changed.places[0].collation.differences
    assert [(made.was, made.put) for made in differences if made.kind is Kind.WORD] == [("kept", "left")]


def scanned(store, text, *, confidence, marks=()):
    """Keep a letter of one page that was read off a scan."""
    page = documents.Page(1, "3", Span(0, len(text)), documents.PageState.RECOGNISED, "tesseract", "", confidence)
    return make.keep(store, text, title="Scan", pages=(page,), structures=marks)


@pytest.mark.parametrize(
    ("confidence", "quotation", "verdict", "flags"),
    [
        (93, "the modem ledger of the office was closed at noon by nobody", "misquoted", (Flag.SCAN_ERROR,)),
        (93, "the modern ledger of the office was opened at noon by nobody", "misquoted", ()),
        (54, "the modern ledger of the office was opened at noon by nobody", "cannot check", ()),
        (54, "the modern ledger of the office was closed at noon by nobody", "exact", ()),
    ],
)
def test_words_that_differ_from_a_scan_are_judged_by_its_certainty(store, room, confidence, quotation, verdict, flags):
    """Look-alikes may be a scan error; a page that was read badly proves nothing wrong, and the reason is told."""
    scanned(store, "He said that the modern ledger of the office was closed at noon by nobody.", confidence=confidence)
    room.catch_up()
    found = trace(room.engine(), store, quotation)
    assert (found.verdict.value, found.flags) == (verdict, flags)
    assert ("page 3" in found.reason and "54 %" in found.reason) == (verdict == "cannot check")


def test_a_doubtful_word_may_be_a_scan_error(store, room):
    """Though its page is not known to be a scan."""
    text = "He said that the modern ledger of the office was closed at noon by nobody."
    make.keep(store, text, structures=(make.mark("doubtful", 17, 23),))
    room.catch_up()
    assert trace(room.engine(), store, text.replace("modern", "modem")).flags == (Flag.SCAN_ERROR,)


def test_a_quotation_is_traced_as_it_was_read(ask):
    """With the emphasis of the document that prints it, or as read off a scan; one that was cut is not checked."""
    quoted = read_quotation("the office in Ostwell", emphasised=[Span(4, 10)])
    assert ask(quoted).flags == (Flag.EMPHASIS_UNSAID,)
    assert ask(read_quotation("The policv is kept under review", recognised=True)).flags == (Flag.SCAN_ERROR,)
    assert ask(read_quotation("policy " * LONGEST)).reason == "It is longer than 20,000 characters."


def test_words_that_are_too_common_are_not_asked_for_and_that_is_told(store, room, monkeypatch):
    """Where a quotation has no other words left, the passages that have them are counted as not looked at."""
    for number in range(6):
        make.keep(store, f"The lamp of house {number} is green; nobody at the gate would ever call the clerk by name.")
    room.catch_up()
    printed = "Nobody clerk gate would lamp name ever green house call"
    assert trace(room.engine(), store, printed).unlooked == 0
    monkeypatch.setattr(proposing, "_MOST", 5)
    found = trace(room.engine(), store, printed)
    assert (found.verdict, found.unlooked) == (Verdict.NOT_FOUND, 6)
