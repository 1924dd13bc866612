"""The ledger of a document: traced, kept, seen from its sources, and looked at again."""

import make
import pytest

from archive import witnessing
from archive.access import Role
from archive.documents import Kind
from archive.identifiers import Identifier, Scheme
from archive.ledgers import Cause
from archive.verdicts import Flag, Verdict
from index import ledger, looking_again
from index.looking_again import Lookout
from index.shingles import digests

LETTER = (
    "Dear Mr Vale,\n\nWhat leaves the shelter is a string of digits, which we call a presence token.\n\n"
    "The counting box does not need faces to count heads.\n\nYours sincerely"
)
ARTICLE = (
    "The maker wrote that “the counting box does not need faces to count heads”. It added that what leaves is "
    "“a string of letters, which we call a presence token”, and said: “The counting box does not need faces to "
    "count heads”. Nobody knows who said “we were told that nothing would be stored anywhere”."
)
REPLY = "Dear Ms Brandt,\n\nwe were told that nothing would be stored anywhere, and we hold you to it.\n\nM. Vale"


@pytest.fixture
def lookout(store, room):
    return Lookout(store, room)


@pytest.fixture
def look(room, lookout):
    """Return a function that brings index and ledgers up to date."""

    def looked():
        room.catch_up()
        return lookout.look()

    return looked


@pytest.fixture
def article(store):
    return make.keep(store, ARTICLE, title="Six minutes", kind=Kind.ARTICLE, date="2031-05-28")


def verdicts(store, document):
    return [traced.verdict.value for _, traced in sorted(store.traces.of(document.id, document.newest).items())]


def test_every_quotation_of_an_article_is_traced(store, look, article):
    """After looking, each has a verdict, and none is due."""
    make.keep(store, LETTER)
    assert look() == 4
    assert verdicts(store, article) == ["case-altered start", "misquoted", "exact", "not found"]
    assert store.quotations.waiting() == 0


def test_what_is_kept_is_what_was_traced(store, look, article):
    """A place is kept with its words, its differences and their spans in the source."""
    letter = make.keep(store, LETTER)
    look()
    place = store.traces.of(article.id, 1)[1].places[0]
    assert place.document == letter.id
    assert place.span.of(LETTER) == place.exact
    told = [(made.was, made.put) for made in place.differences if made.kind.value == "word"]
    assert told == [("digits", "letters")]


def test_a_source_knows_who_quotes_it(store, look, article):
    """The list seen from the sources is the list seen from the quotations, turned round."""
    letter = make.keep(store, LETTER)
    look()
    forward = {
        (number, rank, place.document, place.span)
        for number, traced in store.traces.of(article.id, 1).items()
        for rank, place in enumerate(traced.places)
    }
    backward = {
        (each.quotation[2], each.rank, each.source, each.span)
        for each in store.traces.on_source(letter.id) + store.traces.on_source(article.id)
    }
    assert forward == backward != set()


def test_a_letter_that_arrives_settles_what_was_open(store, look, article):
    """Only the quotation that it may answer is traced again, and the find is kept."""
    make.keep(store, LETTER)
    look()
    reply = make.keep(store, REPLY, title="Vale to Brandt")
    assert look() == 1
    find = store.finds.latest(limit=5)[0]
    assert (find.quotation[2], find.was, find.now) == (3, Verdict.NOT_FOUND, Verdict.EXACT)
    assert (find.cause, find.source) == (Cause.ARRIVAL, reply.id)


def test_of_places_that_are_alike_the_mail_that_is_answered_comes_first(store, look):
    """Whoever says the same words twice is quoted from the mail that is answered, or else the nearest in the thread."""
    first, second, third, _ = (make.keep(store, LETTER, title=title) for title in ("One", "Two", "Three", "Four"))
    for mail, name in ((first, "1"), (second, "2"), (third, "3")):
        store.identifiers.replace(mail.id, [Identifier(Scheme.MESSAGE, name)])
    reply = make.keep(store, "> The counting box does not need faces to count heads.\n\nIt does.", date="2031-03-02")
    refers = [Identifier(Scheme.REFERENCE, name) for name in ("1", "2")]
    store.identifiers.replace(reply.id, [*refers, Identifier(Scheme.REPLY, "3")])
    look()
    places = store.traces.of(reply.id, 1)[0].places
    assert [place.document for place in places[:3]] == [third.id, second.id, first.id]


def test_a_letter_that_nobody_quotes_changes_nothing(store, look, article):
    """Nothing is traced again, and nothing is told."""
    make.keep(store, LETTER)
    look()
    make.keep(store, "Quite another matter is written of here, and at some length.")
    assert look() == 0
    assert store.finds.latest(limit=5) == []


def test_a_source_that_changes_is_looked_at_again(store, look, article):
    """Quotations with a place in it are due, and what became of them is told."""
    letter = make.keep(store, LETTER)
    look()
    make.revise(store, letter, LETTER.replace("does not need", "never needs"))
    look()
    finds = {(find.quotation[2], find.now.value, find.cause) for find in store.finds.latest(limit=9)}
    assert finds == {(0, "misquoted", Cause.REVISION), (2, "misquoted", Cause.REVISION)}


def test_another_version_of_tracing_traces_all_again(store, room, look, article, monkeypatch):
    """What an older version traced is due; only changes are told."""
    make.keep(store, LETTER)
    look()
    monkeypatch.setattr(ledger, "TRACING", "next")
    monkeypatch.setattr(looking_again, "TRACING", "next")
    assert Lookout(store, room).look() == 4
    assert store.finds.latest(limit=5) == []


def test_ledgers_are_brought_up_to_date_by_one_process_at_a_time(store, room, lookout, article):
    """While another holds the lock nothing is done, and that is said."""
    room.catch_up()
    with Lookout(store, room)._alone() as alone:
        assert alone
        assert lookout.look() == -1
    assert lookout.look() == 4


def test_looking_goes_no_further_than_the_index(store, room, lookout, article):
    """What the index does not hold yet waits: it could be no place of any quotation."""
    room.catch_up()
    make.keep(store, LETTER)
    lookout.look()
    assert verdicts(store, article) == ["not found"] * 4
    room.catch_up()
    lookout.look()
    assert verdicts(store, article)[0] == "case-altered start"


def test_time_that_runs_out_leaves_the_rest_due(store, room, look, article):
    """What was not reached is still to be traced; no verdict is made up for it."""
    room.catch_up()
    looking_again.arrived(store, article)
    assert ledger.trace_due(room.engine(), store, article.id, seconds=0) == 4
    assert store.traces.of(article.id, 1) == {}


@pytest.mark.parametrize(("remark", "flag"), [(" [emphasis added]", "claim true"), ("", "without claim")])
def test_a_remark_after_the_closing_mark_counts(store, look, remark, flag):
    """The article says of its own emphasis whether it was added, inside the marks or after them."""
    make.keep(store, LETTER)
    text = f"It wrote: “The counting box does not need faces to count heads”{remark}."
    article = make.keep(store, text, title="Heads", structures=[make.mark("emphasis", 34, 42)])
    look()
    flags = store.traces.of(article.id, 1)[0].flags
    assert [each.value for each in flags if flag in each.value]


def test_each_witness_of_a_source_is_tried(store, look, article):
    """A web page has the letter's words but for one; which agree and which differ is said of each quotation."""
    letter = make.keep(store, LETTER, title="Scan")
    other = make.keep(store, LETTER.replace("need faces", "want any faces"), title="Web page")
    look()
    before = store.traces.of(article.id, 1)
    assert not any(Flag.WITNESSES_DIFFER in traced.flags for traced in before.values())
    witnessing.join(store, make.actor(role=Role.ADMIN), letter.id, other.id)
    look()
    after = store.traces.of(article.id, 1)
    assert (Flag.WITNESSES_DIFFER in after[0].flags, Flag.WITNESSES_AGREE in after[1].flags) == (True, True)
    tried = {place.document: place.verdict for place in after[2].places if Flag.WITNESS in place.flags}
    assert tried == {letter.id: Verdict.EXACT, other.id: Verdict.MISQUOTED}


def test_an_unclosed_quotation_ends_where_its_words_end(store, look):
    """Plainly so after a sentence, before a verb of saying, at the source's end; else it stays as it is printed.

    A word that was changed is no end: those after it stand in the source.
    """
    make.keep(store, LETTER)
    make.keep(store, REPLY.partition(", and we")[0])
    box, told = (
        "The counting box does not need faces to count heads",
        REPLY[REPLY.index("we were") : REPLY.index(", and we")],
    )
    token = "What leaves the shelter is a string of letters. which we call a presence token"
    printed = [
        (box, ". None of it, as far as anybody knows, was ever tried out by anyone here."),
        (box, ", the maker wrote to us, and nobody else has tried any of it out since."),
        (told, ". Nothing else, as far as anybody knows, was ever said of it by anyone here."),
        (box, " and so it counts them in the dark as well as by day."),
        (token, ""),
    ]
    text = "\n\n".join(f"It wrote: “{words}{after}" for words, after in printed)
    article = make.keep(store, text, title="Heads", kind=Kind.ARTICLE)
    look()
    traces = [store.traces.of(article.id, 1)[number] for number in range(5)]
    assert [each.upto for each in traces] == [len(box), len(box), len(told), None, None]
    assert [each.verdict for each in traces] == [Verdict.EXACT] * 3 + [Verdict.NOT_FOUND, Verdict.MISQUOTED]
    assert [Flag.UNCLOSED in each.flags for each in traces] == [True] * 3 + [False] * 2


def test_rows_of_words_are_the_same_everywhere():
    """Digests depend on the words alone, and fit a signed number of 64 bits."""
    assert digests(["no", "face", "leaves", "it"]) == digests(["no", "face", "leaves"]) | digests(
        ["face", "leaves", "it"]
    )
    assert all(-(1 << 63) <= digest < 1 << 63 for digest in digests(["a", "b", "c", "d", "e", "f", "g", "h"]))
