"""Re-anchoring: every span has one outcome, exact where it says so, and never a wrong place silently."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.anchoring import Anchored, Outcome, needs_person, reanchor
from archive.errors import Refused
from archive.spans import Span

SURNAMES = ["Adair", "Brack", "Corvin", "Dunmore", "Ebbing", "Farrow", "Gault", "Hessle", "Imrie", "Jessop"]
LETTER = (
    "To the warden of Ostwell. The counting of heads began on Monday at the north gate.\n"
    "Nobody had asked for it, and the clerk who was told to write the numbers down left them out.\n"
    "In the afternoon rain fell on the box, which had been shut since the third of May.\n"
    "I remain, with regret, your obedient surveyor of lamps."
)
PIECES = st.sampled_from(
    ["the ", "letter ", "isn’t ", "e\u0301te ", "😀", "信書", "- ", ", ", "\n", "\f", "box is shut. ", "aaa"]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def at(words, text=LETTER):
    """Return where words stand that stand once."""
    assert text.count(words) == 1
    return Span(text.index(words), text.index(words) + len(words))


def become(words, new, old=LETTER):
    """Return the outcome of one span, with its new words."""
    (anchored,) = reanchor(old, new, [at(words, old)])
    return anchored.outcome, anchored.span and anchored.span.of(new)


def drawn(text, data):
    """Draw up to eight spans of a text."""
    edges = st.integers(0, len(text))
    return [Span(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(edges, edges), max_size=8))]


def test_the_same_text_keeps_every_span():
    """Rule 1."""
    spans = [at("north gate"), at("your obedient surveyor")]
    assert reanchor(LETTER, LETTER, spans) == [Anchored(Outcome.KEPT, span, 1.0) for span in spans]


@pytest.mark.parametrize(
    ("words", "new", "outcome", "found"),
    [
        ("north gate", f"Copy.\n{LETTER}", Outcome.KEPT, "north gate"),
        ("north gate", LETTER.replace("Monday", "Tuesday"), Outcome.KEPT, "north gate"),
        ("the box", LETTER.replace("the box", "the old box"), Outcome.CHANGED, "the old box"),
        ("fell on the box", LETTER.replace("on the box", "on\nthe box"), Outcome.CHANGED, "fell on\nthe box"),
        (
            "who was told to write the numbers down",
            LETTER.replace("numbers", "nurnbers"),
            Outcome.CHANGED,
            "who was told to write the nurnbers down",
        ),
        ("clerk who was", LETTER.replace("the clerk", "the good clerk"), Outcome.KEPT, "clerk who was"),
        ("the third of May", LETTER.replace("since the third of May", ""), Outcome.GONE, None),
    ],
    ids=["text before", "word beside", "word put in", "line broken", "misread", "put in at the edge", "deleted"],
)
def test_what_becomes_of_a_span(words, new, outcome, found):
    """Each rule on a letter that changed in one place; what is put in at an edge is not taken in."""
    assert become(words, new) == (outcome, found)


def test_a_paragraph_that_moved_takes_its_spans_along():
    """Rule 3: the very words stand elsewhere, once."""
    first, second, third, fourth = LETTER.split("\n")
    new = f"{second}\n{third}\n{fourth}\n{first}"
    spans = [
        at(words) for words in ("warden of Ostwell", "The counting of heads began", "clerk who", "fell on the box")
    ]
    found = reanchor(LETTER, new, spans)
    assert [each.outcome for each in found] == [Outcome.MOVED] * 2 + [Outcome.KEPT] * 2
    assert [each.span.of(new) for each in found] == [span.of(LETTER) for span in spans]


def test_a_moved_and_changed_passage_is_found_and_waits_for_a_person_without_its_context():
    """Rule 5: the quote alone, of which most is left."""
    words = "the clerk who was told to write the numbers down"
    new = LETTER.replace(words, "he") + "\nPS. Ask Brack: the clork who was told to write the nurnbers down. Nobody."
    (found,) = reanchor(LETTER, new, [at(words)])
    assert (found.outcome, found.span.of(new)) == (
        Outcome.CHANGED,
        "the clork who was told to write the nurnbers down",
    )
    assert needs_person(found)


def test_two_places_that_fit_alike_are_candidates():
    """The sentence stands twice anew, with nothing to tell the two apart."""
    words = "In the afternoon rain fell on the box, which had been shut"
    new = f"{words}.\nAnd then came the spring.\n{words}."
    (found,) = reanchor(LETTER, new, [at(words)])
    assert (found.outcome, found.span, needs_person(found)) == (Outcome.AMBIGUOUS, None, True)
    assert [place.of(new) for place in found.candidates] == [words, words]


def test_a_short_quote_that_stands_only_among_other_words_now_is_for_a_person_to_choose():
    """At the places where it is a word; none of them is taken. One that stands there too often is gone."""
    new = "It rained on the box. Then nine men of Gault, and the boxer, lifted the box up!"
    (found,) = reanchor(LETTER, new, [at("the box")])
    assert (found.outcome, found.span) == (Outcome.AMBIGUOUS, None)
    assert [place.start for place in found.candidates] == [new.index("the box."), new.index("the box up")]
    (often,) = reanchor(LETTER, "the box, a hat, " * 20, [at("the box")])
    assert (often.outcome, often.candidates) == (Outcome.GONE, ())


def test_a_sign_that_is_set_as_several_is_taken_in_whole():
    """At either end of a passage."""
    old = "He wrote — after nine days … — to Pellam, and nobody there had the keys."
    new = old.replace("—", "--").replace("…", "...")
    for words in ("— after nine days", "wrote —", "nine days …"):
        (found,) = reanchor(old, new, [Span(old.index(words), old.index(words) + len(words))])
        assert found.span is not None
        assert found.span.of(new) == words.replace("—", "--").replace("…", "...")


def test_of_two_equal_neighbours_one_of_which_goes_neither_is_anchored_silently():
    """Which one went cannot be told."""
    old, new = (f"So it is. {'The box is shut. ' * count}And yet it moves." for count in (2, 1))
    first = old.index("The box")
    found = reanchor(old, new, [Span(first, first + 16), Span(first + 17, first + 33)])
    assert all(map(needs_person, found))


def test_the_words_of_a_deleted_passage_are_not_taken_from_another_that_has_them_too():
    """The sentence stands at two places; the first goes with all around it."""
    words = "The warden signed the book before the bell was rung."
    lost, left = (
        f"On the isle of Hessle. {words} He went home.\n",
        f"In the town of Gault nothing was. {words} It rained.",
    )
    old = f"{LETTER}\n{lost}{LETTER.upper()}\n{left}"
    start = old.index(words)
    (found,) = reanchor(old, old.replace(lost, ""), [Span(start, start + len(words))])
    assert found.span is None


@pytest.mark.parametrize(
    ("anchored", "waits"),
    [
        (Anchored(Outcome.KEPT, Span(0, 1), 0.5), False),
        (Anchored(Outcome.MOVED, Span(0, 1), 0.5), False),
        (Anchored(Outcome.CHANGED, Span(0, 1), 0.8), False),
        (Anchored(Outcome.CHANGED, Span(0, 1), 0.79), True),
        (Anchored(Outcome.AMBIGUOUS, None, 0.0), True),
        (Anchored(Outcome.GONE, None, 0.0), True),
    ],
)
def test_who_needs_a_person(anchored, waits):
    """What is exact passes, and what is little changed."""
    assert needs_person(anchored) is waits


def test_a_span_past_the_end_is_refused():
    """It is a span of another text."""
    with pytest.raises(Refused, match="runs past the end"):
        reanchor("abc", "abd", [Span(2, 4)])


@settings(max_examples=200)
@given(TEXTS, TEXTS, st.data())
def test_each_span_has_one_outcome_in_its_order(old, new, data):
    """For any two texts; what is kept or moved is exact, and a place stands in the new text."""
    spans = drawn(old, data)
    found = reanchor(old, new, spans)
    assert len(found) == len(spans)
    for span, each in zip(spans, found, strict=True):
        exact = each.outcome in (Outcome.KEPT, Outcome.MOVED)
        assert (each.span is None) is (each.outcome in (Outcome.AMBIGUOUS, Outcome.GONE))
        assert 0 <= each.confidence <= 1
        assert not exact or each.span.of(new) == span.of(old)
        assert each.outcome is not Outcome.CHANGED or each.span.of(new).strip()
        assert bool(each.candidates) is (each.outcome is Outcome.AMBIGUOUS)
        assert all(place.of(new) for place in each.candidates)


@settings(max_examples=100)
@given(TEXTS, TEXTS, st.data())
def test_a_span_is_anchored_alike_whatever_is_anchored_with_it(old, new, data):
    """The others make no difference."""
    spans = drawn(old, data)
    assert reanchor(old, new, spans) == [reanchor(old, new, [span])[0] for span in spans]


def nearly_identical(chance):
    """Return sentences that differ in a name and a number."""
    return [
        f"On day {number} the clerk {chance.choice(SURNAMES)} signed the long book of the north gate and went home. "
        for number in range(60)
    ]


@pytest.mark.parametrize("seed", range(40))
def test_among_nearly_identical_sentences_nothing_is_moved_to_a_wrong_one(seed):
    """Sentences go, come and move; parts of them that many have are anchored at their own sentence or not silently."""
    chance = random.Random(seed)
    old = nearly_identical(chance)
    order = [number for number in range(len(old)) if chance.random() > 0.2]
    for _ in range(4):
        order.insert(chance.randrange(len(order)), order.pop(chance.randrange(len(order))))
    starts = [sum(map(len, old[:number])) for number in range(len(old))]
    places = {number: sum(len(old[each]) for each in order[:at]) for at, number in enumerate(order)}
    spans, truths = [], []
    for number, sentence in enumerate(old):
        start = chance.randrange(len(sentence) - 12)
        end = chance.randrange(start + 10, len(sentence) - 1)
        spans.append(Span(starts[number] + start, starts[number] + end))
        truths.append(Span(places[number] + start, places[number] + end) if number in places else None)
    found = reanchor("".join(old), "".join(old[number] for number in order), spans)
    wrong = [
        (each, truth)
        for each, truth in zip(found, truths, strict=True)
        if each.outcome in (Outcome.KEPT, Outcome.MOVED) and each.span != truth
    ]
    assert wrong == []


@pytest.mark.parametrize("seed", range(10))
def test_random_edits_of_words_leave_the_spans_beside_them_where_they_are(seed):
    """Words that differ from all others; a span that no edit touches is kept, exactly at its words."""
    chance = random.Random(seed)
    words = [f"{chance.choice(SURNAMES)}{number:03}" for number in range(800)]
    touched = set(chance.sample(range(800), 60))
    new = [
        chance.choice(["", f"x{number}", f"{word} more"]) if number in touched else word
        for number, word in enumerate(words)
    ]
    old_text, new_text = " ".join(words), " ".join(filter(None, new))
    runs = [(at, at + chance.randrange(1, 6)) for at in range(0, 790, 6)]
    quotes = [" ".join(words[low:high]) for low, high in runs if not touched & set(range(low, high))]
    found = reanchor(old_text, new_text, [at(quote, old_text) for quote in quotes])
    assert [each.span and each.span.of(new_text) for each in found] == quotes
    assert {each.outcome for each in found} == {Outcome.KEPT}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 400_000, "a" * 399_999),
        ("ab" * 200_000, "ba " * 130_000),
        ("a " * 200_000, "b " * 200_000),
        ("box shut. " * 40_000, "x " + "box shut. " * 30_000),
    ],
    ids=["one letter", "one word", "nothing in common", "one sentence"],
)
def test_hostile_texts_come_to_an_end(old, new):
    """Each span has an outcome; what is called kept stands there."""
    spans = [Span(start, start + 90) for start in range(0, 390_000, 3_000)]
    found = reanchor(old, new, spans)
    assert len(found) == len(spans)
    assert all(
        each.span.of(new) == span.of(old)
        for span, each in zip(spans, found, strict=True)
        if each.outcome in (Outcome.KEPT, Outcome.MOVED)
    )


def test_a_short_quote_is_not_kept_where_another_passages_neighbours_stand():
    """Its line went elsewhere and the one below it moved up: as many words before it are the same as ever."""
    rest = [f"Paragraph {number} tells of the {number} matters that were put off." for number in range(90)]
    kept, went = ["The clerk’s list of December 2031", "* current version"], ["* content type", "* content"]
    old = "\n".join([*kept, went[0], "* content length", went[1], "4. Requests", "Clients write.", *rest])
    new = "\n".join([*kept, "* content length", "4. Requests", *rest, "Clients write.", *went, "The end."])
    at = old.index("* content type")
    (found,) = reanchor(old, new, [Span(at, at + len("* content"))])
    assert found.outcome is Outcome.AMBIGUOUS
