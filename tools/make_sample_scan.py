"""Type the letters in `tools/sample_scans/` and scan them: PDFs in `documents/` that hold a picture and no text.

The page is a little askew and a little dirty, as scans are. A second run gives the same bytes.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pypdfium2
from fpdf import FPDF
from PIL import Image

TOOLS = Path(__file__).resolve().parent
SOURCES = TOOLS / "sample_scans"
DOCUMENTS = TOOLS.parent / "documents"
DPI = 200
ASKEW = 0.6
SPECKS = 260
FADED = 0.12
WHEN = time.struct_time((2031, 2, 27, 9, 0, 0, 3, 58, 0))


def typed(source: Path) -> bytes:
    """Return a PDF of the letter, set line by line as on a typewriter."""
    sheet = FPDF(format="A4")
    sheet.set_margins(24, 28, 20)
    sheet.set_font("Courier", "", 11)
    sheet.add_page()
    for line in source.read_text(encoding="utf-8").splitlines():
        sheet.cell(0, 5.6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(sheet.output())


def scanned(pdf: bytes, chance: random.Random) -> Image.Image:
    """Return its first page as a scanner sees it: black and white, askew, faded in places, with specks."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
    picture = picture.rotate(ASKEW, resample=Image.Resampling.BICUBIC, fillcolor=255)
    sign = bytes(
        shade if shade > 200 or chance.random() > FADED else min(255, shade + 110) for shade in picture.tobytes()
    )
    picture = Image.frombytes("L", picture.size, sign)
    for _ in range(SPECKS):
        x, y, size = chance.randrange(picture.width), chance.randrange(picture.height), chance.choice((1, 1, 2))
        picture.paste(40, (x, y, x + size, y + size))
    return picture.point(lambda shade: 255 if shade > 140 else 0).convert("1")


def make(source: Path, folder: Path) -> Path:
    """Scan one letter into `folder` and return the path."""
    made = folder / f"{source.stem}.pdf"
    picture = scanned(typed(source), random.Random(source.stem))  # noqa: S311  specks, not secrets
    picture.save(made, resolution=DPI, title="Scan", producer="make_sample_scan", creationDate=WHEN, modDate=WHEN)
    return made


if __name__ == "__main__":
    for found in sorted(SOURCES.glob("*.txt")):
        print(make(found, DOCUMENTS).name)
