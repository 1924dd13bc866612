"""Pages that are pictures, read by tesseract: each is drawn, handed over, and stopped where it takes too long."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from archive.documents import PageState
from archive.errors import Unreadable
from ingest.extract import allowance
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.scan import pictures, tsv
from ingest.extract.scan.pictures import DPI, Picture
from ingest.identify import Format

_LEAST_DPI = 140
_ROTATE = re.compile(r"^Rotate: (90|180|270)$", re.M)


def extract(path: Path, file_format: Format, options: Options) -> Extraction:
    """Return the pages asked for, in that order; one that cannot be recognised still needs OCR and says why."""
    allowance.extend(len(options.recognise))
    version = _version(options.tesseract)
    draw = pictures.pictures(path, file_format)
    pages = tuple(_page(draw, number, options, f"tesseract {version}") for number in options.recognise)
    return Extraction(pages, "tesseract", version, f"ocr {options.languages} {DPI} dpi")


def _version(program: str) -> str:
    """Return the program's version, as it says it."""
    said = subprocess.run([program, "--version"], capture_output=True, check=False, timeout=10)  # noqa: S603
    words = (said.stdout or said.stderr).decode("utf-8", "replace").split()
    return words[1] if len(words) > 1 else "of unknown version"


def _page(draw: Callable[[int], Picture], number: int, options: Options, reader: str) -> RawPage:
    """Return one page; where little can be read it may lie on its side, and is turned."""
    clock = _Clock(options.seconds)
    try:
        picture = draw(number)
        if not picture.inked:
            return RawPage("", state=PageState.BLANK, why="blank: nothing at all is to be seen on the page")
        page = _read(picture, options, clock, reader)
        turn = _turn(picture, options, clock) if page.confidence < tsv.LOW else 0
        if turn:
            page = max(page, _turned(picture, turn, options, clock, reader), key=lambda read: read.confidence)
    except Unreadable as error:
        return RawPage("", state=PageState.NEEDS_OCR, why=f"{error.code}: {error}")
    if page.state is PageState.RECOGNISED and picture.dpi < _LEAST_DPI:
        return replace(page, doubts=(*page.doubts, f"the picture is coarse: {picture.dpi} dots an inch"))
    return page


class _Clock:
    """The wall clock of one page."""

    def __init__(self, seconds: int) -> None:
        """Allow so many seconds from now on."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return max(0.01, self._end - time.monotonic())


def _read(picture: Picture, options: Options, clock: _Clock, reader: str) -> RawPage:
    """Return what the program reads in a picture."""
    said, errors, code = _run(picture, options, clock, "-l", options.languages, "tsv")
    if code:
        told = errors.strip().split("\n")[-1][:200]
        raise Unreadable("crash", f"tesseract broke down ({told or code})")
    return tsv.raw_page(said, picture.scale, reader)


def _turn(picture: Picture, options: Options, clock: _Clock) -> int:
    """Return by how many degrees, clockwise, the picture must be turned; 0 where the program cannot tell."""
    said, _, _ = _run(picture, options, clock, "-l", "osd", "--psm", "0")
    found = _ROTATE.search(said)
    return int(found[1]) if found else 0


def _turned(picture: Picture, degrees: int, options: Options, clock: _Clock, reader: str) -> RawPage:
    """Return what the program reads in the turned picture; boxes lie where the words stand on the page as it is."""
    page = _read(picture.turned(degrees), options, clock, reader)
    why = f"{page.why}, turned by {degrees}° to be read"
    return replace(page, boxes=picture.turned_back(page.boxes, degrees), why=why)


def _run(picture: Picture, options: Options, clock: _Clock, *how: str) -> tuple[str, str, int]:
    """Return what the program writes about a picture, its complaints and its exit code."""
    command = [options.tesseract, "stdin", "stdout", "--dpi", str(picture.dpi), *how]
    try:
        done = subprocess.run(  # noqa: S603  the program that the settings name
            command, input=picture.pgm(), capture_output=True, check=False, timeout=clock.left
        )
    except subprocess.TimeoutExpired as error:
        said = f"recognising the page took more than {clock.seconds} s and was stopped"
        raise Unreadable("timeout", said) from error
    return done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"), done.returncode
