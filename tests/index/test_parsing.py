"""Queries: what people type, and what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folding import terms
from archive.spans import Span
from index.parsing import parse
from index.query import And, Field, Fuzzy, Marked, Near, Not, Or, Pattern, Phrase, Range, phrases


def word(text):
    return Phrase(tuple(terms(text)))


def verbatim(text):
    return Phrase(tuple(terms(text)), verbatim=True)


def either(*texts):
    return Or(tuple(word(text) for text in texts))


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("camera", word("camera")),
        ("camera lens", And((word("camera"), word("lens")))),
        ("camera AND lens", And((word("camera"), word("lens")))),
        ("camera OR lens", Or((word("camera"), word("lens")))),
        ("a OR b c", Or((word("a"), And((word("b"), word("c")))))),
        ("(a OR b) c", And((Or((word("a"), word("b"))), word("c")))),
        ("camera NOT lens", And((word("camera"), Not(word("lens"))))),
        ("camera -lens", And((word("camera"), Not(word("lens"))))),
        ("camera AND NOT lens", And((word("camera"), Not(word("lens"))))),
        ('camera -"a lens"', And((word("camera"), Not(word("a lens"))))),
        ("camera -(a OR b)", And((word("camera"), Not(Or((word("a"), word("b"))))))),
        ("+camera lens", And((word("camera"), word("lens")))),
        ("NOT lens", Not(word("lens"))),
        ("NOT NOT lens", word("lens")),
        ("NOT -lens", word("lens")),
        ("+-lens", Not(word("lens"))),
        ("\u200eNOT lens", Not(word("lens"))),
        ("lens\u2069 \u2066-camera", And((word("lens"), Not(word("camera"))))),
        ("isn't", word("isn t")),
        ("isn’t", word("isn t")),
        ("did he go?", And((word("did"), word("he"), word("go")))),
        ("12:30", word("12 30")),
        ("[T]he [sic] end", And((word("t he"), word("sic"), word("end")))),
        ("", None),
    ],
)
def test_words_and_operators_are_understood(typed, root):
    """The grammar of docs/query-language.md, with nothing to remark."""
    query = parse(typed)
    assert (query.root, query.plain, query.ignored) == (root, False, ())


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ('"kangaroo trial by media"', word("kangaroo trial by media")),
        ("“kangaroo trial”", word("kangaroo trial")),
        ("„kangaroo trial“", word("kangaroo trial")),
        ("„kangaroo trial”", word("kangaroo trial")),
        ("«kangaroo trial»", word("kangaroo trial")),
        ("»kangaroo trial«", word("kangaroo trial")),
        ("‹kangaroo trial›", word("kangaroo trial")),
        ("‘kangaroo trial’", word("kangaroo trial")),
        ("‚kangaroo trial‘", word("kangaroo trial")),
        ("‘it isn’t so’ he", And((word("it isn t so"), word("he")))),
        ('“kangaroo trial"', word("kangaroo trial")),
        ('"kangaroo trial”', word("kangaroo trial")),
        ('“a "kangaroo" trial”', word("a kangaroo trial")),
        ('„a "kangaroo" trial“', word("a kangaroo trial")),
        ('“kangaroo" and “trial”', And((word("kangaroo"), word("and"), word("trial")))),
        ('"a ‘kangaroo’ trial"', word("a kangaroo trial")),
        ('"kangaroo\u00a0trial\nby media"', word("kangaroo trial by media")),
        ('"a trial"~10', Near(("a", "trial"), 10)),
        ("“a trial”~0", Near(("a", "trial"), 0)),
        ('"a trial"~', Near(("a", "trial"), 10)),
        ('="Exact Words!"', verbatim("Exact Words!")),
        ("=“Exact” words", And((verbatim("Exact"), word("words")))),
        ("=Exact", verbatim("Exact")),
    ],
)
def test_phrases_are_understood(typed, root):
    """In every kind of quotation marks, near, and exact."""
    query = parse(typed)
    assert (query.root, query.plain, query.ignored) == (root, False, ())


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("surveil*", Pattern("surveil*")),
        ("wor?d", Pattern("wor?d")),
        ("wo*d", Pattern("wo*d")),
        ("Über*", Pattern("uber*")),
        ("wor**", Pattern("wor*")),
        ("“wor” wor*?", And((word("wor"), Pattern("wor*")))),
        ("word~1", Fuzzy("word", 1)),
        ("Wörd~2,", Fuzzy("word", 2)),
        ("word~", Fuzzy("word", 2)),
        ("word~0", word("word")),
    ],
)
def test_patterns_and_fuzzy_words_are_understood(typed, root):
    """Folded as words are; a question mark at a word's end is one."""
    query = parse(typed)
    assert (query.root, query.plain, query.ignored) == (root, False, ())


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("from:brandt", Field("author", ("brandt",))),
        ('author:"Ida Brandt"', Field("author", ("ida", "brandt"), phrase=True)),
        ("to:harrow", Field("recipient", ("harrow",))),
        ("Title:Review", Field("title", ("review",))),
        ("source:example.org", Field("source", ("example", "org"), phrase=True)),
        ("type:letter", Field("kind", ("letter",))),
        ("kind:Email", Field("kind", ("e-mail",))),
        ("date:2031-03", Field("date", ("2031-03",))),
        ("date:2032-02-29", Field("date", ("2032-02-29",))),
        ("in:abcdefgh", Field("document", ("abcdefgh",))),
        ("in:abcdefgh-a-letter@2", Field("document", ("abcdefgh",))),
        ("page:IV", Field("page", ("iv",))),
        ("title:(a OR b)", Or((Field("title", ("a",)), Field("title", ("b",))))),
        ('title:("a b" -c)', And((Field("title", ("a", "b"), phrase=True), Not(Field("title", ("c",)))))),
        ("title:(a from:b)", And((Field("title", ("a",)), Field("author", ("b",))))),
        ("-from:brandt", Not(Field("author", ("brandt",)))),
        ("[2021-07 TO 2021-08]", Range("date", "2021-07", "2021-08")),
        ("date:[2021-07 TO *]", Range("date", "2021-07", "")),
        ("date:[ * to 2021 ]", Range("date", "", "2021")),
        ("page:[3 TO 5]", Range("page", "3", "5")),
        ("NOT [2021 TO 2022]", Not(Range("date", "2021", "2022"))),
        ("tag:Greed", Marked("tag", "Greed")),
        ('tag:"due process"', Marked("tag", "due process")),
        ("user:ada", Marked("user", "ada")),
        ("has:annotation", Marked("has", "annotation")),
        ("has:annotations", Marked("has", "annotation")),
    ],
)
def test_properties_are_understood(typed, root):
    """Fields, ranges and marks."""
    query = parse(typed)
    assert (query.root, query.plain, query.ignored) == (root, False, ())


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("well-known", either("well known", "wellknown")),
        ("Well‐Known", either("well known", "wellknown")),
        ("contrac-\ntual", either("contrac tual", "contractual")),
        ("contrac- tual terms", And((either("contrac tual", "contractual"), word("terms")))),
        ('"contrac-\ntual terms"', either("contrac tual terms", "contractual terms")),
        ('"contrac\u00ad\ntual terms"', word("contractual terms")),
        ("contrac\u00adtual", word("contractual")),
        ("contrac\x02tual", word("contractual")),
        ("con\u200etrac\x00tual", word("contractual")),
        ('"a well-known long-dead man"', 4),
        ('"a-b c-d e-f g-h"', 6),
        ("1939-1945", word("1939 1945")),
        ("pre- AND post", And((word("pre"), word("post")))),
    ],
)
def test_a_hyphen_is_read_both_ways(typed, root):
    """It may be printed, or stand at the end of a line that broke the word."""
    query = parse(typed)
    assert query.root == root or len(query.root.parts) == root
    assert query.ignored == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"unclosed words', ["unclosed", "words"]),
        ("((camera)", ["camera"]),
        ("camera)", ["camera"]),
        ("camera AND", ["camera", "and"]),
        ("camera AND OR lens", ["camera", "and", "or", "lens"]),
        ("OR camera", ["or", "camera"]),
        ("camera NOT", ["camera", "not"]),
        ("colour:(red green)", ["colour", "red", "green"]),
        ("()", []),
    ],
)
def test_a_broken_query_is_read_as_words_and_said(typed, words):
    """Never an error, never silent."""
    query = parse(typed)
    assert [leaf.terms[0] for leaf in phrases(query.root)] == words
    assert query.plain
    assert query.ignored


@pytest.mark.parametrize(
    ("typed", "remark", "root"),
    [
        ("colour:red", "there is no field “colour”", word("colour red")),
        ("a*", "2 letters must stand before", None),
        ("w*rd", "2 letters must stand before", None),
        ("“”", "holds no letters", None),
        ("…", "holds no letters", None),
        ("camera NOT a*", "nothing is excluded", word("camera")),
        ("word~9", "~9 was read as ~2", Fuzzy("word", 2)),
        ("ab~1", "one word of 3 letters", word("ab")),
        ('"a b"~999', "~999 was read as ~100", Near(("a", "b"), 100)),
        ('"word"~5', "needs 2 to 64 words", word("word")),
        (f'"{"a b " * 33}"~5', "needs 2 to 64 words", word("a b " * 33)),
        ('"wor* here"', "a * stands for nothing", word("wor here")),
        ("well-kn*", "which may stand apart", And((word("well"), Pattern("kn*")))),
        ("date:2021-13", "is not a date", word("2021 13")),
        ("date:2021-02-30", "is not a date", word("2021 02 30")),
        ("[3 TO 5]", "a range needs dates", word("3 5")),
        ("page:[iv TO 5]", "numbers of pages", word("page iv 5")),
        ("title:[a TO b]", "a range needs dates", word("title a b")),
        ("[2022 TO 2021]", "ran backwards", Range("date", "2021", "2022")),
        ("date:[* TO *] x", "asks for nothing", word("x")),
        ("type:lettre", "there is no kind", Field("kind", ("lettre",))),
        ("in:nowhere!", "needs the id", word("in nowhere")),
        ("title:bran*", "as whole words", Field("title", ("bran",))),
        ("title: x", "nothing follows “title:”", And((word("title"), word("x")))),
        ("has:tag", "only has:annotation", word("has tag")),
        ("tag:gr*", "read as it stands", Marked("tag", "gr*")),
        ("sort:size x", "sorted by date or by relevance", word("x")),
        ("camera or lens", "“or” was read as a word", And((word("camera"), word("or"), word("lens")))),
        ("not camera", "“not” was read as a word", And((word("not"), word("camera")))),
        ("!camera", "“!” excludes nothing", word("camera")),
        ("camera –lens", "“–” excludes nothing", And((word("camera"), word("lens")))),
        ('"camera"-lens', "“-” excludes nothing", And((word("camera"), word("lens")))),
        ("title:-lens", "“-” excludes nothing", Field("title", ("lens",))),
    ],
)
def test_what_is_not_read_as_typed_is_said(typed, remark, root):
    """Each with the place of what the remark is about."""
    query = parse(typed)
    assert query.root == root
    assert any(remark in told.message for told in query.ignored)
    assert all(0 <= told.start < told.end <= len(typed) for told in query.ignored)


def test_an_exclusion_is_never_dropped_silently():
    """Plain words exclude nothing, and the page says so."""
    told = [remark.message for remark in parse("(camera -lens").ignored]
    assert "NOT and - were read as words too: nothing is excluded" in told


@pytest.mark.parametrize(("typed", "order"), [("sort:date x", "date"), ("x sort:Relevance", "relevance"), ("x", "")])
def test_a_query_may_name_its_order(typed, order):
    """The words stay as they are."""
    query = parse(typed)
    assert (query.order, query.root) == (order, word("x"))


def test_every_leaf_knows_where_it_was_typed():
    """In code points of the query."""
    typed = "😀 camera “two words”~3 wor* date:2031 -tag:x"
    *others, excluded = parse(f"{typed}").root.parts
    assert [leaf.at.of(typed) for leaf in others] == ["camera", "“two words”~3", "wor*", "date:2031"]
    assert excluded.part.at.of(typed) == "tag:x"
    assert others[0].at == Span(2, 8)


def test_everything_may_be_asked_exactly():
    """Words and phrases as typed; what is no word stays as it was."""
    root = parse('Exact "Words, here" wor* -No from:brandt', verbatim=True).root
    wanted = [verbatim("Exact"), verbatim("Words, here"), verbatim("wor*"), Not(verbatim("No"))]
    assert root == And((*wanted, Field("author", ("brandt",))))


@pytest.mark.parametrize("quote", ['"{}"', "“{}”"])
def test_a_quotation_beyond_the_limit_is_a_phrase_of_what_was_read(quote):
    """The first 2 kB, and the page says so."""
    query = parse(quote.format("many words " * 400))
    assert isinstance(query.root, Phrase)
    assert [told.message for told in query.ignored] == ["only the first 2 kB of the query were read"]


def test_plain_words_have_the_limits_of_every_query():
    """Sixty-four words are searched, and the page says so."""
    query = parse("(" + " ".join(f"w{number}" for number in range(70)))
    assert len(phrases(query.root)) == 64
    assert any("first 64 words" in told.message for told in query.ignored)


@given(st.text(alphabet='ab"“”‘’()[]+-*?~=: TOANDOR\x00é\u2060\ud800', max_size=80), st.booleans())
def test_no_query_raises(typed, exactly):
    """Whatever is typed has a meaning that can be said."""
    query = parse(typed, verbatim=exactly)
    assert query.typed == typed
    assert query.understood
