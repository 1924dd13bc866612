"""Originals over HTTP: the bytes as they came, as an attachment that no browser will run."""

from __future__ import annotations

from flask import Response, send_file

from archive.fields import shown
from web.bidi import straight
from web.desk import desk


def attachment(sha256: str, file_name: str) -> Response:
    """Send the original of this digest under its file's name, without signs that no header may hold or that turn it."""
    response = send_file(
        desk().store.originals.path(sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=str(straight(shown(file_name))) or "unnamed",
        etag=sha256,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
