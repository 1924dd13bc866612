"""Tables over HTTP: CSV as an attachment, with the byte order mark by which spreadsheets know UTF-8."""

from __future__ import annotations

from flask import Response


def sheet(table: str, name: str) -> Response:
    """Send a table that is written as CSV under the name of a file; `name` is without its ending."""
    response = Response(f"\ufeff{table}", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
