"""The standing of citations: in the revision they name, and in the newest one."""

import random
import string
from collections import Counter

import make
import pytest

from archive.access import Role
from archive.citations import Citation, Standing, check_of, cite, standing
from archive.describing import correct
from archive.documents import digest
from archive.spans import Span
from archive.standing import followed, stand, stands
from archive.withdrawing import show_again, withdraw_document

MUTATIONS = 10_000
SIGNS = string.ascii_letters + "áéöß😀’“”\u00a0\u0301"
FIRST = "Dear Mr Vale,\n\nWe hold it. 😀 We have not sold the cameras to anybody.\n\nYours, Ida Brandt"
WORDS = "not sold the cameras"


def sentence(rand):
    words = ("".join(rand.choices(string.ascii_lowercase, k=rand.randint(3, 9))) for _ in range(rand.randint(9, 14)))
    return " ".join(words).capitalize() + "."


def other_sign(rand, sign):
    return rand.choice([other for other in SIGNS if other != sign])


def one_sign_changed(rand, words):
    """Return the words with one sign replaced, left out, put in, or two neighbours exchanged; never as they were."""
    at = rand.randrange(len(words))
    way = rand.choice(["replace", "omit", "insert", "exchange"])
    if way == "omit":
        return words[:at] + words[at + 1 :]
    if way == "insert":
        return words[:at] + rand.choice(SIGNS) + words[at:]
    if way == "exchange" and at + 1 < len(words) and words[at] != words[at + 1]:
        return words[:at] + words[at + 1] + words[at] + words[at + 2 :]
    return words[:at] + other_sign(rand, words[at]) + words[at + 1 :]


@pytest.mark.parametrize("seed", range(10))
def test_one_changed_sign_is_always_noticed_in_the_text_and_in_the_address(seed):
    """Of 10,000 changes of one sign in the cited words, of the check or of the span, none passes."""
    rand, noticed = random.Random(seed), 0
    for _ in range(MUTATIONS // 10):
        words = sentence(rand)
        text = f"{sentence(rand)} {words} {sentence(rand)}"
        start = text.index(words)
        kept = cite(make.revision(text), Span(start, start + len(words)))
        at = rand.randrange(len(kept.check))
        digit = rand.choice([each for each in "0123456789abcdef" if each != kept.check[at]])
        altered = f"{text[:start]}{one_sign_changed(rand, words)}{text[kept.span.end :]}"
        forged = make.again(kept, check=kept.check[:at] + digit + kept.check[at + 1 :])
        shifted = make.again(kept, span=kept.span.shift(rand.choice([-1, 1])))
        tried = [(kept, altered), (forged, text), (shifted, text)]
        noticed += [standing(each, make.revision(held)) for each, held in tried] == [Standing.FORGED] * 3
    assert noticed == MUTATIONS // 10


def mutated(rand, paragraphs, at):
    """Return a new version of the paragraphs in which something became of number `at`, and what may be said of it."""
    words, rest = paragraphs[at], [*paragraphs[:at], *paragraphs[at + 1 :]]
    way = rand.choice(
        [
            "before",
            "within-another",
            "put-elsewhere",
            "one-sign",
            "letter-before",
            "sign-around",
            "two-words",
            "left-out",
            "twice",
        ]
    )
    stands_yet = {Standing.INTACT, Standing.MOVED}
    if way == "before":
        return [*(sentence(rand) for _ in range(rand.randint(1, 3))), *paragraphs], stands_yet - {Standing.MOVED}
    if way == "within-another":
        other = rand.choice([number for number in range(len(paragraphs)) if number != at])
        changed = [one_sign_changed(rand, each) if number == other else each for number, each in enumerate(paragraphs)]
        return changed, {Standing.INTACT}
    if way == "put-elsewhere":
        place = rand.choice([number for number in range(len(rest) + 1) if number != at])
        return [*rest[:place], words, *rest[place:]], stands_yet
    if way == "one-sign":
        made = words[0] + one_sign_changed(rand, words[1:-1]) + words[-1]
        return [*paragraphs[:at], made, *paragraphs[at + 1 :]], {Standing.CHANGED}
    if way == "letter-before":
        return [*paragraphs[:at], rand.choice("unä") + words, *paragraphs[at + 1 :]], {Standing.CHANGED}
    if way == "sign-around":
        return [*paragraphs[:at], f"“{words}”", *paragraphs[at + 1 :]], {Standing.INTACT}
    if way == "two-words":
        parts = words.split(" ")
        parts[3], parts[5] = sentence(rand)[:5].lower().strip(), sentence(rand)[:4].lower().strip()
        return [*paragraphs[:at], " ".join(parts), *paragraphs[at + 1 :]], {Standing.CHANGED}
    if way == "left-out":
        return rest, {Standing.GONE}
    return [words, *(sentence(rand) for _ in range(3)), words, *(sentence(rand) for _ in range(3))], {
        Standing.AMBIGUOUS
    }


@pytest.mark.parametrize("seed", range(10))
def test_the_standing_is_right_after_10_000_random_mutations(seed):
    """What became of the words is known, since it was done to them; what is said is that, and leads there."""
    rand, wrong, seen = random.Random(seed), [], Counter()
    for _ in range(MUTATIONS // 10):
        paragraphs = [sentence(rand) for _ in range(rand.randint(4, 8))]
        at = rand.randrange(1, len(paragraphs) - 1)
        start = sum(len(each) + 2 for each in paragraphs[:at])
        after, allowed = mutated(rand, paragraphs, at)
        text = "\n\n".join(after)
        pinned, newest = make.revision("\n\n".join(paragraphs)), make.revision(text, number=2)
        (found,) = followed([cite(pinned, Span(start, start + len(paragraphs[at])))], pinned, newest)
        seen[found.standing] += 1
        words = [each.span.of(text) for each in found.places]
        if found.standing not in allowed:
            wrong.append((found, allowed, pinned.text, text))
        elif found.standing.holds and words != [paragraphs[at]]:
            wrong.append((found, "leads to other words"))
        elif found.standing is Standing.CHANGED and (words != [found.now] or words == [paragraphs[at]]):
            wrong.append((found, "no change is shown"))
    assert wrong == []
    assert set(seen) >= {Standing.INTACT, Standing.CHANGED, Standing.GONE, Standing.AMBIGUOUS}


def cited_in(store, text=FIRST, words=WORDS, **described):
    """Keep a document and cite words of it."""
    document = make.keep(store, text, **described)
    start = text.index(words)
    return document, cite(store.revisions.get(document.id, 1), Span(start, start + len(words)))


def test_an_old_citation_stands_after_re_titling_and_reading_again(store):
    """Its address names the revision; nothing that comes later touches that."""
    document, cited = cited_in(store)
    correct(store, make.person(store, "Cy", Role.REVIEWER), document.id, {"title": "Another title"})
    again = make.revise(store, document, "\ufeffDear Mr Vale, " + FIRST[15:].replace("\n\n", "\n"))
    found = stand(store, cited)
    assert (found.standing, found.exact, found.now) == (Standing.INTACT, WORDS, WORDS)
    assert (found.places[0].revision, found.places[0].check) == (again.newest, cited.check)
    assert stand(store, found.places[0]).standing is Standing.INTACT


def test_a_change_shows_what_stands_there_now(store):
    """With the words that went and came."""
    document, cited = cited_in(store)
    make.revise(store, document, FIRST.replace("not sold the", "never sold all"))
    found = stand(store, cited)
    assert (found.standing, found.now) == (Standing.CHANGED, "never sold all cameras")
    differing = [
        (change.old.of(WORDS), change.new.of(found.now)) for change in found.changes if change.operation.value != "same"
    ]
    assert differing == [("not", "never"), ("the", "all")]


@pytest.mark.parametrize(
    ("before", "cited", "after"),
    [
        ("It is approved today, all say.", "approved today", "It is disapproved today, all say."),
        ("We sold the camera, they say.", "sold the camera", "We sold the cameras, they say."),
        ("In the cafe we met, he said.", "In the cafe", "In the cafe\u0301 we met, he said."),
        ("It was “sold” to nobody here.", "sold", "It was “resold” to nobody here."),
    ],
)
def test_words_that_stand_inside_other_words_are_changed(before, cited, after):
    """The characters are there, the word is another."""
    start = before.index(cited)
    pinned, newest = make.revision(before), make.revision(after, number=2)
    (found,) = followed([cite(pinned, Span(start, start + len(cited)))], pinned, newest)
    assert found.standing is Standing.CHANGED
    assert found.now != cited


def test_part_of_a_word_may_be_cited(store):
    """Who cites half a word gets half a word."""
    document, cited = cited_in(store, words="old the camer")
    make.revise(store, document, f"A heading\n\n{FIRST}")
    assert stand(store, cited).standing is Standing.INTACT


def test_nothing_but_blanks_is_never_said_to_stand_in_another_revision(store):
    """They are everywhere."""
    document, cited = cited_in(store, words="\n\n")
    make.revise(store, document, f"A heading\n\n{FIRST}")
    assert stand(store, cited).standing is Standing.AMBIGUOUS


@pytest.mark.parametrize(
    ("changed", "standing", "told"),
    [
        ({"check": "0" * 12}, Standing.FORGED, "the check in the address differs"),
        ({"check": "0" * 11}, Standing.FORGED, "must be 12 digits"),
        ({"check": ""}, Standing.FORGED, "is missing"),
        ({"check": check_of(WORDS).upper() + "0"}, Standing.FORGED, "must be 12 digits"),
        ({"span": Span(0, 9_000)}, Standing.FORGED, f"this revision has {len(FIRST)}"),
        ({"span": Span(5, 5)}, Standing.FORGED, "names no characters"),
        ({"span": Span(0, 20)}, Standing.FORGED, "the check in the address differs"),
        ({"revision": 2}, Standing.UNKNOWN, "There is no revision 2"),
        ({"document": "zzzzzzzz"}, Standing.UNKNOWN, "No document zzzzzzzz"),
    ],
)
def test_what_does_not_hold_is_said_exactly(store, changed, standing, told):
    """And nothing is said of places or words."""
    _, cited = cited_in(store)
    found = stand(store, make.again(cited, **changed))
    assert found.standing is standing
    assert told in found.reason
    assert (found.exact, found.places) == ("", ())


def test_a_full_digest_is_no_check(store):
    """64 digits are not 12."""
    _, cited = cited_in(store)
    assert stand(store, make.again(cited, check=digest(WORDS))).standing is Standing.FORGED


def test_many_are_answered_in_their_order(store):
    """One after another, whatever document they are of; the same one twice too."""
    first, second = cited_in(store)[1], cited_in(store, "Other words are here.", "words are")[1]
    bad = make.again(first, check="0" * 12)
    asked = [second, bad, first, second, Citation("zzzzzzzz", 1, Span(0, 1), "0" * 12)]
    assert [each.citation for each in stands(store, asked)] == asked
    assert [each.standing.value for each in stands(store, asked)] == ["intact", "forged", "intact", "intact", "unknown"]


def test_what_was_withdrawn_is_said_with_its_reason_and_comes_back(store):
    """A forged link does not become a good one by it."""
    document, cited = cited_in(store, title="On the cameras")
    admin = make.person(store, "Di", Role.ADMIN)
    withdraw_document(store, admin, document.id, reason="names a witness")
    found = stand(store, cited)
    assert (found.standing, found.exact, found.places) == (Standing.WITHDRAWN, "", ())
    assert "“On the cameras” (Ida Brandt, 2031-03-01) was withdrawn on 2031-03-14: names a witness" in found.reason
    assert stand(store, make.again(cited, check="0" * 12)).standing is Standing.FORGED
    show_again(store, admin, document.id)
    assert stand(store, cited).standing is Standing.INTACT


@pytest.mark.parametrize("number", [1, 2])
def test_a_text_that_was_altered_in_the_store_never_makes_a_citation_intact(store, number):
    """Neither the pinned one nor the newest: its digest is no longer the one it was frozen with."""
    document, cited = cited_in(store)
    make.revise(store, document, f"A heading\n\n{FIRST}")
    with store._database.writing() as connection:
        connection.exec_driver_sql(f"update texts set text = text || '!' where revision = {number}")
    found = stand(store, cited)
    assert (found.standing, found.places) == (Standing.UNKNOWN, ())
    assert "It cannot be checked" in found.reason
