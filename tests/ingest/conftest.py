"""Fixtures of the ingest tests: tiny files, written on the spot."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image

from archive.errors import Unreadable
from archive.jobs import JobState
from archive.settings import read_settings
from ingest.accession import Arrival, keep
from ingest.orders import Order
from ingest.pipeline import hand_over, prepare, settle
from ingest.sidecar import of as beside

SETTINGS = read_settings({})


def _pdf(*pages: str) -> bytes:
    """Return a PDF with one line of Helvetica text for each line of each page; an empty page has no text."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, text in enumerate(pages):
        lines = " ".join(f"({line}) Tj 0 -16 Td" for line in text.splitlines())
        stream = f"BT /F1 12 Tf 72 720 Td {lines} ET" if text else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """Give the writer of tiny PDFs: one page for each text."""
    return _pdf


def pictures(*pages: str) -> list[Image.Image]:
    """Return pages as a scanner sees them: shades of grey, 200 dots an inch."""
    typed = pypdfium2.PdfDocument(_pdf(*pages))
    return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in typed]


def scan(*pages: Image.Image) -> bytes:
    """Return a PDF with a picture on each page and no text."""
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return stream.getvalue()


@pytest.fixture
def make_scan() -> Callable[..., bytes]:
    """Give the writer of scans: one page for each text; needs tesseract to be of use, so says where it is missing."""
    assert shutil.which("tesseract"), "tesseract is missing: `make programs` installs it"
    return lambda *pages: scan(*pictures(*pages))


@pytest.fixture
def take_in(store, tmp_path):
    """Return a function that writes a file, hands it over, reads and stores it, and returns what became of it."""

    def write(name, content, sidecar=None, **order):
        path = tmp_path / name
        path.write_bytes(content)
        if sidecar is not None:
            path.with_name(path.stem + ".meta.json").write_text(sidecar)
        try:
            asked = Order(sidecar=beside(path), **order)
        except Unreadable as error:
            asked = Order(fault=str(error), **order)
        with path.open("rb") as stream:
            accession = keep(store, stream, Arrival(name, path.as_uri(), "test", "deposit1"), limit=1 << 28)
        hand_over(store, accession, asked)
        (job,) = store.jobs.claim(1, token="test", at=store.clock.now(), until=store.clock.later(1))
        prepared = prepare(store, store.accessions.get(job.accession), asked, SETTINGS)
        with store.atomic():
            result = settle(store, prepared)
            store.jobs.finish(job, state=JobState.DONE, result=result.wire(), at=store.clock.now())
        return result

    return write
