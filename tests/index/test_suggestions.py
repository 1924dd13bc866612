"""Suggestions for words that stand nowhere, and passages like a passage."""

import make
import pytest

from archive.errors import NotHeld
from index.likeness import like_passage
from index.parsing import parse
from index.search import search
from index.suggestions import Suggestion


def test_a_word_that_stands_nowhere_has_suggestions(store, room):
    """The nearest first, then the most frequent; words that are found, or are barred, have none."""
    make.keep(store, "The shipment was approved.\n\nShipments were approved.\n\nThe shipment left.")
    room.catch_up()
    found = search(room.engine(), store, parse("shipmnt approved -absentt")).suggestions
    assert found == (Suggestion("shipmnt", ("shipment", "shipments")),)
    assert search(room.engine(), store, parse("zzzzzzzz approved")).suggestions == (Suggestion("zzzzzzzz", ()),)


def test_words_of_documents_that_are_gone_are_not_suggested(store, room):
    """Though they may still be in the vocabulary."""
    document = make.keep(store, "A lantern.")
    room.catch_up()
    assert search(room.engine(), store, parse("lantrn")).suggestions[0].likely == ("lantern",)
    room.engine().write([], gone=[document.id], cursor=room.engine().cursor())
    assert search(room.engine(), store, parse("lantrn")).suggestions == (Suggestion("lantrn", ()),)


def test_passages_like_a_passage_share_its_rarest_words(store, room):
    """Never itself; those that share more come first."""
    one = make.keep(store, "The lantern of Ostrava harbour was lit.")
    two = make.keep(store, "A lantern in Ostrava harbour, they said.")
    make.keep(store, "The harbour was quiet.")
    make.keep(store, "The tram was late.")
    room.catch_up()
    like = like_passage(room.engine(), store, f"{one.id}@1#0")
    assert like[0].passage.document == two.id
    assert f"{one.id}@1#0" not in [hit.passage.id for hit in like]
    with pytest.raises(NotHeld):
        like_passage(room.engine(), store, "nothing@1#0")
