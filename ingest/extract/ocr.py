"""Pages that are pictures, read by tesseract: each is drawn, handed over, and stopped where it takes too long."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from archive.documents import PageState
from archive.errors import Unreadable
from ingest.extract import allowance, pictures, tsv
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.pictures import DPI, Picture
from ingest.identify import Format

TIMEOUT = "timeout"
"""How `why` begins where a page was stopped for its time."""

_LEAST_DPI = 140


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
    """Return one page."""
    try:
        picture = draw(number)
        if not picture.inked:
            return RawPage("", state=PageState.BLANK, why="blank: nothing at all is to be seen on the page")
        page = tsv.raw_page(_recognised(picture, options), picture.scale, reader)
    except Unreadable as error:
        return _waiting(f"{error.code}: {error}")
    if page.state is PageState.RECOGNISED and picture.dpi < _LEAST_DPI:
        return replace(page, doubts=(*page.doubts, f"the picture is coarse: {picture.dpi} dots an inch"))
    return page


def _waiting(why: str) -> RawPage:
    return RawPage("", state=PageState.NEEDS_OCR, why=why)


def _recognised(picture: Picture, options: Options) -> str:
    """Return what the program writes about a picture."""
    command = [options.tesseract, "stdin", "stdout", "-l", options.languages, "--dpi", str(picture.dpi), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603  the program that the settings name
            command, input=picture.pgm(), capture_output=True, check=False, timeout=options.seconds
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TIMEOUT, f"recognising the page took more than {options.seconds} s and was stopped") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1][:200]
        raise Unreadable("crash", f"tesseract broke down ({said or done.returncode})")
    return done.stdout.decode("utf-8", "replace")
