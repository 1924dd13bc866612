"""Pages that are read without the software: rendered outside of any request."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web import bidi


def rendered(template: str, page: object) -> bytes:
    """Return a page as UTF-8; what UTF-8 cannot hold (half a pair of surrogates) is shown as a question mark."""
    return _environment().get_template(template).render(page=page).encode(errors="replace")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=bidi.straight,
    )
