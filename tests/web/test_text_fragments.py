"""Text directives: what they lead to is found by a plain search after the draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_directives import found

from archive.spans import Span
from web.text_fragments import LONGEST_LINK, directive, on_original_page
from web.text_places import _Folded, folded, widened

TEXT = (
    "The well-known cameras, sold in March, were approved.\n\nWe note that R&D isn’t done. The cameras were sold.\n"
    "They were sold in May – 100% of them.\fYours, Ida"
)


def of(words, text=TEXT, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("span", "written"),
    [
        (of("well-known cameras,"), ":~:text=well%2Dknown%20cameras%2C"),
        (of("R&D"), ":~:text=R%26D"),
        (of("ote that R&"), ":~:text=note%20that%20R%26"),
        (of("100%"), ":~:text=100%25"),
        (of("isn"), ":~:text=isn%E2%80%99t"),
        (of("sold in"), ":~:text=cameras%2C-,sold%20in"),
        (of("The cameras"), ":~:text=The%20cameras"),
        (of("cameras", nth=1), ":~:text=The-,cameras"),
        (of("R&D isn’t done. The cameras were sold.\nThey"), ":~:text=R%26D%20isn%E2%80%99t%20done.%20The,They"),
    ],
)
def test_a_directive_is_the_shortest_that_leads_there_alone(span, written):
    """Alone, then with a word before, then with one behind; the signs of the syntax are encoded."""
    assert str(directive(TEXT, span)) == written


def test_a_long_passage_is_given_by_its_first_and_last_words():
    """And so is one that runs over lines."""
    text = "Before. " + " ".join(f"word{number}" for number in range(200)) + " After."
    told = str(directive(text, Span(8, len(text) - 7)))
    assert told == ":~:text=word0%20word1%20word2%20word3,word196%20word197%20word198%20word199"
    assert found(text, told) == [(8, len(text) - 7)]


@pytest.mark.parametrize(("first", "last"), [(1, 3), (1, 1), (0, 5), (2, 5), (4, 5)])
def test_last_words_that_stand_before_are_told_from_them(first, last):
    """With more of them, or with what follows; else the passage would end too early."""
    lines = [f"Line {number} is here and it ends in the same way" for number in range(6)]
    text = "\n".join(lines)
    start, end = text.index(lines[first]), text.index(lines[last]) + len(lines[last])
    assert found(text, str(directive(text, Span(start, end)))) == [(start, end)]


@pytest.mark.parametrize(
    ("text", "span"),
    [("same " * 200, Span(500, 504)), ("   ", Span(0, 3)), ("", Span(0, 0)), ("x" * 5000, Span(10, 20))],
)
def test_what_cannot_be_told_apart_has_none(text, span):
    """No words, words like all others, a word without an end."""
    assert directive(text, span) is None


def test_case_accents_and_quotation_marks_tell_nothing_apart():
    """As a browser sees it: Résumé is resume."""
    text = "A RESUME here. A Résumé there."
    assert str(directive(text, of("Résumé", text))) == ":~:text=R%C3%A9sum%C3%A9,-there."


def test_a_passage_without_blanks_goes_to_its_punctuation():
    """Where a script does not part words, nobody can say where one begins but at a full stop."""
    text = "我们同意。这些相机已经售出。谢谢。"
    assert widened(text, of("相机", text)) == of("这些相机已经售出", text)


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        ("https://lantern.example/a?b=c", "https://lantern.example/a?b=c#:~:text=R%26D"),
        ("HTTP://lantern.example/a#part", "HTTP://lantern.example/a#part:~:text=R%26D"),
        ("https://lantern.example/a#x:~:text=old", "https://lantern.example/a#x:~:text=R%26D"),
        ("javascript:alert(1)", None),
        ("file:///a.html", None),
        ("", None),
    ],
)
def test_only_pages_of_the_web_are_linked(source, begins):
    """A fragment of the address is kept, another directive is not."""
    assert on_original_page(source, TEXT, of("R&D")) == begins


@pytest.mark.parametrize("gap", [1990, 1994, 1997, 1999, 2001])
def test_a_word_far_off_is_taken_whole_or_not_at_all(gap):
    """Half a word is found by no browser."""
    text = f"same same foobar{' ' * gap}same{' ' * gap}foobaz same same"
    told = directive(text, of("same", text, 2))
    if told:
        assert told.prefix.split()[-1:] in ([], ["foobar"])
        assert told.suffix.split()[:1] in ([], ["foobaz"])
    assert (told is None) == (gap > 1994)


SIGNS = st.text(st.sampled_from("aAéb1'’.,-&“”–  \n"), min_size=1, max_size=60)
WORDS = st.lists(
    st.sampled_from(["the", "The", "cat", "cat,", "c", "isn’t", "\n", "\n\n", "e-mail", "R&D"]), min_size=1
)


@given(st.one_of(SIGNS, WORDS.map(" ".join)), st.data())
def test_a_directive_leads_to_its_passage_and_nowhere_else(text, data):
    """Whatever the text and the passage; never cut short."""
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    told = directive(text, span)
    if told is not None:
        where = widened(text, span)
        assert found(text, str(told)) == [(where.start, where.end)]
        assert where.start <= span.end - len(span.of(text).lstrip())
        assert len(str(told)) <= LONGEST_LINK


@given(st.permutations([f"word{number}{sign}" for number, sign in enumerate(",.-’&%;\n" * 5)]), st.data())
def test_words_that_all_differ_always_have_one(words, data):
    """None is not the easy answer."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert (directive(text, span) is None) == (not span.of(text).strip())


def test_a_text_folded_in_stretches_is_the_text_folded():
    """Also where a stretch would begin at blanks, or at signs that fold to blanks or to nothing."""
    text = ("¨ é  \u0301\uf05e\ufc5eﬀ \n\t ½İ— " * 2000) + " \u0301" * 5000
    held = _Folded(text)
    assert held.text == folded(text)
    for at in [*range(0, len(text), 997), len(text) - 1, len(text)]:
        whole, place = folded(text[:at]), held.place(at)
        assert held.text[:place].strip() == whole.strip()
        assert abs(place - len(whole)) <= 1
