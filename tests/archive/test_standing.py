"""The standing of citations: in the revision they name, and in the newest one."""

import random
import string
from collections import Counter

import make
import pytest

from archive.access import Role
from archive.citations import Citation, Standing, check_of, cite
from archive.describing import correct
from archive.documents import digest
from archive.spans import Span
from archive.standing import stand, stands
from archive.withdrawing import show_again, withdraw_document

MUTATIONS = 10_000
TOGETHER = 50
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
    way = rand.choice("replace omit insert exchange".split())
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
        from archive.citations import standing

        noticed += [standing(each, make.revision(held)) for each, held in tried] == [Standing.FORGED] * 3
    assert noticed == MUTATIONS // 10


def mutated(rand, paragraphs, at):
    """Return a new version of the paragraphs in which something became of number `at`, and what may be said of it."""
    words, rest = paragraphs[at], [*paragraphs[:at], *paragraphs[at + 1 :]]
    way = rand.choice("before within-another put-elsewhere one-sign two-words left-out twice".split())
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
        return [*paragraphs[:at], one_sign_changed(rand, words), *paragraphs[at + 1 :]], {Standing.CHANGED}
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
def test_the_standing_is_right_after_10_000_random_mutations(store, seed):
    """What became of the words is known, since it was done to them; what is said is that, and leads there."""
    rand, wrong, seen = random.Random(seed), [], Counter()
    for _ in range(MUTATIONS // 10):
        paragraphs = [sentence(rand) for _ in range(rand.randint(4, 8))]
        at = rand.randrange(1, len(paragraphs) - 1)
        start = sum(len(each) + 2 for each in paragraphs[:at])
        after, allowed = mutated(rand, paragraphs, at)
        text = "\n\n".join(after)
        document = make.keep(store, "\n\n".join(paragraphs))
        cited = cite(store.revisions.get(document.id, 1), Span(start, start + len(paragraphs[at])))
        make.revise(store, document, text)
        found = stand(store, cited)
        seen[found.standing] += 1
        words = [each.span.of(text) for each in found.places]
        if found.standing not in allowed:
            wrong.append((found, allowed, text))
        elif found.standing.holds and words != [paragraphs[at]]:
            wrong.append((found, "leads to other words"))
        elif found.standing is Standing.CHANGED and (words != [found.now] or words == [paragraphs[at]]):
            wrong.append((found, "no change is shown"))
    assert wrong == []
    assert set(seen) >= {Standing.INTACT, Standing.CHANGED, Standing.GONE, Standing.AMBIGUOUS}
