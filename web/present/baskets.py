"""A whole basket in the forms in which excerpts are taken along: one bibliography, or one document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from web.baskets import Basket
from web.pages.basket import BasketPage, ExcerptsPage
from web.pages.frame import Choice
from web.present.citation_forms import FORMS, Excerpt
from web.present.styled import STYLES, styled
from web.standing_pages import rendered

_TITLE = "Excerpts"


class Written(NamedTuple):
    """A file that a basket becomes."""

    name: str
    media_type: str
    text: str


def basket_page(written: str, found: Basket | None = None, form: str = "md") -> BasketPage:
    """Return the page; `written` are the addresses, `found` what came of them where they were sent."""
    forms = [Choice(name, each.title, name == form) for name, each in FORMS.items()]
    styles = [
        Choice(f"style:{name}", f"Bibliography, {each.title}", f"style:{name}" == form) for name, each in STYLES.items()
    ]
    return BasketPage(written, (*forms, *styles), found.troubles if found else ())


def written_as(excerpts: Sequence[Excerpt], form: str) -> Written | None:
    """Return a basket in a form (an ending, or `style:` and a style's name); None where there is no such form."""
    if form.startswith("style:") and form[6:] in STYLES:
        style = STYLES[form[6:]]
        entries = dict.fromkeys(styled(excerpt.item, style) for excerpt in excerpts)
        return Written(f"bibliography-{style.name}.txt", "text/plain", "\n\n".join(entries) + "\n")
    if form not in FORMS:
        return None
    held = FORMS[form]
    if form == "csl.json":
        text = json.dumps([excerpt.item for excerpt in excerpts], ensure_ascii=False, indent=1) + "\n"
    elif form == "html":
        text = rendered("excerpts.html", ExcerptsPage(_TITLE, tuple(map(held.write, excerpts)))).decode()
    elif form == "md":
        text = f"# {_TITLE}\n\n" + "\n".join(held.write(excerpt) for excerpt in excerpts)
    else:
        text = "\n".join(held.write(excerpt) for excerpt in excerpts)
    return Written(f"excerpts.{form}", held.media_type, text)
