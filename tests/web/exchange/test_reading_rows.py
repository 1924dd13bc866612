"""What becomes of each row of a file, mostly of another program: its place is sure, or it is refused."""

import json

import make
import pytest
from exchanging import TEXT, brought, fates, hypothesis, of_hypothesis

from archive.bringing import bring
from archive.brought import Conditions, Row


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (hypothesis("the shipment isn’t approved"), "the shipment isn’t approved"),
        (hypothesis("Nothing was signed", prefix="in March. "), "Nothing was signed"),
        (hypothesis("Nothing was signed.\n  The cameras"), "Nothing was signed.\n\nThe cameras"),
        (hypothesis("Dear", prefix="\ude00 "), "Dear"),
        (hypothesis("Vale", prefix="Menu Home ", suffix=",We note that the"), "Vale"),
        (hypothesis("note that the shipment isn’t", prefix="Menu "), "note that the shipment isn’t"),
    ],
)
def test_an_annotation_of_hypothesis_lies_where_its_words_stand(store, ada_there, letter_here, row, expected):
    """Whatever its numbers say; a context cut in the middle of an emoji, other blanks and a menu do no harm."""
    (fared,) = of_hypothesis(store, ada_there, letter_here, row)
    assert fared.fate.value == "kept"
    kept = store.annotations.get(fared.annotation)
    assert kept.span.of(TEXT) == expected
    assert (kept.body, kept.tags, kept.via) == ("So?", ("a tag",), "https://hypothes.is/a/abc_-1")
    assert fared.row.creator == "kim@hypothes.is"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (hypothesis("Nothing was signed", start=TEXT.index("Nothing")), "stand at 2 places"),
        (hypothesis("Nothing was signed", prefix="Menu "), "stand at 2 places"),
        (hypothesis("shipment is approved"), "do not stand in this text"),
        (hypothesis("approved", prefix="is "), "other words stand before and after"),
        (hypothesis("  "), "quotes no words"),
        (hypothesis("Vale", tags=["x" * 81]), "a tag may have 80"),
        (hypothesis("Vale", tags=["a,b"]), "commas part tags"),
        (hypothesis("Vale", text="x" * 100_001), "a comment may have"),
        (hypothesis("Vale", text="half a pair \ud83d"), "cannot be stored"),
        (hypothesis("Vale", id="\0"), "must be an address"),
        (hypothesis("Vale", id="\ud800"), "must be an address"),
        (hypothesis("Vale", references=["unknown"]), "the note that it answers is not here"),
        (hypothesis("Vale", references=["abc_-1"]), "answers itself"),
        (hypothesis("Vale", target=[{"source": "https://news.example/vale"}]), "about the whole document"),
        (hypothesis("Vale", target=[{"selector": [{"type": "RangeSelector"}]}]), "has no quotation"),
        (hypothesis("Vale", target=3), "must be a JSON object"),
        (hypothesis("Vale", text=["no"]), "must be text"),
        (3, "must be a JSON object"),
        ({"what": "is this"}, "neither a W3C annotation nor one of Hypothesis"),
        ("https://hypothes.is/a/x", "only its address"),
        ({"type": "Annotation", "motivation": "highlighting"}, "about the whole document"),
    ],
)
def test_what_has_no_sure_place_is_refused_with_its_reason(store, ada_there, letter_here, row, reason):
    """And the row beside it is kept: the counts add up, nothing is guessed, nothing stored by half."""
    good = hypothesis("cameras", id="good")
    bad, kept = of_hypothesis(store, ada_there, letter_here, row, good)
    assert (bad.fate.value, kept.fate.value) == ("refused", "kept")
    assert reason in bad.told
    assert [note.quote.exact for note in store.annotations.all_on(letter_here.id)] == ["cameras"]


def test_of_several_pages_the_documents_own_is_taken(store, ada_there, letter_here):
    """Words that happen to stand here are no reason; where the document has no such address one must be named."""
    rows = hypothesis("Vale", id="a"), hypothesis("cameras", id="b", uri="https://else.example/#top")
    own, other = of_hypothesis(store, ada_there, letter_here, *rows)
    assert (own.fate.value, other.fate.value) == ("kept", "refused")
    assert "another page, https://else.example" in other.told
    nameless = make.keep(store, TEXT)
    assert fates(of_hypothesis(store, ada_there, nameless, *rows)) == ["refused", "refused"]
    chosen = of_hypothesis(store, ada_there, nameless, *rows, page="https://else.example/")
    assert fates(chosen) == ["refused", "kept"]


def test_time_is_bounded_and_the_rest_comes_with_the_same_file(store, ada_there, letter_here):
    """What was not looked at is refused with that reason."""
    rows = [hypothesis("Vale", id="a"), hypothesis("cameras", id="b")]
    late = of_hypothesis(store, ada_there, letter_here, *rows, seconds=-1)
    assert {each.told.partition(":")[0] for each in late} == {"there was no time left for it"}
    assert fates(of_hypothesis(store, ada_there, letter_here, *rows)) == ["kept", "kept"]


def test_rows_without_an_id_are_recognised_by_what_they_say(store, ada_there, letter_here):
    """The same line twice is one note."""
    table = "exact,comment\nVale,One.\nVale,Two.\nVale,One.\n"
    assert fates(brought(store, ada_there, letter_here, table)) == ["kept", "kept", "already here"]
    assert fates(brought(store, ada_there, letter_here, table)) == ["already here"] * 3


def test_a_spreadsheet_with_semicolons_is_read(store, ada_there, letter_here):
    """As some countries save it."""
    (fared,) = brought(store, ada_there, letter_here, "\ufeffexact;comment;tags\r\nVale;'=so;a, b\r\n")
    kept = store.annotations.get(fared.annotation)
    assert (kept.body, kept.tags) == ("=so", ("a", "b"))


def test_a_quotation_inside_a_fragment_is_read(store, ada_there, letter_here):
    """A page refined by words, as tools for PDF write it."""
    selector = {
        "type": "FragmentSelector", "value": "page=2",
        "refinedBy": [
            {"type": "TextPositionSelector", "start": 0, "end": 4}, {"type": "TextQuoteSelector", "exact": "Vale"},
        ],
    }  # fmt: skip
    item = {"type": "Annotation", "target": {"source": "https://a.example/x.pdf", "selector": selector}}
    (fared,) = brought(store, ada_there, letter_here, json.dumps([item]))
    assert store.annotations.get(fared.annotation).span.of(TEXT) == "Vale"


def test_listed_tags_hold_for_imports_too(store, ada_there, letter_here):
    """A tag that is not on the list refuses its row alone."""
    rows = hypothesis("Vale", id="a"), hypothesis("cameras", id="b", tags=[])
    assert fates(of_hypothesis(store, ada_there, letter_here, *rows, listed=True)) == ["refused", "kept"]


def test_each_import_is_in_the_audit_log(store, ada_there, letter_here):
    """Who, and that it was an import."""
    (fared,) = of_hypothesis(store, ada_there, letter_here, hypothesis("Vale"))
    assert [(actor, act) for _, actor, act, _ in store.audit.on(fared.annotation)] == [("ada", "import annotation")]


def test_a_row_of_the_archive_layer_is_checked_there_too(store, ada_there, letter_here):
    """Names that SQL cannot take are refused before it is asked."""
    row = Row(1, names=("\udfff",), via="\udfff")
    (fared,) = bring(store, ada_there, [row], Conditions(letter_here.id, 1))
    assert "must be an address" in fared.told


def test_the_quote_of_an_empty_context_is_no_crash(store, ada_there, letter_here):
    """A text of blanks alone has no places."""
    blank = make.keep(store, "   \n ")
    row = hypothesis("Vale", prefix="\ud83d", suffix="\udfff")
    assert "do not stand" in of_hypothesis(store, ada_there, blank, row)[0].told
