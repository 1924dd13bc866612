"""The archive in the order of time, with whom each document quotes and who quotes it."""

import make
import pytest
from make_traces import HERE, THERE, many, quote

from archive.chronology import MOST_NAMED, around, chronology
from archive.judgements import Judgement, Ruling
from archive.verdicts import Verdict


def titles(entries):
    return [entry.document.description.title for entry in entries]


def tallies(store, document):
    (entry,) = [each for each in chronology(store, limit=50).entries if each.document.id == document.id]
    return (entry.quotes.times, entry.quotes.documents), (entry.quoted_by.times, entry.quoted_by.documents)


def test_documents_stand_in_the_order_of_their_dates(store):
    """A year before its months, and what has no date in a list of its own."""
    for title, date in (("c", "2031-03-02"), ("a", "2031"), ("b", "2031-03"), ("none", "")):
        make.keep(store, "Words.", title=title, date=date)
    found = chronology(store, limit=50, sample=5)
    assert (titles(found.entries), titles(found.sample)) == (["a", "b", "c"], ["none"])
    assert (found.dated, found.undated) == (3, 1)
    assert titles(chronology(store, limit=50, undated=True).entries) == ["none"]


def test_what_is_quoted_is_what_others_quote(store):
    """Both directions have the same counts."""
    letter, first, second = many(store, 3)
    quote(store, first, (HERE, letter, THERE), (THERE, letter, HERE))
    quote(store, second, (HERE, letter, THERE))
    assert tallies(store, letter) == ((0, 0), (3, 2))
    assert tallies(store, first) == ((2, 1), (0, 0))


def test_older_revisions_do_not_count(store):
    """Only what the newest text quotes."""
    letter, article = many(store, 2)
    quote(store, article, (HERE, letter, THERE))
    make.revise(store, article, "Nothing is quoted now.")
    assert tallies(store, letter) == ((0, 0), (0, 0))


@pytest.mark.parametrize("ruling", [Ruling.REJECTED, Ruling.CORRECTED, Ruling.CONFIRMED, Ruling.COMMENT])
def test_what_a_person_says_counts(store, ruling):
    """A rejected source is none; a corrected one stands in its place; the rest leaves it."""
    letter, other, article = many(store, 3)
    quote(store, article, (HERE, letter, THERE))
    right = {"source": other.id, "revision": 1, "span": HERE, "verdict": Verdict.EXACT}
    said = Judgement(
        "j1", (article.id, 1, 0), ruling, "", make.person(store, "Cy").id, "2031-06-02T00:00:00Z",
        **(right if ruling is Ruling.CORRECTED else {}),
    )  # fmt: skip
    store.judgements.add(said)
    kept = ruling in {Ruling.CONFIRMED, Ruling.COMMENT}
    assert tallies(store, letter)[1] == ((1, 1) if kept else (0, 0))
    assert tallies(store, other)[1] == ((1, 1) if ruling is Ruling.CORRECTED else (0, 0))


def test_only_the_first_are_named_and_all_are_counted(store):
    """A letter that many quote names six of them."""
    letter, *articles = many(store, MOST_NAMED + 3)
    for article in articles:
        quote(store, article, (HERE, letter, THERE))
    (entry,) = [each for each in chronology(store, limit=50).entries if each.document.id == letter.id]
    assert (len(entry.quoted_by.listed), entry.quoted_by.documents) == (MOST_NAMED, MOST_NAMED + 2)


def test_a_person_is_found_by_a_part_of_the_name_on_either_side(store):
    """Signs that SQL would read as wildcards are signs."""
    make.keep(store, "Words.", title="from", creator="Ida Brandt")
    make.keep(store, "Words.", title="to", creator="M. Vale", described={"recipient": "Mrs Brandt"})
    make.keep(store, "Words.", title="other", creator="M. Vale")
    assert sorted(titles(chronology(store, limit=50, person="brandt").entries)) == ["from", "to"]
    assert titles(chronology(store, limit=50, person="%").entries) == []


def test_around_a_document_stand_those_it_has_to_do_with(store):
    """Whom it quotes, who quotes it, and letters between the same two; nothing else."""
    letter, article, later, stranger = many(store, 4)
    quote(store, article, (HERE, letter, THERE))
    quote(store, later, (HERE, article, HERE))
    found = around(store, article)
    assert (found.documents, found.cut) == ({letter.id, article.id, later.id}, False)
    ask = make.keep(store, "Ask.", creator="A", described={"recipient": "B"})
    reply = make.keep(store, "Reply.", creator="B", described={"recipient": "A"})
    assert around(store, ask).documents == {ask.id, reply.id}
    assert stranger.id not in found.documents
