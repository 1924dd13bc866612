"""Both engines answer every tree as the naive evaluator does: hits, order, counts, facets."""

from collections import Counter

import naive
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.engines.choice import open_engine
from index.engines.protocol import Filters, Order, Wanted
from index.query import Among, And, AnyOf, Field, Near, Not, Or, Phrase, Range

WORD = st.sampled_from([*naive.WORDS, "nowhere"])
TERMS = st.lists(WORD, min_size=2, max_size=4).map(tuple)
LEAVES = st.one_of(
    WORD.map(lambda word: Phrase((word,))),
    TERMS.map(Phrase),
    TERMS.map(lambda terms: Phrase(terms, verbatim=True)),
    st.builds(Near, TERMS, st.sampled_from([0, 1, 3, 40])),
    st.lists(WORD, max_size=3, unique=True).map(lambda words: AnyOf(tuple(words))),
    st.sampled_from(
        [
            AnyOf(tuple(naive.WORDS) + tuple(f"w{number}" for number in range(20))),
            Among(frozenset(["d1@1#0", "d2@1#1", "d99@1#0"])),
            Among(frozenset()),
            Field("kind", ("letter",)),
            Field("document", ("d3",)),
            Field("page", ("2",)),
            Field("date", ("2031-03",)),
            Field("title", ("tram", "line")),
            Field("title", ("tram", "line"), phrase=True),
            Field("source", ("pdf", "example"), phrase=True),
            Field("source", ("scan", "org")),
            Range("date", "2031-03", ""),
            Range("date", "", "2031"),
            Range("page", "2", "3"),
            Range("page", "", "1"),
        ]
    ),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)
FILTERS = st.builds(
    Filters,
    kind=st.sampled_from(["", "", "letter"]),
    author=st.sampled_from(["", "", "Ida Berg"]),
    recipient=st.sampled_from(["", "", "Bo Holm"]),
    date_from=st.sampled_from(["", "", "2031-03"]),
    date_to=st.sampled_from(["", "", "2031"]),
)


class Filled:
    """An engine and what it holds; unpacks into both. `some` are two choices of passages, one of few."""

    def __init__(self, *both):
        self.both = both
        names = sorted(each.row.id for passages in both[1].values() for each in passages)
        self.some = [frozenset(["d99@1#0", *chosen]) for chosen in (names[::3], names[:3])]

    def __iter__(self):
        return iter(self.both)


@pytest.fixture(scope="module")
def filled(named, tmp_path_factory):
    """An index of forty documents in several batches, some of them replaced, some gone; and what it holds."""
    engine = open_engine(named, tmp_path_factory.mktemp(named), identity="test")
    held = naive.documents(40, seed=7)
    for cursor, names in enumerate((list(held)[:20], list(held)[20:]), start=1):
        engine.write([each.row for name in names for each in held[name]], gone=names, cursor=cursor)
    fresh = naive.documents(12, seed=8)
    gone = [*fresh, "d30", "d31"]
    engine.write([each.row for passages in fresh.values() for each in passages], gone=gone, cursor=3)
    yield Filled(engine, {name: held[name] for name in held if name not in gone} | fresh)
    engine.close()


def settled(engine, node, filters, truth):
    """Return the uncertain passages that are true, as the store would; the certain ones must all be."""
    uncertain = engine.uncertain(node, filters)
    certain = engine.answer(node, filters, Wanted(0, 10_000))
    assert {each.id for each in certain.best} <= truth
    assert truth <= {each.id for each in certain.best} | set(uncertain)
    assert not {each.id for each in certain.best} & set(uncertain)
    return frozenset(truth & set(uncertain))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(Not(Phrase(("ab", "b"))), Filters())
@example(And(()), Filters())
@example(Or(()), Filters())
@given(TREES, FILTERS)
def test_every_tree_is_answered_as_by_reading_everything(filled, node, filters):
    """The same passages, documents and facets, and the same first twenty in the same order."""
    engine, held = filled
    found = naive.matching(held, node, filters)
    truth = {each.row.id for each in found}
    confirmed = settled(engine, node, filters, truth)
    answer = engine.answer(node, filters, Wanted(0, 20, Order.RELEVANCE, confirmed))
    spread = answer.spread()
    assert (answer.total, spread.documents) == (len(truth), len({each.row.document for each in found}))
    expected, scores = naive.ranked(held, node, found)
    assert [each.id for each in answer.best] == expected[:20]
    assert [each.score for each in answer.best] == pytest.approx([scores[name] for name in expected[:20]])
    assert counted(spread.facets.kinds) == Counter(each.row.kind for each in found)
    assert counted(spread.facets.recipients) == Counter(each.row.addressee for each in found if each.row.addressee)
    assert counted(spread.facets.years) == Counter(each.row.date[:4] for each in found if each.row.date)
    assert spread.facets.undated == sum(not each.row.date for each in found)
    for some in filled.some:
        assert engine.among(some, node, filters, confirmed=confirmed) == some & truth


def counted(facet):
    return {each.value: each.count for each in facet}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES)
def test_pages_by_date_are_stretches_of_one_order(filled, node):
    """Newest first, then the best, then by id."""
    engine, held = filled
    found = naive.matching(held, node)
    confirmed = settled(engine, node, Filters(), {each.row.id for each in found})
    expected, _ = naive.ranked(held, node, found, by_date=True)
    for first in (0, 7, 35):
        answer = engine.answer(node, Filters(), Wanted(first, 9, Order.DATE, confirmed))
        assert [each.id for each in answer.best] == expected[first : first + 9]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(WORD, st.integers(1, 3), min_size=1), LEAVES, st.integers(1, 50))
def test_a_poll_names_those_with_the_most_votes_and_counts_all(filled, votes, without, size):
    """Ties in the order of ids; what may match `without` has no votes."""
    engine, held = filled
    barred = engine.having(without)
    counts = {
        each.row.id: sum(votes.get(word, 0) for word in {*each.row.text})
        for passages in held.values()
        for each in passages
        if each.row.id not in barred
    }
    expected = sorted((item for item in counts.items() if item[1]), key=lambda item: (-item[1], item[0]))
    poll = engine.polled(votes, without, size)
    assert (list(poll.best), poll.total) == (expected[:size], len(expected))
    assert engine.having(without, most=len(barred) - 1) == []
    assert sorted(engine.having(without, most=len(barred))) == sorted(barred)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES, st.integers(1, 12))
def test_candidates_hold_every_match_and_are_cut_at_the_limit(filled, node, limit):
    """The best so many, in order."""
    engine, held = filled
    everything = engine.candidates(node, Filters())
    assert {each.row.id for each in naive.matching(held, node)} <= {each.id for each in everything}
    ordered = engine.candidates(node, Filters(), limit=10_000)
    assert sorted(each.id for each in everything) == sorted(each.id for each in ordered)
    assert ordered == sorted(ordered, key=lambda each: (-each.score, each.id))
    assert engine.candidates(node, Filters(), limit=limit) == ordered[:limit]


def test_words_are_counted_without_the_passages_that_are_gone(filled):
    """In how many passages each stands, and how many passages there are."""
    engine, held = filled
    rows = [each.row for passages in held.values() for each in passages]
    assert engine.passages() == len(rows)
    for word in [*naive.WORDS, "nowhere"]:
        assert engine.frequency(word) == sum(word in row.text for row in rows)
