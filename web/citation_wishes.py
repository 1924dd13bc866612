"""Which form of a citation a caller prefers, read from the header `Accept` (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_options_header

from web.present.citation_forms import BIBLIOGRAPHY, FORMS
from web.present.styled import STYLES

_ENDINGS = {form.media_type: form.ending for form in FORMS.values() if form.ending != "html"}


def wished(accepted: MIMEAccept) -> tuple[str, str]:
    """Return the ending of the form that is preferred, and its style; both empty where it is the usual one.

    `text/x-bibliography` names its style as a parameter; without it, it is the first of `STYLES`. Whoever takes
    anything, or a form that is none of a citation, gets the usual one.
    """
    for value, quality in sorted(accepted, key=lambda one: -one[1]):
        kind, parameters = parse_options_header(value)
        if quality <= 0:
            break
        if kind == BIBLIOGRAPHY:
            return "txt", parameters.get("style") or next(iter(STYLES))
        if kind in _ENDINGS:
            return _ENDINGS[kind], ""
        if kind in {"text/html", "application/xhtml+xml", "application/json", "text/*", "application/*", "*/*"}:
            break
    return "", ""
