"""Makers of office documents: packages of a few parts, written on the spot."""

from __future__ import annotations

import io
import zipfile

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{prefix}="{_OASIS}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
)
ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)
_ROOTS = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr"}


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    """Return a ZIP file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def docx(body, *, links=None, core="", more=None, **parts):
    """Return a Word document; `parts` are styles, numbering, footnotes, endnotes, comments, header, footer by name.

    The relationship of a part has its name as id; `links` are addresses by relationship id.
    """
    beside = "".join(_relation(name, name, f"{name}.xml") for name in parts)
    beside += "".join(
        f'<Relationship Id="{key}" Type="{_KINDS}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    )
    written = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(
            _relation("a", "officeDocument", "word/document.xml")
            + _relation("b", "metadata/core-properties", "docProps/core.xml")
        ),
        "docProps/core.xml": f"<cp:coreProperties {_CORE}>{core}</cp:coreProperties>",
        "word/document.xml": body if body.startswith("<") and "w:document" in body[:200] else document(body),
        "word/_rels/document.xml.rels": _relations(beside),
    }
    for name, content in parts.items():
        root = _ROOTS.get(name, name)
        written[f"word/{name}.xml"] = f"<w:{root} {W}>{content}</w:{root}>"
    return packed(written | (more or {}))


def document(body):
    """Return the main part of a Word document."""
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def p(*runs, style="", more=""):
    """Return a paragraph of Word; a run that is no markup is text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


def r(text, properties=""):
    """Return a run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _relation(key, kind, target):
    return f'<Relationship Id="{key}" Type="{_KINDS}/{kind}" Target="{target}"/>'


def _relations(inside):
    return f"<Relationships {_RELATIONS}>{inside}</Relationships>"


def odt(text, *, automatic="", styles="", masters="", meta="", manifest="", more=None):
    """Return an OpenDocument text."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest:manifest {ODF}>{manifest}</manifest:manifest>",
            "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
            "meta.xml": f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        }
        | (more or {}),
        zipfile.ZIP_STORED,
    )


def flat_odt(text):
    """Return an OpenDocument text in one file of XML."""
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {ODF} {kind}><office:body><office:text>{text}'
        "</office:text></office:body></office:document>"
    ).encode()


def rtf(body, head=""):
    """Return an RTF document in Windows-1252."""
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}" + head + body + "}").encode("cp1252")
