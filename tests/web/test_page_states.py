"""How pages came by their text, over HTTP: recognised, missing, doubtful; and the documents that need review."""

import dataclasses
import re

import make
import pytest
from make import text_of

from archive.documents import Description, Document, Page, PageState, Structure, StructureKind
from archive.spans import Span
from web.present import page_state


@pytest.fixture
def scan(store):
    """Keep a document of three pages: recognised with doubts, waiting for OCR, typed."""
    text = "Dear M|m, we count.\n\f\fTyped."
    mark = Structure(StructureKind.DOUBTFUL, Span(5, 9), "41")
    made = make.revision(text, document=store.clock.new_id(), structures=(mark,), media_type="application/pdf")
    first, second, third = made.pages
    first = dataclasses.replace(
        first, state=PageState.RECOGNISED, reader="tesseract 5.3.0", confidence=63, doubts=("only 63 % certain",)
    )
    second = dataclasses.replace(second, state=PageState.NEEDS_OCR, why="tesseract is not installed")
    made = dataclasses.replace(made, pages=(first, second, third))
    document = Document(made.document, Description("A scan"), 1, store.clock.now())
    with store.atomic():
        store.documents.add(document, pages=3, needs_review=made.needs_review)
        store.revisions.add(made, boxes=b"", offset_runs=b"")
    return document


def test_each_page_says_how_it_came_by_its_text(anonymous, scan):
    """Recognised with its certainty, missing with the reason, doubts to be checked; a typed page says nothing."""
    page = anonymous.get(f"/documents/{scan.id}").get_data(as_text=True)
    first, second, third = re.findall(r'<section class="page".*?</section>', page, re.S)
    assert "Recognised from a picture by tesseract 5.3.0, certainty 63 %; words may be wrong or missing." in first
    assert "Check against the original: only 63 % certain." in first
    assert "needs OCR: tesseract is not installed" in second
    assert "page-remark" not in third
    assert "Page 2 of 3 needs OCR" in page


@pytest.mark.parametrize("confidence", [-1, 69, 70, 100])
def test_every_recognised_page_says_that_words_may_be_missing(confidence):
    """However sure the program is of those it found; it is no doubt that asks for a review."""
    page = Page(1, "1", Span(0, 4), PageState.RECOGNISED, "tesseract 5.3.0", "a picture", confidence)
    (remark,) = page_state.remarks(page)
    assert (remark.sort, "words may be wrong or missing" in remark.sentence) == ("recognised", True)
    assert not make.revision("Dear", pages=(page,)).needs_review


def test_a_doubtful_word_tells_its_certainty_and_the_text_stays_the_text(anonymous, store, scan):
    """The mark carries words, not colour alone, a legend explains it, and the blocks hold the frozen text."""
    page = anonymous.get(f"/documents/{scan.id}").get_data(as_text=True)
    assert re.search(r'<span class="doubtful" title="recognised with 41 % certainty"[^>]*>M\|m,</span>', page)
    assert "less than 80 % certainty" in page
    assert "".join(words for _, words in text_of(page)) == store.revisions.text(scan.id, 1)


def test_a_typed_document_has_no_legend(anonymous, letter):
    """What is not there is not explained."""
    assert "80 % certainty" not in anonymous.get(f"/documents/{letter.id}").get_data(as_text=True)


def test_documents_that_need_review_can_be_told_and_listed(anonymous, letter, scan):
    """The list has a badge, and a shorter list of those alone."""
    whole = anonymous.get("/documents").get_data(as_text=True)
    narrowed = anonymous.get("/documents?review=yes").get_data(as_text=True)
    assert (whole.count('class="badge"'), whole.count("Brandt to Vale")) == (1, 1)
    assert "A scan" in narrowed
    assert "Brandt to Vale" not in narrowed


def test_json_tells_how_pages_came_by_their_text(anonymous, scan):
    """State, reader, reason, certainty and doubts of each page, and the certainty of each mark."""
    told = anonymous.get(f"/documents/{scan.id}@1.json").json
    kept = [(page["state"], page["reader"], page["why"], page["confidence"], page["doubts"]) for page in told["pages"]]
    assert kept == [
        ("recognised", "tesseract 5.3.0", "", 63, ["only 63 % certain"]),
        ("needs OCR", "", "tesseract is not installed", None, []),
        ("text", "", "", None, []),
    ]
    assert told["marks"] == [{"kind": "doubtful", "start": 5, "end": 9, "detail": "41"}]
