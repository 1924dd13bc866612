"""The vocabulary: words in order, beside an index, for patterns and fuzzy words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from archive.errors import Damaged
from index.expansion import capped, expanded
from index.query import And, AnyOf, Fuzzy, Not, Or, Pattern, Phrase
from index.vocabulary import Vocabulary


@pytest.fixture
def words(tmp_path):
    made = Vocabulary(tmp_path / "words")
    made.add([["approve", "approved", "approval", "word"], ["approved", "ward", "world"]])
    return made


def test_words_are_found_by_how_they_begin_and_by_patterns(words):
    """In order; a star may stand for nothing, a question mark stands for one sign."""
    assert words.prefix("approve").words == ("approve", "approved")
    assert words.pattern("wor*").words == ("word", "world")
    assert words.pattern("w?r*d").words == ("ward", "word", "world")
    assert words.pattern("wo?d").words == ("word",)
    assert words.pattern("absent*").words == ()


def test_words_are_found_by_their_likeness(words):
    """The nearest first; a sign put in, left out or replaced is an edit."""
    assert words.near("wrd", 1).words == ("ward", "word")
    assert words.near("word", 1).words == ("word", "ward", "world")
    assert words.near("word", 0).words == ("word",)


def test_what_is_added_is_found_by_whoever_has_it_open(words, tmp_path):
    """Also after the files were gathered into one, and by who opens it then."""
    other = Vocabulary(tmp_path / "words")
    assert other.count("approved") == 2
    words.add([["approved", "zoo"]])
    assert (other.count("approved"), other.count("zoo")) == (3, 1)
    words.add([[f"long{number}" * 40 for number in range(3000)]])
    assert (other.count("zoo"), len(other.prefix("long2").words)) == (1, 1024)
    assert [path.name for path in (tmp_path / "words").iterdir()] == ["words.1"]
    words.add([["zoo"]])
    assert [each.count("zoo") for each in (words, other, Vocabulary(tmp_path / "words"))] == [2, 2, 2]


def test_a_line_that_was_torn_is_left_out(words, tmp_path):
    """And what is added after it is whole."""
    with (tmp_path / "words" / "added.0").open("a", encoding="utf-8") as file:
        file.write("torn")
    assert words.prefix("torn").words == ()
    words.add([["whole"]])
    assert (words.prefix("torn").words, Vocabulary(tmp_path / "words").count("whole")) == ((), 1)


def test_a_garbled_vocabulary_is_noticed(tmp_path):
    """Not taken for a small one."""
    (tmp_path / "words.3").write_text("word word word", encoding="utf-8")
    with pytest.raises(Damaged):
        Vocabulary(tmp_path).prefix("wo")


def test_more_words_than_are_searched_are_cut_visibly(tmp_path):
    """The most frequent are kept, and the tree says so."""
    many = Vocabulary(tmp_path)
    many.add([["often"], ["often"], [f"of{number}" for number in range(2000)]])
    found = expanded(Pattern("of*"), many)
    assert (len(found.terms), found.capped, "often" in found.terms) == (1024, True, True)
    assert capped(Not(And((found, Phrase(("a",)))))) == ("of*",)


def test_patterns_and_fuzzy_words_become_words_wherever_they_stand(words):
    """What fits nothing stands for nothing."""
    tree = And((Or((Pattern("wor*"), Fuzzy("wordl", 1))), Not(Pattern("zz*"))))
    assert expanded(tree, words) == And((Or((AnyOf(("word", "world")), AnyOf(("word",)))), Not(AnyOf(()))))


@given(
    st.lists(st.text("abz1é", min_size=1, max_size=5), min_size=1, unique=True),
    st.text("abz1é", min_size=1, max_size=5),
    st.integers(1, 2),
    st.data(),
)
def test_near_words_are_all_within_the_edits(tmp_path_factory, held, term, edits, data):
    """And none of those is missing, of words that came later neither."""
    made = Vocabulary(tmp_path_factory.mktemp("near"))
    first = data.draw(st.integers(1, len(held)))
    made.add([held[:first]])
    made.near(term, edits)
    made.add([held[first:]])
    assert set(made.near(term, edits).words) == {word for word in held if Levenshtein.distance(word, term) <= edits}


def test_words_put_down_at_once_stand_in_place_of_all(words, tmp_path):
    """For whoever has it open, too; and what is added afterwards counts on."""
    other = Vocabulary(tmp_path / "words")
    assert other.prefix("w").words == ("ward", "word", "world")
    words.put({"zoo": 3, "ward": 1})
    words.add([["ward", "zeal"]])
    assert [(each.prefix("w").words, each.count("ward"), each.prefix("z").words) for each in (words, other)] == [
        (("ward",), 2, ("zeal", "zoo"))
    ] * 2
