"""What an engine is not certain of, the store decides; counts and facets are of all hits, or say that they are not."""

import make

from index import confirmation
from index import search as searching
from index.analyzer import SEAM_WORDS
from index.engines.protocol import Filters
from index.facets import Counted


def test_only_uncertain_passages_are_read(store, room, ask, monkeypatch):
    """Not those in which a phrase stands in one passage, nor those in whose seam it is whole."""
    words = [f"word{number}" for number in range(SEAM_WORDS + 2)]
    phrase = " ".join(words)
    make.keep(store, f"{phrase}.\n\n{phrase}")
    make.keep(store, phrase.replace("word9 ", "word9\n\n"))
    make.keep(store, phrase.replace("word0 ", "word0\n\n"))
    read = []
    stretches = confirmation.stretches
    monkeypatch.setattr(confirmation, "stretches", lambda *asked: read.extend(asked[-1]) or stretches(*asked))
    assert (ask(f'"{phrase}"').total, len(read)) == (4, 1)
    assert (ask('"word0 word1 word2"').total, ask('"word2 word0"~1').total, len(read)) == (4, 4, 1)


def test_a_phrase_beside_a_property_is_confirmed_by_itself(store, ask):
    """An OR with a title does not make the phrase true."""
    make.keep(store, "One house.\n\nThere was none.", title="Tram")
    make.keep(store, "One house.\n\nThere is none.", title="News")
    results = ask('title:tram OR "one house there is"')
    assert [group.document.description.title for group in results.groups] == ["Tram", "News"]
    assert results.total == 3
    assert ask('title:tram "one house there is"').total == 0


def test_a_search_that_stops_early_says_so(store, ask, monkeypatch):
    """What it counts is then a lower bound, of passages, documents and facets; it stops between any two passages."""
    for _ in range(5):
        make.keep(store, "One house over\n\nthere is none.")
    assert (ask('="house over there is"').total, ask('="house over there is"').exact_total) == (5, True)
    monkeypatch.setattr(searching, "BUDGET", -1)
    results = ask('="house over there is"')
    assert (results.total, results.documents, results.exact_total) == (1, 1, False)


def test_facets_are_of_all_hits(store, ask):
    """Not of the page, and after the filters."""
    for number, date in enumerate(["2031-03", "2031", "2032-01-02", ""]):
        make.keep(store, "Words.\n\nMore words.", date=date, creator=f"Ida {number % 2}", described={"recipient": "Bo"})
    facets = ask("words", page_size=1).facets
    assert facets.years == (Counted("2031", 4), Counted("2032", 2))
    assert (facets.undated, facets.recipients) == (2, (Counted("Bo", 8),))
    assert facets.authors == (Counted("Ida 0", 4), Counted("Ida 1", 4))
    narrowed = ask("words", filters=Filters(author="Ida 1", recipient="Bo")).facets
    assert (narrowed.authors, narrowed.years) == ((Counted("Ida 1", 4),), (Counted("2031", 2),))


def test_a_page_past_the_last_is_the_last(store, ask):
    """With what is on it."""
    for number in range(5):
        make.keep(store, f"Words {number}.")
    results = ask("words", page=9, page_size=2)
    assert (results.page, results.pages, len(results.hits)) == (3, 3, 1)


def test_source_words_are_found_and_none_runs_into_the_next(store, ask):
    """Address, file and publisher of a document."""
    described = {"source_url": "https://lantern.example/news", "publisher": "Harbour Press"}
    make.keep(store, "Words.", described=described)
    assert ask("source:lantern").total == 1
    assert ask('source:"harbour press"').total == 1
    assert ask('source:"news letter"').total == 0
    assert ask("source:letter").total == 1
