"""Comparing two texts: the changes are the whole truth, in words, and no more than it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import alignment
from archive.comparison import Operation, Tally, carried, compare, tally
from archive.spans import Span

PIECES = st.sampled_from(
    [
        "the",
        "letter",
        "isn’t",
        "isn't",
        "e\u0301te",
        "😀",
        "信",
        "書",
        "-",
        ",",
        "“",
        "....",
        " ",
        "  ",
        "\n",
        "\f",
        "\n\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=60)


def named(old, new):
    """Return the changes but for what stayed, each with its words on both sides."""
    return [
        (change.operation.value, change.old.of(old), change.new.of(new))
        for change in compare(old, new)
        if change.operation is not Operation.SAME
    ]


@given(TEXTS, TEXTS)
def test_the_changes_partition_both_texts(old, new):
    """No code point of either is left out or told twice."""
    changes = compare(old, new)
    edges = [(0, 0), *((change.old.end, change.new.end) for change in changes)]
    assert [(change.old.start, change.new.start) for change in changes] == edges[:-1]
    assert edges[-1] == (len(old), len(new))


@given(TEXTS, TEXTS)
def test_applying_the_changes_to_the_old_text_gives_the_new_one(old, new):
    """What is called the same is taken from the old text, the rest from the new one."""
    made = [
        change.old.of(old) if change.operation is Operation.SAME else change.new.of(new) for change in compare(old, new)
    ]
    assert "".join(made) == new


@given(TEXTS, TEXTS)
def test_each_operation_is_what_its_name_says(old, new):
    """Inserted words stand nowhere in the old text, spacing has no sign, and two rows that stayed never touch."""
    changes = compare(old, new)
    for change in changes:
        before, after = change.old.of(old), change.new.of(new)
        assert {
            Operation.SAME: before == after != "",
            Operation.INSERTED: not before and after.strip() != "",
            Operation.DELETED: not after and before.strip() != "",
            Operation.REPLACED: before != after and "" not in {before, after},
            Operation.SPACING: before != after and not (before + after).strip(),
        }[change.operation]
    assert not any(one.operation is two.operation is Operation.SAME for one, two in pairwise(changes))


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text):
    """One row, or none for no text."""
    whole = Span(0, len(text))
    assert [(change.operation, change.old, change.new) for change in compare(text, text)] == (
        [(Operation.SAME, whole, whole)] if text else []
    )


@given(TEXTS, TEXTS, st.data())
def test_a_span_is_carried_to_the_words_it_began_and_ended_with(old, new, data):
    """Or nowhere."""
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    found = carried(compare(old, new), Span(start, end))
    if found:
        assert found.of(new)[0] == old[start]
        assert found.of(new)[-1] == old[end - 1]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("We ship in March.", "We may ship in March.", [("inserted", "", "may ")]),
        ("We may ship in March.", "We ship in March.", [("deleted", "may ", "")]),
        ("We ship in March.", "We ship in May.", [("replaced", "March", "May")]),
        ("It isn't so", "It isn’t so", [("replaced", "isn't", "isn’t")]),
        ("one two\nthree", "one\ntwo three", [("spacing", " ", "\n"), ("spacing", "\n", " ")]),
        ("the\nend", "the very end", [("spacing", "\n", " "), ("inserted", "", "very ")]),
        ("the end\n", "the end here\n", [("inserted", "", " here")]),
        ("Yes. We ship. It ends.", "Yes. We ship. You wait. It ends.", [("inserted", "", "You wait. ")]),
        ("Yes. We ship. You wait. It ends.", "Yes. We ship. It ends.", [("deleted", "You wait. ", "")]),
        ("寫給你的信", "寫給他的信", [("replaced", "你", "他")]),
        ("", "All new", [("inserted", "", "All new")]),
        ("cafe\u0301 bar", "cafe bar", [("replaced", "cafe\u0301", "cafe")]),
    ],
)
def test_changes_are_told_in_whole_words(old, new, changes):
    """As a reader would mark them."""
    assert named(old, new) == changes


def test_lines_broken_anew_change_no_word():
    """However many there are."""
    words = [f"word{number}" for number in range(400)]
    told = tally(compare(old := " ".join(words), new := "\n".join(words)), old, new)
    assert (told.alike, told.spacing) == (True, 399)


def test_a_moved_paragraph_is_left_out_here_and_added_there():
    """The larger part stays in place."""
    stays, moves = "a b c d e f g h i j k l", "q r s t"
    assert named(f"{moves} {stays}", f"{stays} {moves}") == [
        ("deleted", f"{moves} ", ""),
        ("inserted", "", f" {moves}"),
    ]


def test_a_word_that_two_rewritten_stretches_share_by_chance_is_part_of_the_change():
    """Else a passage written anew would be shown in shreds."""
    old, new = "of what befell all the harm was done", "with great care then the work soon begins"
    assert named(f"x {old} y", f"x {new} y") == [("replaced", old, new)]


def test_stretches_too_large_to_be_aligned_are_given_whole_and_said_to_be(monkeypatch):
    """Said, not hidden; what is anchored around them is still told apart."""
    monkeypatch.setattr(alignment, "_CELLS", 20)
    old = "a b c " + "one two " * 20 + "d e f"
    new = "a b c " + "two one " * 20 + "d e f"
    changes = compare(old, new)
    assert any(change.coarse for change in changes)
    assert changes[0].old.of(old).startswith("a b c")
    assert changes[-1].old.of(old).endswith("d e f")


def test_longer_rows_are_anchors_where_short_ones_are_repeated(monkeypatch):
    """A table of the same few words is still aligned."""
    monkeypatch.setattr(alignment, "_CELLS", 20)
    row = [f"{one} {two}" for one in "abcd" for two in "abcd"] * 2
    old, new = " ".join(["x", *row, "z"]), " ".join(["y", "y", *row, "w", "w"])
    assert not any(change.coarse for change in compare(old, new))


def test_the_tally_counts_words():
    """Added, left out, replaced by how many, and signs apart."""
    old, new = "one two three four, five six. End,\nof it", "zero one two 3 and four, six. End; of it"
    assert tally(compare(old, new), old, new) == Tally(added=1, left_out=1, replaced=1, by=2, signs=1, spacing=1)


@pytest.mark.parametrize(("at", "there"), [((0, 2), (0, 2)), ((3, 11), (7, 15)), ((3, 16), None), ((0, 0), None)])
def test_a_span_is_carried_over_an_insertion(at, there):
    """What begins after it begins later; a changed end has no place."""
    old, new = "We ship in March.", "We may ship in April."
    found = carried(compare(old, new), Span(*at))
    assert found == (Span(*there) if there else None)
