"""Collation: a printed quotation held against stored text, every difference named."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.collation import applied, collate
from archive.differences import Kind
from archive.folding import UNSPACED, terms
from archive.quoted import read_quotation
from archive.reach import Bar
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import Flag, Verdict

LETTER = (
    "Dear Ms Vale,\n\nWhat leaves the shelter is a string of digits, which we call a presence token, and which cannot "
    "be turned back into a picture by anyone who does not hold the key. The counting box does not need faces to count "
    "heads.\n\nWe can't approve of 5% of them; the plate isn't “ordered”, and it’s our sub-\nsidiary's -- not yours. "
    "The office needed 3.5 lenses in Ostwell and definately nobody was asked. In March the afternoons were too good."
)
SOURCE = Source(LETTER)


def best(quotation, source=SOURCE):
    """Return the best collation; each one gives the quotation back."""
    found = collate(read_quotation(quotation), source)
    assert all(applied(source, one.differences) == quotation for one in found)
    return min(found, key=lambda one: one.verdict.rank)


def named(quotation, source=SOURCE):
    kinds = [made.kind for made in best(quotation, source).differences]
    return {kind for kind in kinds if kind not in {Kind.SAME, Kind.EDGE, Kind.SPACE}}


TOLD = [
    ("“The counting box does not need faces to count heads.”", "exact", set()),
    ("The counting box does not need\nfaces to count heads", "exact", set()),
    ("the plate isn’t ‘ordered’, and it's our sub-\nsidiary’s – not yours", "typography only", {"quote mark", "dash"}),
    ("which we call a pres-\nen\u00adce token", "typography only", {"dash"}),
    ("The oﬃce need-\ned 3.5 lenses in Ostwell and deﬁ-\nnately nobody", "typography only", {"letter form", "dash"}),
    ("it's our sub-subsidiary's", "misquoted", {"quote mark", "word"}),
    ("The counting box does *not* need faces [emphasis added]", "emphasis added", {"emphasis", "emphasis claim"}),
    ("a string of digits, [...] which cannot be turned back", "elided", {"elision"}),
    ("a string of digits … cannot be turned back", "elided", {"elision"}),
    ("a string of digits . . . cannot be turned back", "elided", {"elision"}),
    ("anyone who [lacks] the key", "bracket-altered", {"bracket"}),
    ("[T]he string of digits", "misquoted", {"word"}),
    ("[t]he counting box does not need[s] faces", "bracket-altered", {"bracket"}),
    ("definately [sic] nobody was asked", "bracket-altered", {"sic"}),
    ("the counting box does not need faces", "case-altered start", {"case at the start"}),
    ("In march the afternoons were", "case-altered", {"case"}),
    ("hold the key [...] a string of digits, which we call", "spliced", {"elision"}),
    ("The counting box does need faces to count heads", "misquoted", {"omission"}),
    ("The counting box does not really need faces", "misquoted", {"insertion"}),
    ("The counting box does not want faces to count", "misquoted", {"word"}),
    ("The counting box does not nead faces to count", "misquoted", {"spelling"}),
]


@pytest.mark.parametrize(("quotation", "verdict", "kinds"), TOLD)
def test_each_kind_of_alteration_has_its_verdict_and_its_name(quotation, verdict, kinds):
    """The verdict is the worst that applies; every difference is named."""
    assert best(quotation).verdict.value == verdict
    assert {kind.value for kind in named(quotation)} == kinds


@pytest.mark.parametrize(
    "quotation",
    [
        "We can",
        "We can approve of",
        "approve of 5 of them",
        "We can't approve of 5",
        "The office needed 3",
        "needed 35 lenses in Ostwell",
        "needed 3,5 lenses in Ostwell",
        "5 lenses in Ostwell",
        "3-.5 lenses in Ostwell",
        "in .3.5 lenses in Ostwell",
        "-3.5 lenses in Ostwell",
        "sidiary's",
        "We cant approve of 5% of them",
        "its our subsidiary's",
        "We can [...] approve of 5% of them",
    ],
)
def test_a_word_or_number_that_is_cut_or_changed_is_misquoted(quotation):
    """Signs that carry meaning are words, and so is the rest of a word that is broken off."""
    assert best(quotation).verdict is Verdict.MISQUOTED


def test_the_span_is_the_words_with_their_closing_punctuation():
    """The place in the source has neither the outer marks nor what was left off."""
    found = best("“The counting box … to count heads.”", Source(LETTER[50:], 50))
    assert found.span.of(LETTER) == "The counting box does not need faces to count heads."
    assert [piece.of(LETTER) for piece in found.pieces] == ["The counting box", "to count heads."]


def test_what_a_mark_left_out_is_given_in_full():
    """An elision holds the source's words."""
    found = best("a string of digits, [...] which cannot")
    assert [made.was for made in found.differences if made.kind is Kind.ELISION] == [
        "which we call a presence token, and"
    ]


def test_furniture_between_two_pages_is_no_difference_of_words():
    """A running foot in the midst of a sentence is a page break."""
    text = "no picture, log or message that concerns the\nRef. 2031/14 Page 2\n\fshelters may be altered"
    source = Source(text, furniture=(Span(45, 64),))
    assert best("that concerns the shelters may be altered", source).verdict is Verdict.EXACT
    assert named("that concerns the shelters may be altered", source) == {Kind.PAGE}


def test_a_word_that_a_page_breaks_is_whole():
    """A hyphen at the end of a page is none of the word's."""
    source = Source("and the ob-\n\fligation falls on your partners")
    assert best("the obligation falls on your partners", source).verdict is Verdict.EXACT


def test_brackets_and_emphasis_of_the_source_are_not_the_quoters():
    """What stands so in the source is exact."""
    source = Source("They said [sic] that the *whole* [...] matter was never closed.", emphasised=(Span(26, 31),))
    assert best("said [sic] that the *whole* [...] matter was", source).verdict is Verdict.EXACT
    told = best("the *whole* matter", Source("They: the whole matter", emphasised=(Span(10, 15),)))
    assert (told.verdict, told.flags) == (Verdict.EXACT, (Flag.EMPHASIS_IN_SOURCE,))


@pytest.mark.parametrize("sign", ["> ", ">> ", "> > ", ">> > "])
def test_signs_of_a_reply_are_no_words(sign):
    """Lines of a mail that are quoted, however often, have the words of the mail."""
    printed = f"{sign}no face leaves\n{sign}the shelter"
    told = best(printed, Source("They say: no face leaves the shelter. Good."))
    assert (told.verdict.faithful, told.score) == (True, 1.0)


def test_words_that_the_source_has_as_a_quotation_are_flagged():
    """Who quotes a letter is no source of it."""
    assert Flag.SECOND_HAND in best("no face leaves the shelter", Source("He: “no face leaves the shelter”, so.")).flags


def test_parts_far_apart_are_spliced():
    """More than some hundred words between two parts are no elision."""
    source = Source("We know of no complaint. " + "Nothing else was said. " * 100 + "It was never signed by us.")
    found = best("We know of no complaint [...] never signed by us", source)
    assert (found.verdict, found.flags) == (Verdict.SPLICED, (Flag.FAR_APART,))


def test_a_part_that_stands_nowhere_is_misquoted():
    """Its words are an insertion, the rest keeps its place."""
    found = best("The counting box does not need faces … and sold the whole of Estmark")
    assert (found.verdict, found.pieces[1]) == (Verdict.MISQUOTED, None)
    assert Flag.PART_MISSING in found.flags


def test_many_words_left_out_silently_are_one_omission():
    """The rest stands word for word, though fewer edits would change its letters."""
    found = best("What leaves the shelter is into a picture by anyone who")
    assert [made.was.split()[0] for made in found.differences if made.kind is Kind.OMISSION] == ["a"]
    assert (found.verdict, found.shared) == (Verdict.MISQUOTED, 1.0)


LEXICON = (
    "not may need needs can't 5% 3.5 the The camera cameras sub-let Müller Muller ﬁled filed “so” it’s its 漢字 😀"
)
WORDS = st.sampled_from(LEXICON.split())
GAPS = st.sampled_from([" ", " ", " ", ", ", "\n", " — ", "-", ". ", "\f", "; “", "” "])
TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=8, max_size=40).map(lambda rows: "".join(a + b for a, b in rows))
MARKS = "[...]|…| [sic]|*|[n]|’|-| |x|not ||[emphasis added]|?|%|(|[The]|\u00ad|$|_"
SIGNS = st.sampled_from(MARKS.split("|"))


@st.composite
def mutated(draw):
    """Draw a text and a stretch of it with up to four changes, at any place."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) // 2))
    quotation = text[start : draw(st.integers(start + 5, len(text)))]
    for _ in range(draw(st.integers(0, 4))):
        at, length = draw(st.integers(0, len(quotation))), draw(st.integers(0, 8))
        quotation = quotation[:at] + draw(SIGNS) + quotation[at + length :]
    return text, quotation


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_source_and_differences_give_the_quotation_back(case):
    """Byte for byte, whatever was changed; equal signs are those of the source."""
    text, quotation = case
    for found in collate(read_quotation(quotation), Source(text, 7)):
        assert applied(Source(text, 7), found.differences) == quotation
        assert "".join(made.put for made in found.differences) == quotation
        assert all(made.was == made.put for made in found.differences if made.kind is Kind.SAME)
        assert 0 <= found.score <= 1
        if Flag.TURNED not in found.flags:
            assert found in collate(read_quotation(quotation), Source(text, 7), Bar(found.score, 2))


def test_two_halves_turned_round_without_a_mark_are_a_misquotation():
    """However faithful each half is; and what merely ends as something else begins is not turned round."""
    turned = best("so it was never closed at all, and nobody was told of it", Source(TURNED))
    assert (turned.verdict, turned.shared) == (Verdict.MISQUOTED, 1)
    assert Flag.TURNED in turned.flags
    assert not collate(
        read_quotation("nobody was told of it, and they went home in peace"), Source(TURNED), Bar(0.8, 0.95)
    )


TURNED = "And nobody was told of it; so it was never closed at all, which pleased the partners."


def test_a_ligature_spelt_out_is_typography_and_a_stroke_is_spelling():
    """`œ` is `oe` in print; `ł` without its stroke is another letter, and whether it matters is for people to say."""
    source = Source("Le Chef-d’Œuvre was put to œuvre by Mr Łos of the town, and nobody was told of it.")
    assert named("Le Chef-d’Oeuvre was put to oeuvre by Mr Łos", source) == {Kind.FORM}
    assert named("was put to œuvre by Mr Los of the town", source) == {Kind.SPELLING}


def bare(text):
    """Return the letters, digits and signs that are read aloud, words parted by one blank; ligatures spelled out.

    Of a script without blanks each sign is a word.
    """
    spelt = re.sub(f"[{UNSPACED}]", r" \g<0> ", text.replace("ﬁ", "fi").replace("\u00ad", ""))
    kept = re.sub(r"(?:[^\w%$😀]|_)+", " ", spelt)
    return f" {kept} "


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_a_quotation_that_differs_in_a_word_is_never_called_exact(case):
    """The hard gate: word for word means that these words stand in the source, one after another."""
    text, quotation = case
    for found in collate(read_quotation(quotation), Source(text)):
        if found.verdict in {Verdict.EXACT, Verdict.TYPOGRAPHY} and "*" not in quotation:
            assert f" {' '.join(terms(quotation))} " in f" {' '.join(terms(text))} "
            assert bare(quotation.replace("[...]", " ").replace("…", " ")).strip() in bare(text)
