"""Printed quotations read into pieces and what the quoter added."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.printed_signs import PartKind
from archive.quoted import LONGEST, WHOLE, Joint, looks_printed, read_quotation


def pieces(text):
    return [" ".join(piece.terms) for piece in read_quotation(text).pieces]


@pytest.mark.parametrize("sign", ["[...]", "[…]", "…", ". . .", "...", "[. . .]", "(...)", "[....]"])
def test_words_left_out_part_the_pieces(sign):
    """Every usual mark of omission is one."""
    read = read_quotation(f"“no picture, {sign} may be altered”")
    assert [" ".join(piece.terms) for piece in read.pieces] == ["no picture", "may be altered"]
    assert read.joints == (Joint.ELISION,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("have described [the cameras] to the public", ["have described", "to the public"]),
        ("[T]he counting need[s] wom[e]n", ["the counting needs women"]),
        ("it was definately [sic] just", ["it was definately just"]),
        ("it was definately[sic] just", ["it was definately just"]),
        ("*consented to nothing* [emphasis added], and", ["consented to nothing and"]),
        ("it is __not__ so (our italics)", ["it is not so"]),
        ("it is not so [all emphasis is ours throughout]", ["it is not so"]),
        ("it is [emphasis on the plate] so", ["it is", "so"]),
        ("a note [1] here", ["a note", "here"]),
        ("2*3 and a_b", ["2 3 and a b"]),
        ("> quoted\n> twice", ["quoted twice"]),
        ("“”…", []),
    ],
)
def test_what_the_quoter_added_is_no_claim(text, found):
    """Brackets, remarks and stars are told from the words that claim to stand in the source."""
    assert pieces(text) == found


def test_a_changed_word_knows_the_letters_outside_its_brackets():
    """And takes its brackets in."""
    text = "it need[ed] [T]he"
    words = [word for word in read_quotation(text).pieces[0].words if word.altered]
    assert [(text[word.start : word.end], word.term, word.head, word.tail) for word in words] == [
        ("need[ed]", "needed", "need", ""),
        ("[T]he", "the", "", "he"),
    ]


@given(st.text(alphabet="ab .…[]()*_siTc\n>“”漢1", max_size=60))
def test_parts_partition_the_quotation(text):
    """Nothing of what was pasted is lost; words stand in their order, none on another."""
    read = read_quotation(text)
    assert "".join(part.span.of(text) for part in read.parts) == text
    words = [word for piece in read.pieces for word in piece.words]
    assert all(one.end <= other.start for one, other in pairwise(words))


def test_a_long_quotation_is_cut_after_sentences():
    """The pieces adjoin; nothing is left out between them; past the bound nothing is read."""
    text = "The plate was ordered by the office. " * 200
    read = read_quotation(text)
    assert len(text) > WHOLE
    assert set(read.joints) == {Joint.NOTHING}
    assert all(text[piece.span.end] == "." for piece in read.pieces)
    assert read.word_count == 1400
    assert len(read_quotation(text * 10).text) == LONGEST


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("We do take part … in a programme", True),
        ("[T]he counting of passengers", True),
        ("to [the cameras] there", True),
        ("“the counting of passengers”", False),
        ("camera date:[2031-03 TO 2031-04] lens", False),
        ("a note [1] here", False),
        ("camera…", False),
    ],
)
def test_a_printed_quotation_is_recognised(text, printed):
    """By marks that a query does not have."""
    assert looks_printed(text) is printed


@pytest.mark.parametrize("sign", ["[", "*", "(", " ", ". ", "[a", "_a", "\n>", "emphasis ", "[all ", "…", "[…]"])
def test_reading_is_linear(sign):
    """A hundred thousand signs of any one kind are read at once; the parts are those of the beginning."""
    read = read_quotation(sign * 50_000)
    assert sum(len(part.span) for part in read.parts) == LONGEST
    assert PartKind.CLAIM not in {part.kind for part in read.parts}
