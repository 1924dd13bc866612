"""Typesetting changes signs and never words; what quoters do changes what it says it changes."""

from __future__ import annotations

import random

import make_prose
import pytest

from archive.folding import terms
from bench.mutations import MUTATIONS
from bench.typeset import typeset
from ingest.canonical import canonical
from ingest.extract.extraction import RawPage

TEXT = " ".join(make_prose.sentences(random.Random(1), 40))
PLAIN = 'It wasn\'t "the office" - the well-known one -- that fixed the difficult affair in the first flat.'


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("text", [TEXT, PLAIN])
def test_typesetting_is_undone_by_the_canonical_form_and_folding(text, seed):
    """Read as any page is read, the printed words are those that were set."""
    printed = typeset(text, random.Random(seed))
    assert printed != text
    assert terms(canonical([RawPage(printed)]).text) == terms(text)


def test_print_has_what_makes_searching_hard():
    """Hidden hyphens, parted words, ligatures, fixed blanks, curly marks and broken lines all occur."""
    printed = typeset(f"{TEXT} {PLAIN}", random.Random(3))
    assert all(sign in printed for sign in ("\u00ad", "-\n", "ﬁ", "ﬀ", "\u00a0", "’", "‘", "\n"))


def test_typesetting_is_the_same_on_every_run():
    """Chance is drawn from a seed."""
    assert typeset(TEXT, random.Random(5)) == typeset(TEXT, random.Random(5))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_quotation_is_altered_as_the_name_says(mutation):
    """All but the verbatim one differ; a wrong word, and only that, changes the words."""
    text = " ".join(make_prose.sentences(random.Random(2), 2)).rstrip(".")
    altered = mutation.make(text, random.Random(7), "elsewhere")
    assert (altered == text) == (mutation.name == "word for word")
    changed = terms(canonical([RawPage(altered)]).text) != terms(text)
    kept = {"word for word", "typeset", "case of the first letter"}
    assert changed == (mutation.name not in kept)
