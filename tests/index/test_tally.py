"""Documents are counted from sums of few bins, exactly, whatever is found and however the index came about."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import Damaged
from index.engines import tantivy_reading
from index.engines.protocol import Filters, Row, Wanted
from index.engines.tantivy_engine import TantivyEngine
from index.engines.tantivy_tally import Bin, Packing, Table
from index.query import AnyOf, Near, Not, Or, Phrase


def rows_of(document, words):
    return [Row(id=f"{document}@1#{number}", document=document, text=text.split()) for number, text in enumerate(words)]


def counted(engine, node):
    answer = engine.answer(node, Filters(), Wanted(0, 100))
    return answer.total, answer.spread().documents


def spread(engine, query, total, few):
    """Return the spread as it is counted where few passages are found, or as where very many are."""
    with engine._read() as reading, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tantivy_reading, "_FEW", total if few else total - 1)
        return reading.spread(query(reading.emitter), total)


def summed(engine, word, total):
    """Return the documents as they are counted where there are very many passages."""
    return spread(engine, lambda emitter: emitter.term("text", word), total, few=False).documents


def table_of(places):
    """Return a table of placed documents, and in which order they stand there."""
    order = list(places)
    columns = (np.array([getattr(places[each], name) for each in order], np.int64) for name in ("bin", "unit", "width"))
    return Table(*columns, []), order


@pytest.fixture
def engine(tmp_path):
    return TantivyEngine(tmp_path, identity="test")


@given(st.lists(st.integers(1, 300), min_size=1, max_size=80), st.data())
@settings(max_examples=60, deadline=None)
def test_sums_tell_the_documents(sizes, data):
    """Of whatever passages, one batch after another, with what was forgotten in between."""
    rows = [Row(id="", document=str(number), text=()) for number, size in enumerate(sizes) for _ in range(size)]
    cut = data.draw(st.integers(0, len(sizes)))
    first = Packing((), 0, {}).places([row for row in rows if int(row.document) < cut])
    held = {place.bin: Bin(place.bin, place.unit, place.width) for place in first.values()}
    places = {**first, **Packing(held.values(), cut, {}).places([row for row in rows if int(row.document) >= cut])}
    found = data.draw(st.sets(st.sampled_from(range(len(rows)))))
    totals = Counter()
    for number in found:
        totals[places[rows[number].document].bin] += places[rows[number].document].unit
    table, order = table_of(places)
    counted = Counter(rows[number].document for number in found)
    assert table.passages(totals.items()).tolist() == [counted[document] for document in order]
    assert max(totals.values(), default=0) < 1 << 53
    assert sorted(place.part for place in places.values()) == list(range(len(sizes)))


def test_documents_are_counted_after_changes(engine, tmp_path):
    """Written one by one, written anew with more passages, taken out, and by an engine that was just opened."""
    for number in range(40):
        engine.write(rows_of(f"d{number}", ["ab ca"] * (number % 9 + 1)), gone=(), cursor=number)
    engine.write(rows_of("d3", ["ab"] * 20), gone=["d3", "d39"], cursor=41)
    again = TantivyEngine(tmp_path, identity="test")
    again.write([*rows_of("e1", ["ab"]), *rows_of("e2", ["ca"] * 9)], gone=["d38"], cursor=42)
    engine.write(rows_of("e3", ["ab"]), gone=(), cursor=43)
    sizes = [number % 9 + 1 for number in range(38) if number != 3]
    assert counted(engine, Phrase(("ab",))) == counted(again, Phrase(("ab",))) == (sum(sizes) + 22, 40)
    assert counted(engine, Phrase(("ca",))) == (sum(sizes) + 9, 38)
    assert (summed(engine, "ab", sum(sizes) + 22), summed(again, "ca", sum(sizes) + 9)) == (40, 38)
    with pytest.raises(Damaged, match="of which documents"):
        summed(engine, "ab", sum(sizes) + 23)


def test_few_passages_and_many(engine):
    """Of few a bucket is made of each document, of many it is summed: both count the same, whatever was expected."""
    rows = []
    for number in range(150):
        described = {"author": f"author {number * 37 % 11}" if number % 4 else "", "date": f"20{number % 3 + 30}"}
        rows += [replace(row, **described) for row in rows_of(f"d{number}", ["ab"] * (number % 5 + 1))]
    one, other = ([row for row in rows if (int(row.document[1:]) < 70) is early] for early in (True, False))
    engine.write([*one, *(replace(row, author="nobody") for row in rows_of("gone", ["ab"]))], gone=(), cursor=1)
    engine.write(other, gone=["gone"], cursor=2)
    for size in (*range(0, 450, 25), 450):
        found = rows[:size]

        def query(emitter, found=found):
            return emitter.passages(row.id for row in found)

        few, many = (spread(engine, query, size, few=few) for few in (True, False))
        assert few == many
        assert few.documents == len({row.document for row in found})
        authors = {each.value: each.count for each in few.facets.authors}
        assert authors == Counter(row.author for row in found if row.author)


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_more_bins_than_tantivy_counts_at_once(engine, monkeypatch, size):
    """Those that one request leaves out are counted in parts, none is forgotten."""
    engine.write([row for count in range(1, 30) for row in rows_of(f"d{count}", ["ab"] * count)], gone=(), cursor=1)
    monkeypatch.setattr(tantivy_reading, "_BIN", {"terms": {"field": "bin", "size": size}})
    assert summed(engine, "ab", sum(range(1, 30))) == 29


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=14), min_size=1, max_size=12), st.integers(0, 6))
@settings(max_examples=25, deadline=None)
def test_near_is_found_at_every_gap_and_no_wider(tmp_path_factory, texts, distance):
    """In any order; a word near itself needs to stand twice."""
    engine = TantivyEngine(tmp_path_factory.mktemp("index"), identity="test")
    engine.write(rows_of("d", [" ".join(text) for text in texts]), gone=(), cursor=1)
    for first, second in ("ab", "bc", "aa"):
        near = [
            text
            for text in texts
            if any(
                {text[start], text[end]} == {first, second}
                for start in range(len(text))
                for end in range(start + 1, min(len(text), start + distance + 2))
            )
        ]
        assert counted(engine, Near((first, second), distance))[0] == len(near)


def test_words_alone_are_ranked_as_words_among_others(engine):
    """What tantivy may leave out unread is not among the best: with and without passages that are gone."""
    texts = ["ab " * (number % 5 + 1) + "ca " * (number * 7 % 11) for number in range(400)]
    engine.write([row for at, text in enumerate(texts) for row in rows_of(f"d{at}", [text])], gone=(), cursor=1)
    for gone in ([], ["d4", "d9"]):
        engine.write([], gone=gone, cursor=2)
        alone = engine.answer(Phrase(("ab",)), Filters(), Wanted())
        among = engine.answer(Or((Phrase(("ab",)), Phrase(("missing",)))), Filters(), Wanted())
        assert alone == among


def test_the_best_in_a_segment_of_other_lengths_is_found(engine):
    """Were tantivy to leave out by the lengths of a segment what is best by those of the whole, this would tell."""
    short, good, best = ["ab"], ["ab"] * 10 + ["z"] * 140, ["ab"] * 20 + ["z"] * 280
    engine.write(rows_of("long", [" ".join(["z"] * 600)] * 600), gone=(), cursor=1)
    texts = [good] * 128 + [short] * 64 + [best] + [short] * 2000
    engine.write(rows_of("mixed", [" ".join(text) for text in texts]), gone=(), cursor=2)
    for node in (Phrase(("ab",)), AnyOf(("ab", "missing"))):
        assert engine.answer(node, Filters(), Wanted()).best[0].id == "mixed@1#192"


@pytest.mark.parametrize("first", [0, 20, 130])
def test_what_nothing_ranks_comes_in_the_order_of_ids(engine, first):
    """Ids that begin alike too, and in whatever order they were written."""
    rows = [row for document in ("dab", "dac", "c", "dabe") for row in rows_of(document, ["ab"] * 40)]
    engine.write(rows, gone=(), cursor=1)
    answer = engine.answer(Not(Phrase(("missing",))), Filters(), Wanted(first))
    assert [each.id for each in answer.best] == sorted(row.id for row in rows)[first : first + 20]


@pytest.mark.parametrize("size", [1, 3, 7, 31, 300, 5000, 70_001])
def test_a_full_bin_is_summed_exactly(size):
    """Whatever the width, all passages of all its documents make a number that a float holds."""
    held = [Row(id="", document=str(number), text=()) for number in range(60 if size < 99 else 9)]
    places = Packing((), 0, {}).places([row for row in held for _ in range(size)])
    totals = Counter()
    for place in places.values():
        totals[place.bin] += place.unit * size
    assert max(totals.values()) < 1 << 53
    assert table_of(places)[0].passages(totals.items()).tolist() == [size] * len(places)
