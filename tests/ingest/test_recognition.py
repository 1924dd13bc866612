"""Pages that are pictures are recognised, or say that they need OCR; never is missing text called text."""

from __future__ import annotations

import dataclasses
import io
import shutil
import stat
import struct
import sys
import zlib
from array import array
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps

from archive.documents import PageState, StructureKind
from archive.errors import Unreadable
from archive.provenance import Outcome
from archive.settings import Settings, read_settings
from archive.store import Store
from ingest import boxes
from ingest.accession import Arrival, keep, record
from ingest.extract.extraction import BOX_UNITS, NO_BOX, RawPage
from ingest.extract.scan.pictures import Picture
from ingest.extract.scan.tsv import raw_page
from ingest.orders import Order
from ingest.pipeline import prepare, settle
from ingest.reading import Reading, read
from ingest.recognition import GIVE_UP, _placed
from ingest.results import Status
from ingest.stages import Stages

SETTINGS = read_settings({})
WITHOUT = dataclasses.replace(SETTINGS, tesseract="/nowhere/tesseract")
LETTER = "Dear Madam,\nWe taught arithmetic at the school.\nNobody knew what the box was for."
ROOT = Path(__file__).parent.parent.parent


def _read(folder: Path, name: str, data: bytes, settings: Settings = SETTINGS, stages: Stages | None = None) -> Reading:
    file = folder / name
    file.write_bytes(data)
    return read(file, file_name=name, settings=settings, stages=stages)


def _sheets(data: bytes) -> list[Image.Image]:
    """Return the pages of a scan as pictures again."""
    return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)]


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **how)
    return stream.getvalue()


def _bomb(side: int) -> bytes:
    """Return a PNG of `side` by `side` black dots, a bit each, written row by row: never whole in memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pack, row = zlib.compressobj(9), bytes(1 + side // 8)
    rows = b"".join([*(pack.compress(row) for _ in range(side)), pack.flush()])
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _states(reading: Reading) -> list[PageState]:
    return [page.state for page in reading.pages]


def _program(folder: Path, act: str) -> Settings:
    """Return settings whose program is tesseract, but for what `act` does to a picture's bytes `data` first."""
    program = folder / "program"
    program.write_text(
        f"#!{sys.executable}\nimport os, subprocess, sys, time\n"
        "data = sys.stdin.buffer.read() if sys.argv[1] == 'stdin' else b''\n"
        f"if data:\n    {act}\n"
        f"sys.exit(subprocess.run([{shutil.which('tesseract')!r}, *sys.argv[1:]], input=data).returncode)\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return dataclasses.replace(SETTINGS, tesseract=str(program), ocr_seconds=8, workers=2)


def test_a_scan_gives_its_words_and_says_how_it_came_by_them(tmp_path: Path, make_scan: Callable[..., bytes]) -> None:
    """Lines as printed, state, program and certainty on the page, the program in the frozen record and the stage."""
    stages = Stages()
    reading = _read(tmp_path, "a.pdf", make_scan(LETTER), stages=stages)
    page, stage = reading.pages[0], next(stage for stage in stages.done if stage.name == "recognition")
    assert reading.text.split() == LETTER.split()
    assert (page.state, page.reader[:10], page.doubts) == (PageState.RECOGNISED, "tesseract ", ())
    assert 80 <= page.confidence <= 100
    assert reading.frozen.engine_version.endswith(f", {page.reader}")
    assert reading.frozen.profile.endswith("ocr eng 200 dpi")
    assert (stage.tool, stage.outcome) == (page.reader, Outcome.SUCCESS)


def _where(reading: Reading, word: str) -> tuple[float, ...]:
    """Return the box around a word."""
    at = reading.text.index(word)
    found = [box for box in boxes.unpack(reading.boxes)[at : at + len(word)] if box]
    assert len(found) == len(word)
    return (
        min(box[0] for box in found),
        min(box[1] for box in found),
        max(box[2] for box in found),
        max(box[3] for box in found),
    )


@pytest.mark.parametrize("word", ["Madam", "arithmetic", "box"])
def test_recognised_words_lie_where_they_were_printed(
    tmp_path: Path, make_pdf: Callable[..., bytes], make_scan: Callable[..., bytes], word: str
) -> None:
    """The box of a recognised word is that of the printed one, to 3 points."""
    printed = _where(_read(tmp_path, "a.pdf", make_pdf(LETTER)), word)
    scanned = _where(_read(tmp_path, "b.pdf", make_scan(LETTER)), word)
    assert scanned[::2] == pytest.approx(printed[::2], abs=3)
    assert printed[1] - 3 <= scanned[1] < scanned[3] <= printed[3] + 3


def test_a_turned_and_cropped_page_is_recognised_as_it_is_shown(
    tmp_path: Path, make_scan: Callable[..., bytes], make_pdf: Callable[..., bytes]
) -> None:
    """Boxes count from the corner of what a reader sees, whatever way the paper lay."""
    upright = _sheets(make_scan(LETTER))[0]
    turned = pypdfium2.PdfDocument(_saved(upright.rotate(90, expand=True), "PDF", resolution=200))
    turned[0].set_rotation(90)
    turned[0].set_cropbox(20, 0, 792, 612)
    turned.save(tmp_path / "turned.pdf")
    printed = _where(_read(tmp_path, "a.pdf", make_pdf(LETTER)), "arithmetic")
    found = _where(_read(tmp_path, "b.pdf", (tmp_path / "turned.pdf").read_bytes()), "arithmetic")
    assert (found[0], found[1] + 20) == pytest.approx(printed[:2], abs=4)


def test_a_page_scanned_upside_down_is_turned_to_be_read(
    tmp_path: Path, make_pdf: Callable[..., bytes], make_scan: Callable[..., bytes]
) -> None:
    """The words are those printed, the boxes lie where they stand on the page as it is, and the page says so."""
    lines = "\n".join(
        ["We taught arithmetic at the school for thirty years."] * 6 + ["Nobody knew what the box was for."]
    )
    data = _saved(_sheets(make_scan(lines))[0].rotate(180), "PDF", resolution=200)
    reading = _read(tmp_path, "a.pdf", data)
    assert reading.text.split() == lines.split()
    assert "turned by 180°" in reading.pages[0].why
    left, top, right, _ = _where(_read(tmp_path, "b.pdf", make_pdf(lines)), "Nobody")
    found = _where(reading, "Nobody")
    assert found[::2] == pytest.approx((612 - right, 612 - left), abs=3)
    assert found[3] <= 792 - top + 3


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_boxes_are_turned_back_with_the_page(degrees: int) -> None:
    """What was found in the turned picture lies, turned back, where it was."""
    drawn = Image.new("L", (400, 300), 255)
    drawn.paste(0, (40, 50, 90, 60))
    picture = Picture(400, 300, drawn.tobytes(), float(BOX_UNITS))
    turned = picture.turned(degrees)
    seen = ImageOps.invert(Image.frombytes("L", (turned.width, turned.height), turned.grey)).getbbox()
    assert list(picture.turned_back(array("i", [*seen, *NO_BOX]), degrees)) == [40, 50, 90, 60, *NO_BOX]


ROWS = (
    "5\t1\t1\t1\t1\t1\t100\t50\t80\t20\t96.5\tDear\n5\t1\t1\t1\t1\t2\t200\t50\t60\t20\t41.2\tM|m,\n"
    "4\t1\t1\t1\t2\t0\t100\t80\t90\t20\t-1\t\n5\t1\t1\t1\t2\t1\t100\t80\t90\t20\t95\tob-\n"
    "5\t1\t1\t2\t1\t1\t100\t150\t90\t20\t12\tnoise\n5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t95\t \n"
)


def test_a_doubtful_word_is_marked_with_its_certainty() -> None:
    """Lines and paragraphs are parted, words under 80 % marked, and a page under 70 % says that it must be checked."""
    page = raw_page(ROWS, 200 / 72, "tesseract 5")
    assert page.text == "Dear M|m,\nob-\n\nnoise"
    marked = [(mark.kind, page.text[mark.start : mark.end], mark.detail) for mark in page.structures]
    assert marked == [(StructureKind.DOUBTFUL, "M|m,", "41"), (StructureKind.DOUBTFUL, "noise", "12")]
    assert page.confidence == int((4 * 96.5 + 4 * 41.2 + 3 * 95 + 5 * 12) / 16)
    assert "only 55 %: 2 of 4 words" in page.doubts[0]
    assert list(page.boxes[:4]) == [720, 360, 864, 504]
    assert page.boxes[12 + 2] == 1296


def test_a_page_without_letters_is_no_text() -> None:
    """Specks taken for punctuation do not make a page of text."""
    page = raw_page("5\t1\t1\t1\t1\t1\t100\t50\t80\t20\t96\t.,-\n", 2.0, "tesseract 5")
    assert (page.text, page.state, "recognises nothing" in page.why) == ("", PageState.NEEDS_OCR, True)


def test_without_the_program_a_scan_waits_and_is_read_later(
    store: Store, tmp_path: Path, make_scan: Callable[..., bytes]
) -> None:
    """The failure says what to install; when it is there, reading again gives the text."""
    data = io.BytesIO(make_scan(LETTER))
    accession = keep(store, data, Arrival("a.pdf", "file:///a.pdf", "test", "deposit1"), limit=1 << 28)
    results = []
    with store.atomic():
        record(store, accession)
    for order, settings in ((Order(), WITHOUT), (Order(again=True), SETTINGS)):
        prepared = prepare(store, accession, order, settings)
        with store.atomic():
            results.append(settle(store, prepared))
    assert (results[0].status, results[0].code) == (Status.FAILED, "needs-ocr")
    assert "tesseract-ocr" in results[0].reason
    assert results[1].status is Status.STORED
    failures = [event for event in store.accessions.events(accession.id) if event.outcome is Outcome.FAILURE]
    assert [(event.stage, event.code) for event in failures] == [("recognition", "needs-ocr")]


def _mixed(typed: bytes, scanned: bytes) -> bytes:
    document, stream = pypdfium2.PdfDocument(typed), io.BytesIO()
    document.import_pages(pypdfium2.PdfDocument(scanned))
    document.save(stream)
    return stream.getvalue()


def test_what_text_there_is_is_kept_when_some_pages_wait(
    tmp_path: Path, make_pdf: Callable[..., bytes], make_scan: Callable[..., bytes]
) -> None:
    """Without the program the typed page is text, the scanned one says what is missing, and so does the stage."""
    stages = Stages()
    reading = _read(tmp_path, "a.pdf", _mixed(make_pdf("Typed words."), make_scan(LETTER)), WITHOUT, stages)
    stage = next(stage for stage in stages.done if stage.name == "recognition")
    assert (reading.text, _states(reading)) == ("Typed words.\f", [PageState.TEXT, PageState.NEEDS_OCR])
    assert "tesseract is not installed" in reading.pages[1].why
    assert (stage.outcome, stage.code, "1 page needs OCR" in stage.detail) == (Outcome.FAILURE, "needs-ocr", True)
    assert "tesseract" not in reading.frozen.engine_version


def test_a_missing_language_is_named(tmp_path: Path, make_scan: Callable[..., bytes]) -> None:
    """The sentence says which data is to be installed."""
    with pytest.raises(Unreadable, match="tesseract-ocr-xx-yy") as refusal:
        _read(tmp_path, "a.pdf", make_scan(LETTER), dataclasses.replace(SETTINGS, ocr_languages="eng+xx_yy"))
    assert refusal.value.code == "needs-ocr"


NARROW = "b' 1300\\n' in data[:20]"


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (f"{NARROW} and time.sleep(60)", "timeout: recognising the page took more than 8 s"),
        (f"{NARROW} and os.kill(os.getppid(), 9)", "crash: "),
        (f"{NARROW} and sys.exit(3)", "crash: tesseract broke down"),
    ],
    ids=["slow", "killed", "broken"],
)
def test_a_stopped_page_leaves_the_others_alone(
    tmp_path: Path, make_scan: Callable[..., bytes], act: str, why: str
) -> None:
    """Only the page that was stopped waits, with the reason; those of its chunk keep their text."""
    sheets = _sheets(make_scan("One", "Two"))
    odd = sheets[0].crop((0, 0, sheets[0].width, 1300))
    data = _saved(sheets[0], "PDF", save_all=True, append_images=[odd, sheets[1]], resolution=200)
    reading = _read(tmp_path, "a.pdf", data, _program(tmp_path, act))
    assert (reading.text, [state.value for state in _states(reading)]) == (
        "One\f\fTwo",
        ["recognised", "needs OCR", "recognised"],
    )
    assert reading.pages[1].why.startswith(why)


def test_a_file_that_stops_every_child_is_given_up(tmp_path: Path, make_scan: Callable[..., bytes]) -> None:
    """After some stopped pages the rest is left, and says so."""
    scanned, typed = make_scan(*["word"] * (GIVE_UP + 4)), make_scan("word")
    reading_of = _program(tmp_path, "os.kill(os.getppid(), 9)")
    with pytest.raises(Unreadable, match="given up") as refusal:
        _read(tmp_path, "a.pdf", scanned, reading_of)
    assert refusal.value.code == "needs-ocr"
    assert _read(tmp_path, "b.pdf", typed).text == "word"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_of_a_letter_is_a_document(tmp_path: Path, make_scan: Callable[..., bytes], kind: str) -> None:
    """A photographed page is turned as its EXIF says and read; the media type is that of the picture."""
    page = _sheets(make_scan(LETTER))[0]
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = page.rotate(90, expand=True)
    data = _saved(turned, kind, exif=exif, dpi=(200, 200)) if kind != "TIFF" else _saved(page, kind, dpi=(200, 200))
    reading = _read(tmp_path, "letter", data)
    assert reading.text.split() == LETTER.split()
    assert (reading.media_type, _states(reading)) == (f"image/{kind.lower()}", [PageState.RECOGNISED])
    assert _where(reading, "Dear")[0] == pytest.approx(72, abs=3)


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path, make_scan: Callable[..., bytes]) -> None:
    """Scanners write several pages into one TIFF."""
    sheets = [sheet.convert("1") for sheet in _sheets(make_scan("One", "Two"))]
    data = _saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(200, 200))
    assert _read(tmp_path, "a.tif", data).text == "One\fTwo"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "damaged"),
        (b"II*\x00" + b"\xff" * 40, "damaged"),
        (_bomb(40_000), "too-large"),
    ],
    ids=["no picture", "no pages", "bomb"],
)
def test_a_bad_picture_is_refused_with_a_reason(tmp_path: Path, data: bytes, code: str) -> None:
    """Damaged or monstrous pictures end as a named result."""
    with pytest.raises(Unreadable) as refusal:
        _read(tmp_path, "a.png", data)
    assert refusal.value.code == code


def test_words_that_only_the_file_has_are_not_lost_silently(make_scan: Callable[..., bytes]) -> None:
    """Where a page that needed OCR had some words of its own, which the picture does not show, it says so."""
    had = RawPage("Exhibit 7", label="iv", state=PageState.NEEDS_OCR)
    read_ = raw_page(ROWS, 2.0, "tesseract 5")
    placed = _placed(had, read_)
    assert placed.label == "iv"
    assert any("Exhibit 7" in doubt for doubt in placed.doubts)


def test_the_sample_scan_is_read(tmp_path: Path, make_scan: Callable[..., bytes]) -> None:
    """The scanned letter of the sample case gives its words; those misread through specks are marked."""
    name = "2031-02-24-letter-tasker-to-commissioner"
    reading = _read(tmp_path, "a.pdf", (ROOT / "documents" / f"{name}.pdf").read_bytes())
    typed = (ROOT / "tools" / "sample_scans" / f"{name}.txt").read_text().split()
    marked = {mark.span.of(reading.text) for mark in reading.structures if mark.kind is StructureKind.DOUBTFUL}
    wrong = [word for word in reading.text.split() if word not in typed]
    assert len(wrong) <= 0.05 * len(typed)
    assert marked & set(wrong)
