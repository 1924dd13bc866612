"""Pages that are pictures are handed to the recognising program; where it is missing they say that they need OCR."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.counting import many
from archive.documents import PageState
from archive.errors import Unreadable
from archive.provenance import Outcome
from archive.settings import Settings
from ingest.confine import confine
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.identify import Format
from ingest.results import NEEDS_OCR
from ingest.stages import Stage

CHUNK = 4
"""How many pages one child recognises at most."""

GIVE_UP = 8
"""After how many pages that had to be stopped the rest of a file is left as it is."""

_WORD = re.compile(r"\w+")
_PROBE_SECONDS = 10


def recognised(
    path: Path, file_format: Format, settings: Settings, extraction: Extraction, waiting: list[int], stage: Stage
) -> Extraction:
    """Return the extraction with the pages numbered in `waiting` (from 1) recognised where that can be done.

    A page that cannot be recognised keeps its state and says why. Where then no page has any text the file is
    `Unreadable` with the code `needs-ocr`.
    """
    program, missing = _program(settings)
    if missing:
        found = {number: RawPage("", state=PageState.NEEDS_OCR, why=missing) for number in waiting}
        tool = ""
    else:
        work = _Work(path, file_format, settings, program)
        found = work.recognised(waiting)
        tool = work.tool
    pages = list(extraction.pages)
    for number, page in found.items():
        pages[number - 1] = _placed(pages[number - 1], page)
    _tell(stage, tool, pages, waiting)
    made = replace(extraction, pages=tuple(pages))
    if not any(page.state is PageState.RECOGNISED for page in pages):
        return made
    return replace(
        made,
        engine_version=f"{extraction.engine_version}, {tool}",
        profile=f"{extraction.profile} + {work.profile}",
    )


def _program(settings: Settings) -> tuple[str, str]:
    """Return where the program is, and a sentence on what is missing, empty where nothing is."""
    program = shutil.which(settings.tesseract)
    if program is None:
        return "", "tesseract is not installed (Debian: the package tesseract-ocr)"
    try:
        asked = [program, "--list-langs"]
        said = subprocess.run(asked, capture_output=True, check=False, timeout=_PROBE_SECONDS)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return "", f"the program {settings.tesseract} does not answer"
    has = said.stdout.decode("utf-8", "replace").split("\n")
    lacking = [language for language in settings.ocr_languages.split("+") if language not in has]
    if not lacking:
        return program, ""
    packages = ", ".join(f"tesseract-ocr-{language.replace('_', '-')}" for language in lacking)
    return "", f"tesseract has no data for the language {', '.join(lacking)} (Debian: the package {packages})"


@dataclass(slots=True)
class _Work:
    """The recognition of one file: chunks of pages in confined children, as many at once as there are workers."""

    path: Path
    file_format: Format
    settings: Settings
    program: str
    tool: str = ""
    profile: str = ""
    _stopped: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def recognised(self, waiting: Sequence[int]) -> dict[int, RawPage]:
        """Return the pages by number."""
        size = min(CHUNK, -(-len(waiting) // self.settings.workers))
        chunks = [tuple(waiting[start : start + size]) for start in range(0, len(waiting), size)]
        with ThreadPoolExecutor(self.settings.workers) as pool:
            return {number: page for read in pool.map(self._chunk, chunks) for number, page in read.items()}

    def _chunk(self, numbers: tuple[int, ...]) -> dict[int, RawPage]:
        """Return some pages; those of a child that was stopped are tried once more, each alone."""
        if self._stopped >= GIVE_UP:
            why = f"recognition was given up: {self._stopped} pages of this file had to be stopped"
            return dict.fromkeys(numbers, RawPage("", state=PageState.NEEDS_OCR, why=why))
        try:
            read = self._confined(numbers)
        except Unreadable as error:
            if len(numbers) > 1:
                return {number: page for one in numbers for number, page in self._chunk((one,)).items()}
            self._count(1)
            return {numbers[0]: RawPage("", state=PageState.NEEDS_OCR, why=f"{error.code}: {error}")}
        self._count(sum(page.why.startswith(("timeout", "crash")) for page in read.pages))
        self.tool = f"{read.engine} {read.engine_version}"
        self.profile = read.profile
        return dict(zip(numbers, read.pages, strict=True))

    def _confined(self, numbers: tuple[int, ...]) -> Extraction:
        """Return what one child recognises; the program must not run out of CPU time before its wall clock."""
        settings = self.settings
        allowed = replace(settings, extract_seconds=max(settings.extract_seconds, settings.ocr_seconds))
        options = Options(
            recognise=numbers,
            tesseract=self.program,
            languages=settings.ocr_languages,
            seconds=settings.ocr_seconds,
        )
        read = confine(self.path, self.file_format, allowed, options)
        if len(read.pages) != len(numbers):
            raise Unreadable("crash", "the recognition gave back something that cannot be understood")
        return read

    def _count(self, stopped: int) -> None:
        with self._lock:
            self._stopped += stopped


def _placed(page: RawPage, read: RawPage) -> RawPage:
    """Return a page as recognised, with the label it had; words that the file itself has there are not lost."""
    if read.state is not PageState.RECOGNISED:
        return replace(page, state=page.state if page.text.strip() else read.state, why=read.why)
    seen = set(_WORD.findall(read.text.lower()))
    unseen = [word for word in _WORD.findall(page.text) if word.lower() not in seen]
    doubts = page.doubts + read.doubts
    if unseen:
        doubts += (f"the file itself also has these words on the page: {' '.join(page.text.split())[:200]}",)
    return replace(read, label=page.label, doubts=doubts)


def _tell(stage: Stage, tool: str, pages: Sequence[RawPage], waiting: Sequence[int]) -> None:
    """Say how the stage ended; raise `Unreadable` where the file has no text at all."""
    looked = [pages[number - 1] for number in waiting]
    left = [page for page in looked if page.state is PageState.NEEDS_OCR]
    sure = [page.confidence for page in looked if page.state is PageState.RECOGNISED]
    blank = len(looked) - len(left) - len(sure)
    reasons = "; ".join(list(dict.fromkeys(page.why for page in left))[:3])
    told = [f"{many(len(sure), 'page')} recognised, certainty {_range(sure)} %"] if sure else []
    told += [f"{many(blank, 'page')} blank"] if blank else []
    need = f"{many(len(left), 'page')} need{'s' if len(left) == 1 else ''} OCR: {reasons}"
    told += [need] if left else []
    stage.tool, stage.detail = tool, "; ".join(told)
    if left:
        stage.outcome, stage.code = Outcome.FAILURE, NEEDS_OCR
    if left and not any(sign.isalnum() for page in pages for sign in page.text):
        remedy = "" if tool else "; install it, then read the file again"
        raise Unreadable(NEEDS_OCR, f"the file has no text, and {need}{remedy}")


def _range(numbers: Sequence[int]) -> str:
    least, most = min(numbers), max(numbers)
    return str(least) if least == most else f"{least} to {most}"
