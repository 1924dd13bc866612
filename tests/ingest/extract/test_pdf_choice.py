"""PDF: which reader a page has, why, and what a person is asked to look at."""

from __future__ import annotations

import make_pdf
import pytest

from ingest.extract.extraction import Options
from ingest.extract.pdf import choice, first
from ingest.extract.pdf import extractor as pdf
from ingest.extract.pdf.choice import Agreement

WORDS = "The commissioner asked how long the shelters keep what they see and who may look at it in the years to come"


def page_of(path, data, **options):
    path.write_bytes(data)
    return pdf.extract(path, Options(**options)).pages[0]


def written(letters, text):
    """Return a page whose codes from A on are these letters."""
    font, cmap = make_pdf.mapped(letters)
    return make_pdf.by_hand(make_pdf.lines(text), font=font, more=[cmap])


def test_an_ordinary_page_is_read_by_the_first_reader(tmp_path):
    """Where nothing speaks against it, pdfplumber reads, no reason is given, nothing is doubted."""
    page = page_of(tmp_path / "a.pdf", make_pdf.by_hand(make_pdf.lines(WORDS)))
    assert (page.reader, page.why, page.doubts) == ("pdfplumber", "", ())


def test_a_browsers_file_is_read_by_pdfium(tmp_path):
    """What Skia writes of its letters only pdfium understands."""
    page = page_of(tmp_path / "a.pdf", make_pdf.by_hand(make_pdf.lines(WORDS), info="/Producer (Skia/PDF m140)"))
    assert (page.reader, page.why, page.text) == ("pdfium", "a browser made the file", WORDS)


def test_right_to_left_letters_are_read_by_pdfium(tmp_path):
    """Hebrew is left to pdfium; Arabic also, and doubted, for no reader gets it right."""
    hebrew = page_of(tmp_path / "a.pdf", written("שלום", "ABCD"))
    arabic = page_of(tmp_path / "b.pdf", written("سلام", "ABCD"))
    assert (hebrew.reader, hebrew.why, hebrew.doubts) == ("pdfium", "right-to-left letters", ())
    assert arabic.doubts == ("Arabic letters: their order and forms are often read wrong.",)


def test_signs_without_a_letter_are_never_silent(tmp_path):
    """Where a font has no map, pdfium is asked; what it cannot name either is doubted."""
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    system = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    below = f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo {system} >>"
    for engine, why in (("pdfplumber", "a font without a map to letters"), ("pdfium", "")):
        data = make_pdf.by_hand(make_pdf.lines("ABCDEFGH"), font=font, more=[below])
        page = page_of(tmp_path / "a.pdf", data, engine=engine)
        assert (page.reader, page.why) == ("pdfium", why)
        assert page.doubts[0].startswith("100% of the words begin with a sign whose letter the file does not tell")


def test_private_signs_in_plenty_are_doubted(tmp_path):
    """A page of signs that no script has is no reading."""
    page = page_of(tmp_path / "a.pdf", written("\ue001\ue002\ue003", "ABCABCABC"))
    assert page.doubts == ("9 signs are not letters of any script.",)


def test_words_that_are_not_painted_are_doubted(tmp_path):
    """A hidden layer of words under a picture was recognised by some program."""
    for engine in ("pdfplumber", "pdfium"):
        page = page_of(tmp_path / "a.pdf", make_pdf.by_hand(make_pdf.lines(WORDS, mode=3)), engine=engine)
        assert page.doubts == ("The words are not painted: another program recognised them under a picture.",)


def test_a_page_that_breaks_the_first_reader_is_read_by_the_second(tmp_path, monkeypatch):
    """The failure is the reason, and it stands in the notes with the number of the page."""
    monkeypatch.setattr(first, "signs_of", lambda *_: {}[1])
    (tmp_path / "a.pdf").write_bytes(make_pdf.by_hand(make_pdf.lines(WORDS)))
    found = pdf.extract(tmp_path / "a.pdf", Options())
    assert (found.pages[0].reader, found.pages[0].text) == ("pdfium", WORDS)
    assert found.notes == ("page 1 was read by pdfium: pdfplumber fails (KeyError)",)


def test_fields_and_notes_left_out_are_said(tmp_path):
    """What is written into a form's field is no part of the text, and a person is told so."""
    field = "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ida Brandt) /Rect [72 600 200 620] >>]"
    page = page_of(tmp_path / "a.pdf", make_pdf.by_hand(make_pdf.lines(WORDS), entries=field))
    assert page.doubts == ("1 filled form fields or notes lie on the page; their words are not in the text.",)


@pytest.mark.parametrize(
    ("mine", "other", "why"),
    [
        (WORDS, WORDS.upper(), ""),
        (WORDS, "", ""),
        ("", WORDS, "pdfplumber finds no text"),
        ("(cid:7)(cid:9)", WORDS, "a font without a map to letters"),
        (" ".join(WORDS.replace(" ", "")), WORDS, "the two readers disagree"),
        ("One short line", "Another one", ""),
    ],
)
def test_reasons_for_the_second_reader(mine, other, why):
    """pdfium is preferred where the first reader fails, or where the words are not the same."""
    assert choice.why_second(mine, other, choice.agreement(mine, other)) == why


def test_other_gaps_are_no_other_letters():
    """Words parted differently have their letters in common; other letters have not."""
    parted = choice.agreement(" ".join(WORDS.replace(" ", "")), WORDS)
    other = choice.agreement(WORDS, WORDS.translate({ord(a): ord(b) for a, b in zip("aeiost", "xqzjvk", strict=True)}))
    assert parted.words < choice.AGREEMENT
    assert parted.letters == 1
    assert other.letters < choice.LETTERS
    assert Agreement() == choice.agreement("few words", "are no proof")
