"""The chain of a quotation, followed over kept traces."""

import itertools

import make
import pytest
from make_traces import HERE, TEXT, THERE, many, place, quote, trace

from archive.chain_steps import End
from archive.chains import LONGEST, MOST, chains
from archive.documents import Kind
from archive.judgements import Judgement, Ruling
from archive.spans import Span
from archive.verdicts import Flag, Verdict


def led(store, document):
    key = document.id, 1
    return chains(store, document, store.quotations.of(*key), store.traces.of(*key), store.judgements.on(*key))


def ways(store, document, number=0):
    return [([step.document for step in chain.steps], chain.end) for chain in led(store, document).of.get(number, ())]


def test_an_article_quotes_an_article_that_quotes_a_letter(store):
    """The way leads to the letter, where the words are its own."""
    letter, first, second = many(store, 3)
    quote(store, first, (HERE, letter, THERE))
    quote(store, second, (HERE, first, HERE))
    assert ways(store, second) == [([first.id, letter.id], End.SOURCE)]
    assert ways(store, first) == []


def test_a_quotation_inside_what_is_quoted_is_followed_as_a_part(store):
    """The step says that only a part goes on."""
    letter, report, article = many(store, 3)
    quote(store, report, (Span(110, 120), letter, HERE))
    quote(store, article, (HERE, report, THERE))
    (chain,) = led(store, article).of[0]
    assert [(step.document, step.part) for step in chain.steps] == [(report.id, True), (letter.id, False)]


def test_a_circle_is_cut_and_said(store):
    """Two articles that quote one another are each told once."""
    one, other = many(store, 2)
    quote(store, one, (HERE, other, HERE))
    quote(store, other, (HERE, one, HERE))
    assert ways(store, one) == [([other.id, one.id], End.CIRCLE)]


def test_a_long_chain_is_followed_so_far_and_no_further(store):
    """Through eight documents; that it goes on is said."""
    row = many(store, LONGEST + 3)
    for one, other in itertools.pairwise(row):
        quote(store, one, (HERE, other, HERE))
    assert ways(store, row[0]) == [([each.id for each in row[1 : LONGEST + 1]], End.DEEP)]
    assert ways(store, row[2]) == [([each.id for each in row[3:]], End.SOURCE)]


@pytest.mark.parametrize(("rest", "end"), [((None,), End.UNKNOWN), ((), End.WAITING)])
def test_an_end_that_is_no_source_is_said(store, rest, end):
    """The words stand there as a quotation that nobody has traced, or whose source is not held."""
    first, second = many(store, 2)
    quote(store, first, (HERE, *rest))
    quote(store, second, (HERE, first, HERE))
    assert ways(store, second) == [([first.id], end)]


def test_parts_from_two_documents_lead_no_further(store):
    """Which of them has these words is not known to the trace."""
    letter, first, second = many(store, 3)
    quote(store, first, (HERE, letter, THERE))
    store.traces.replace(first.id, 1, [trace(0, letter, THERE, flags=(Flag.TWO_DOCUMENTS,))], {})
    quote(store, second, (HERE, first, HERE))
    assert ways(store, second) == [([first.id], End.SPLIT)]


def test_more_parts_than_are_followed_are_said(store):
    """Four chains, and a word that there are more."""
    letter, report, article = many(store, 3)
    quote(store, report, *((Span(100 + 10 * n, 105 + 10 * n), letter, HERE) for n in range(MOST + 2)))
    quote(store, article, (HERE, report, Span(90, 200)))
    found = led(store, article)
    assert (len(found.of[0]), found.cut) == (MOST, {0})


@pytest.mark.parametrize(("ruling", "end"), [(Ruling.REJECTED, End.UNKNOWN), (Ruling.CORRECTED, End.SOURCE)])
def test_what_a_person_says_of_a_step_holds(store, ruling, end):
    """A rejected trace leads nowhere, a corrected one to the place that was named instead."""
    letter, other, first, second = many(store, 4)
    quote(store, first, (HERE, letter, THERE))
    quote(store, second, (HERE, first, HERE))
    right = {"source": other.id, "revision": 1, "span": HERE, "verdict": Verdict.EXACT}
    rest = right if ruling is Ruling.CORRECTED else {}
    person = make.person(store, "Cy").id
    store.judgements.add(Judgement("j1", (first.id, 1, 0), ruling, "", person, "2031-06-02T00:00:00Z", **rest))
    assert ways(store, second) == [([first.id, other.id] if rest else [first.id], end)]


def misquoting(store, *, middle="2031-02-01"):
    letter = make.keep(store, TEXT, date="2031-01-01")
    first = make.keep(store, TEXT, kind=Kind.ARTICLE, date=middle)
    second = make.keep(store, TEXT, kind=Kind.ARTICLE, date="2031-03-01")
    quote(store, first, (HERE, letter, THERE))
    shared = place(first, HERE, flags=(Flag.SECOND_HAND,))
    quote(store, second, (HERE,))
    store.traces.replace(second.id, 1, [trace(0, letter, THERE, verdict=Verdict.MISQUOTED, others=(shared,))], {})
    return letter, first, second


def test_shared_wrong_words_tell_from_whom_they_were_taken(store):
    """The earlier article that misquotes the letter alike stands between, and it is said that this is inferred."""
    letter, first, second = misquoting(store)
    (chain,) = led(store, second).of[0]
    assert ([step.document for step in chain.steps], chain.by_wording) == ([first.id, letter.id], True)


@pytest.mark.parametrize("date", ["", "2031", "2031-03", "2031-03-01", "2031-04-01"])
def test_what_is_not_surely_earlier_stands_not_between(store, date):
    """Without a date, or with one that may be later, nothing is inferred."""
    assert led(store, misquoting(store, middle=date)[2]).of == {}
