"""The styles in `web/csl`, read for citeproc-py 0.11, which leaves out two things that CSL 1.0.2 says.

A name that says `initialize="false"` keeps its given names whole, and a label of a variable that an item has not is not
said. The files stay as the CSL project publishes them; what is read of them is changed in memory.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

from citeproc import CitationStylesStyle

_FOLDER = Path(__file__).parent.parent / "csl"
_CSL = "{http://purl.org/net/xbiblio/csl}"
_INITIALS = "initialize-with"


@cache
def read(file: str, locale: str) -> CitationStylesStyle:
    """Return the style in this file, with the terms and quotation marks of a locale."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle(str(_FOLDER / f"{file}.csl"), locale=locale, validate=False)
    _keep_whole_names(style)
    _drop_idle_labels(style)
    return style


def _keep_whole_names(style: CitationStylesStyle) -> None:
    """Let initials be asked for by each name that wants them, no longer by the whole style."""
    mark = style.root.attrib.pop(_INITIALS, None)
    if mark is not None:
        for name in style.root.iter(f"{_CSL}name"):
            if name.get("initialize") != "false" and _INITIALS not in name.attrib:
                name.set(_INITIALS, mark)


def _drop_idle_labels(style: CitationStylesStyle) -> None:
    """Take out the labels of numbers: of those, items here have a locator alone."""
    for label in list(style.root.iter(f"{_CSL}label")):
        if label.get("variable") not in {None, "locator"}:
            label.getparent().remove(label)
