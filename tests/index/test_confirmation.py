"""Stored text decides: where the leaves of a query stand, and whether a passage fulfils it."""

from itertools import pairwise

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folding import words
from index.confirmation import holds, matches_in, stretches
from index.described import is_between
from index.parsing import parse
from index.places import places, stands
from index.query import AnyOf, Near, Or, Phrase
from index.resolving import resolved
from index.stretches import Stretch

TEXT = "“Exact Words,” he wrote.\nWe did not\fpay; exact words pay."


def marked(text, typed, **options):
    return [span.of(text) for span in matches_in(text, parse(typed, **options).root)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('="Exact Words,"', ["Exact Words,"]),
        ('="exact words"', ["exact words"]),
        ('="Exact Words."', []),
        ('="“Exact"', ["“Exact"]),
        ('="not pay;"', ["not\fpay;"]),
        ('="wrote. We"', ["wrote.\nWe"]),
        ("=Words", ["Words"]),
        ("=WORDS", []),
        ("exact words", ["Exact", "Words", "exact", "words"]),
        ('"exact words"', ["Exact Words", "exact words"]),
        ('"did not pay"', ["did not\fpay"]),
        ('"pay not"~0', ["not\fpay"]),
        ('"pay did"~1', ["did not\fpay"]),
        ('"pay did"~0', []),
        ("wor*", ["Words", "words"]),
        ("wr?te", ["wrote"]),
        ("wrate~1", ["wrote"]),
        ("wrute~1 -words", ["wrote"]),
        ('words "exact words"', ["Exact Words", "exact words"]),
        ('"exact words" OR "words he"', ["Exact Words,” he", "exact words"]),
        ("from:exact words", ["Words", "words"]),
    ],
)
def test_what_is_marked_in_a_text(typed, found):
    """Each place once, a phrase and a window as one, overlapping places as one."""
    assert marked(TEXT, typed) == found


def test_everything_may_be_marked_exactly():
    """As `exact=1` asks."""
    assert marked(TEXT, "exact words", verbatim=True) == ["exact", "words"]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("caf\u00e9", '="cafe\u0301"'),
        ("a fi sh", '="a \ufb01 sh"'),
        ("sur veillance", '="sur\u00a0veillance"'),
        ("surveillance", '="sur\u00adveillance"'),
    ],
)
def test_exact_words_are_compared_as_canonical_text_holds_them(printed, typed):
    """What the canonical form drops cannot be asked for."""
    assert marked(printed, typed) == [printed]


def test_an_exact_phrase_is_found_where_folded_ones_overlap():
    """The first folded place is no exact one, the second is."""
    assert marked("a A a", '="A a"') == ["A a"]


@given(
    st.lists(st.sampled_from("abx"), max_size=14),
    st.lists(st.sampled_from("ab"), min_size=2, max_size=3),
    st.integers(0, 4),
)
def test_near_words_are_where_a_slow_scan_finds_them(text, wanted, distance):
    """A window is marked exactly where one exists, and no marked window is too wide or lacks a word."""
    joined, width = " ".join(text), len(wanted) + distance
    windows = [text[at : at + width] for at in range(len(text))]
    exists = any(all(window.count(one) >= wanted.count(one) for one in wanted) for window in windows)
    found = matches_in(joined, Near(tuple(wanted), distance))
    assert bool(found) == exists
    for span in found:
        held = span.of(joined).split()
        assert len(held) <= width
        assert all(held.count(one) >= wanted.count(one) for one in wanted)


@given(
    st.lists(st.sampled_from(["ab", "AB", "b", "-", "“", "é", "\u00ad", "-\n\f", " ", "日"]), max_size=12), st.data()
)
def test_a_word_is_found_where_it_begins_before_the_end(parts, data):
    """In texts whose words are folded in place as in others; a word that the end cuts in two begins before it."""
    text = "".join(parts)
    end = data.draw(st.integers(0, len(text)))
    stretch, every = Stretch(text, end), words(text)
    inside = [word for word in every if word.start < end]
    assert stretch.last == len(inside)
    for term in {word.term for word in every}:
        found = [(word.start, word.end) for word in inside if word.term == term]
        assert list(places(Phrase((term,)), stretch)) == found
        assert stands(Phrase((term,)), stretch) is bool(found)


def test_a_sign_that_folds_to_a_blank_is_not_found_in_blanks():
    """A lone iota subscript decomposes into a blank and a mark."""
    assert marked("a   b", "\u037a") == []
    assert marked("a \u037a b", "\u037a") == ["\u037a"]


@given(
    st.lists(st.sampled_from(["ab", "abc", "b", "ABc"]), max_size=20),
    st.sampled_from(["ab*", "ab?", "abx~1", '"ab b"']),
)
def test_marks_come_in_order_and_never_touch_a_sign_twice(text, typed):
    """So that as many are seen as are counted."""
    found = matches_in(" ".join(text), parse(f"{typed} OR b").root)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_any_of_many_words_is_marked_as_words():
    """What a pattern stands for in the vocabulary."""
    text = "word work ward"
    assert [span.of(text) for span in matches_in(text, AnyOf(("ward", "word", "x")))] == ["word", "ward"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("camera", True),
        ("camera NOT lens", True),
        ("camera NOT sold", False),
        ("lens OR sold", True),
        ("from:brandt", True),
        ('from:"ida brandt"', True),
        ('from:"brandt ida"', False),
        ("NOT from:brandt", False),
        ("NOT (from:brandt lens)", True),
        ("to:brandt", False),
        ("title:(letter -camera)", True),
        ("type:letter date:2031-03", True),
        ("date:2030 OR type:article", False),
        ("[2031-02 TO 2031-03]", True),
        ("[2031-04 TO *]", False),
        ("page:1", True),
        ("page:[2 TO 9]", False),
        ("has:annotation", False),
        ('="The Camera"', False),
    ],
)
def test_a_passage_fulfils_a_query_or_does_not(store, typed, answer):
    """Words on its text, properties on its document, marks on the store."""
    document = make.keep(store, "The camera was sold.\n\nA lens.")
    root = resolved(store, parse(typed).root)
    passage = store.passages.of(document.id, 1)[0].id
    assert holds(root, dict(stretches(store, root, [passage]))[passage]) is answer


def test_a_passage_that_is_gone_is_not_read(store):
    """What is not in the store is never a hit."""
    make.keep(store, "Words.")
    assert list(stretches(store, parse("words").root, ["aaaaaaa2@9#0"])) == []


@pytest.mark.parametrize(
    ("date", "low", "high", "answer"),
    [
        ("2031-03-14", "2031-03", "2031-03", True),
        ("2031-03-14", "2031", "", True),
        ("2031-03-14", "", "2031-02", False),
        ("2031", "2031-02", "", False),
        ("2031", "2031", "2031-02", True),
        ("", "", "2031", False),
    ],
)
def test_a_date_lies_in_a_range_or_does_not(date, low, high, answer):
    """A rough date comes before all its days; an unknown one lies nowhere."""
    assert is_between(date, low, high) is answer


@given(st.lists(st.sampled_from(["a", "b", "A’s", "\n\n", "\f", "“b”", "b-a"]), min_size=1, max_size=12), st.data())
def test_a_quoted_stretch_of_any_text_is_found_in_it(text, data):
    """Whatever its signs, as a phrase and exactly so."""
    joined = " ".join(text)
    found = words(joined)
    first = data.draw(st.integers(0, len(found)))
    last = data.draw(st.integers(first, len(found)))
    stretch = joined[found[first].start : found[last - 1].end] if first < last else ""
    for typed in (f'"{stretch}"', f'="{stretch}"'):
        root = parse(typed).root
        assert (root is None) == (not stretch)
        assert root is None or isinstance(root, Phrase | Or)
        assert bool(matches_in(joined, root)) == bool(stretch)
