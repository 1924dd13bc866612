"""Makers of PDFs: small files written by hand, object by object, or with fpdf2 where marks are wanted."""

from __future__ import annotations

import io
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageDraw

LETTER = (0, 0, 612, 792)


def by_hand(*contents, font="", entries="", info="", count=None, more=()):
    """Return a PDF of one page for each content stream.

    `entries` go into each page, `font` replaces Helvetica, `more` are objects numbered from 4 + 2 * pages.
    """
    kids = [4 + 2 * at for at in range(len(contents))]
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {count or len(kids)} >>",
        3: font or "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for kid, content in zip(kids, contents, strict=True):
        box = "" if "/MediaBox" in entries else "/MediaBox [0 0 612 792]"
        used = "/Resources << /Font << /F1 3 0 R >> >>"
        objects[kid] = f"<< /Type /Page /Parent 2 0 R /Contents {kid + 1} 0 R {used} {box} {entries} >>"
        objects[kid + 1] = stream(content)
    everything = [*objects.values(), *more, *([f"<< {info} >>"] if info else ())]
    return file(everything, info=len(everything) if info else 0)


def stream(content, entries=""):
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


def file(objects, info=0):
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    about = f"/Info {info} 0 R" if info else ""
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {about} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def lines(*texts, at=(72, 700), mode=0):
    """Return the content of a page: one line of 12 point text below the other."""
    shown = " ".join(f"({text}) Tj 0 -16 Td" for text in texts)
    return f"BT {mode} Tr /F1 12 Tf {at[0]} {at[1]} Td {shown} ET"


def mapped(letters, number=6):
    """Return a font whose codes from `A` on stand for these letters, and its map, which is object `number`."""
    pairs = "\n".join(
        f"<{65 + at:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for at, letter in enumerate(letters)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(letters)} beginbfchar\n{pairs}\nendbfchar endcmap end"
    )
    widths = f"/FirstChar 65 /LastChar {64 + len(letters)} /Widths [{'600 ' * len(letters)}]"
    about = "<< /Type /FontDescriptor /FontName /Made /Flags 32 /Ascent 800 /Descent -200 /FontBBox [0 0 600 800] >>"
    named = "/Type /Font /Subtype /Type1 /BaseFont /Made"
    return f"<< {named} {widths} /FontDescriptor {about} /ToUnicode {number} 0 R >>", stream(cmap)


def picture(size=(60, 80), *, words=True):
    """Return a small grey picture, with something like a line of writing on it."""
    made = Image.new("L", size, 255)
    if words:
        ImageDraw.Draw(made).rectangle((10, 10, size[0] - 10, 20), fill=0)
    return made


def book(path: Path, *parts):
    """Write a PDF with fpdf2; each part is done to it: `lambda pdf: pdf.cell(text="x")`."""
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for part in parts:
        part(made)
    made.output(str(path))
    return path


def pages(made: FPDF, *texts):
    for text in texts:
        made.add_page()
        made.multi_cell(0, text=text)


def saved(image):
    held = io.BytesIO()
    image.save(held, "PNG")
    return held
