"""Quotations found in a text: between marks, in blocks without marks, by markup."""

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.detection import MOST, find_quotations
from archive.quotations import QuotationKind, Trait
from archive.quote_marks import MOST_MARKS

INTRO = "Rook asked whether the boxes “count heads” at all:"
BLOCK = "I must ask whether your boxes count heads, or faces. [emphasis added]"


def words(text, structures=()):
    return [quotation.span.of(text) for quotation in find_quotations(text, structures).quotations]


def first(text, structures=()):
    return find_quotations(text, structures).quotations[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She wrote "no face leaves", and stopped.', ["no face leaves"]),
        ("She wrote “no face leaves.” He agreed.", ["no face leaves."]),
        ("Sie schrieb „kein Gesicht“ und schwieg.", ["kein Gesicht"]),
        ("Elle écrit « aucun visage » puis rien.", ["aucun visage"]),
        ("Sie schrieb »kein Gesicht« darunter.", ["kein Gesicht"]),
        ("Hon skrev ”inget ansikte”, och ”inget huvud”.", ["inget ansikte", "inget huvud"]),
        ("Hon skrev »inget ansikte», sade hon, och »inget huvud».", ["inget ansikte", "inget huvud"]),
        ("Start » Nytt » Bussar\nSie schrieb »kein Gesicht« darunter.", ["kein Gesicht"]),
        ("Accueil » Ville\nElle écrit « aucun visage » puis rien.", ["aucun visage"]),
        ("Home » News » Buses", []),
        ("« Back to the town", []),
        ("彼女は「顔は出ない」と書いた。", ["顔は出ない"]),
        ("It was called 'a box that counts' by all.", ["a box that counts"]),
        ("The makers' boxes aren't the Mayor's.", []),
        ("In the '90s a 5' 10\" man and 'twas so.", []),
        ("He read ‘the makers’ letters to us’ aloud.", ["the makers’ letters to us"]),
        ("“It isn’t ‘a camera’ at all,” she said.", ["It isn’t ‘a camera’ at all,", "a camera"]),
        ('Two: "one" and "two".', ["one", "two"]),
        ("\"He said, 'No face.' \" So it was.", ["He said, 'No face.'", "No face."]),
        ('"It counts heads,"said Rook of the "box".', ["It counts heads,", "box"]),
        ('Rook told us,"It counts heads," and left.', ["It counts heads,"]),
        ("An empty “” one.", []),
    ],
)
def test_words_between_marks(text, expected):
    """Pairs of marks enclose quotations; apostrophes, feet, inches and decades do not."""
    assert words(text) == expected


def test_a_quotation_that_is_never_closed_ends_where_the_next_begins():
    """It is said of it, and the next one is whole."""
    text = 'There is an "opportunity to look again, while "cost" may count.'
    opened, closed = find_quotations(text).quotations
    assert opened.traits == (Trait.UNCLOSED,)
    assert opened.span.of(text) == "opportunity to look again, while"
    assert closed.span.of(text) == "cost"


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph():
    """Nothing of the next paragraph is taken."""
    text = "Asked: “was it known?\n\nNobody answered."
    assert [(each.span.of(text), each.traits) for each in find_quotations(text).quotations] == [
        ("was it known?", (Trait.UNCLOSED,))
    ]


def test_a_quotation_over_paragraphs_is_one():
    """Each paragraph opens anew, the last one closes; so it is far down in a long text too."""
    before = "A bus came.\n\n" * 50
    text = f"{before}He wrote: “We were told.\n\n“We were not asked.\n\n“We went home.” No more."
    (quotation,) = find_quotations(text).quotations
    assert quotation.traits == (Trait.PARAGRAPHS,)
    assert quotation.span.of(text) == "We were told.\n\n“We were not asked.\n\n“We went home."


def test_a_block_without_marks_follows_a_colon():
    """A remark on emphasis, or words that its introduction quotes, speak for it; the introduction is kept."""
    text = f"{INTRO}\n\n{BLOCK}\n\nNobody answered."
    block = find_quotations(text).quotations[1]
    assert (block.kind, block.span.of(text)) == (QuotationKind.BLOCK, BLOCK)
    assert block.traits == (Trait.UNMARKED, Trait.TAGGED)
    assert block.intro.of(text) == INTRO


def test_a_caption_may_stand_before_a_block():
    """It is passed over."""
    text = f"{INTRO}\n\nPhoto: the box\n\n{BLOCK}\n\nNobody answered."
    assert words(text) == ["count heads", BLOCK]


def test_a_block_runs_on_to_the_paragraph_that_carries_the_remark():
    """Each of its paragraphs is a quotation."""
    more = ["Our office was not told of it.", "It was left to the maker. [emphasis added]"]
    text = "\n\n".join([INTRO, "I asked whether they count heads at all.", *more, "Nobody answered."])
    assert words(text)[1:] == ["I asked whether they count heads at all.", *more]


@pytest.mark.parametrize(
    "after",
    [
        "These boxes stand in four shelters, and some of them “count heads”.",
        "• one in Ostwell\n• one in Marrin",
        "“We count heads”, the maker says.",
        "The Answer Of The Maker",
        "Since then the maker has moved to another town.",
    ],
)
def test_what_follows_a_colon_is_no_block_by_itself(after):
    """Lists, headings, and the author's own words are not taken for quotations."""
    text = f"The maker has explained how it works:\n\n{after}\n\nThe end of it."
    assert not [each for each in find_quotations(text).quotations if each.kind is QuotationKind.BLOCK]


def test_markup_is_believed():
    """A block quotation and a quoted reply of the source are quotations, marks or none."""
    text = "He wrote:\n\nWe count heads.\n\nNo more."
    block = first(text, [make.mark("blockquote", 11, 26)])
    assert (block.kind, block.span.of(text), block.intro.of(text)) == (
        QuotationKind.BLOCK, "We count heads.", "He wrote:",
    )  # fmt: skip
    assert first(text, [make.mark("quoted reply", 11, 26)]).kind is QuotationKind.REPLY


def test_what_follows_a_block_quotation_is_no_block():
    """The colon introduced what the markup sets off, and nothing more."""
    text = f"{INTRO}\n\nWe count.\n\n{BLOCK}"
    start = text.index("We")
    assert words(text, [make.mark("blockquote", start, start + 9)]) == ["count heads", "We count."]


def test_a_block_between_marks_is_one_quotation():
    """Its words are those inside the marks, its kind is the block's."""
    text = "He wrote:\n\n“We count heads.”\n\nNo more."
    (block,) = find_quotations(text, [make.mark("blockquote", 11, 28)]).quotations
    assert (block.kind, block.span.of(text)) == (QuotationKind.BLOCK, "We count heads.")


def test_lines_of_a_mail_that_are_quoted_are_one_reply():
    """A run of lines with the sign of a reply is a quotation, in a text without markup."""
    text = "Hello,\n\n> did you see\n> the boxes?\n\nYes."
    assert (first(text).kind, first(text).span.of(text)) == (QuotationKind.REPLY, "> did you see\n> the boxes?")


def test_each_paragraph_of_a_reply_is_a_quotation():
    """Parted by blank lines and by depth; the lines that say who wrote are none."""
    text = "Bo wrote:\n> We saw it.\n>\n> On Monday Ida\n> wrote:\n> > It is lit.\n> > By whom?\n> Not us.\n\nNo."
    told = ["> We saw it.", "> > It is lit.\n> > By whom?", "> Not us."]
    assert words(text) == told
    assert words(text, [make.mark("quoted reply", 0, 87), make.mark("quoted reply", 52, 78)]) == told


def test_more_paragraphs_of_replies_than_are_kept_are_said():
    """What is left out is never left out silently."""
    found = find_quotations("> a\n>\n" * (MOST + 1))
    assert (len(found.quotations), found.complete) == (MOST, False)


def test_replies_in_a_reply_are_parted_without_signs():
    """In a mail that was HTML only the marks tell who speaks."""
    text = "Bo wrote:\nNot us.\nIs it lit?\nWe asked."
    assert words(text, [make.mark("quoted reply", 10, 38), make.mark("quoted reply", 18, 28)]) == [
        "Not us.", "Is it lit?", "We asked.",
    ]  # fmt: skip


def test_kinds_follow_from_where_a_quotation_stands():
    """In a heading, behind a bullet, in a sentence, in another quotation."""
    text = "The “Counting Box” In Ostwell\n\nHe asked “who ‘counts’ heads” and:\n\n• “where it stands”"
    kinds = [quotation.kind.value for quotation in find_quotations(text).quotations]
    assert kinds == ["heading", "inline", "nested", "bullet"]


def test_a_nested_quotation_names_the_one_it_stands_in():
    """`parent` is its number."""
    assert [each.parent for each in find_quotations("She: “it isn’t ‘a camera’ at all”.").quotations] == [None, 0]


def test_the_same_words_are_one_group():
    """Case and marks do not matter."""
    text = "“Count heads” he said. She: 'count heads'. Others “count feet”."
    assert [quotation.group for quotation in find_quotations(text).quotations] == [0, 0, 2]


def test_what_leads_up_to_a_quotation_is_its_sentence():
    """It begins after the sentence before; there is none where the quotation begins the sentence."""
    text = "It rained. On 3 May Rook wrote “no face”. “No head” he added."
    one, two = find_quotations(text).quotations
    assert one.intro.of(text) == "On 3 May Rook wrote"
    assert two.intro is None


def test_more_than_are_kept_are_not_passed_over_in_silence():
    """`complete` says so: with too many quotations, and with too many marks."""
    assert find_quotations("“a” " * 10).complete
    many = find_quotations("“a” " * (MOST + 1))
    assert (len(many.quotations), many.complete) == (MOST, False)
    assert not find_quotations('"' * (MOST_MARKS + 1)).complete


_SIGNS = st.text(alphabet="ab .\n\f:•>'\"“”„«»‘’‚「」[]😀א", max_size=200)


@given(_SIGNS)
def test_quotations_lie_in_the_text_and_in_one_another(text):
    """Spans are in bounds, in order, and overlap only where one lies in the other; the inner one names the outer."""
    found = find_quotations(text).quotations
    for number, quotation in enumerate(found):
        assert quotation.number == number
        assert 0 <= quotation.outer.start <= quotation.span.start <= quotation.span.end <= quotation.outer.end
        assert quotation.outer.end <= len(text)
        parent = found[quotation.parent] if quotation.parent is not None else None
        assert parent is None or parent.outer.contains(quotation.outer)
        for other in found[number + 1 :]:
            assert other.outer.start >= quotation.outer.end or quotation.outer.contains(other.outer)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 1_000_000,
        "“word\n\n" * 100_000,
        "[" * 1_000_000,
        "…" * 1_000_000,
        ":\n\n" * 300_000,
        "אמר “שלום לך” " * 10_000,
    ],
    ids=["marks", "openers", "brackets", "ellipses", "colons", "right to left"],
)
def test_texts_of_nothing_but_signs_are_answered(text):
    """However odd, a text has an answer: never more than are kept, each with a word in it."""
    found = find_quotations(text).quotations
    assert len(found) <= MOST
    assert all(any(map(str.isalnum, quotation.span.of(text))) for quotation in found)
