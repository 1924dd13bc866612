"""What can be done with a search: narrowed, ordered, shown otherwise, taken away."""

from __future__ import annotations

from web import urls
from web.asked import SearchRequest, address, parameters
from web.desk import Desk
from web.pages.frame import Choice, Link
from web.pages.search import Controls
from web.present.narrowing import chips, documents_within

_ORDERS = (("relevance", "best first"), ("date", "latest date first"), ("added", "newest in the archive first"))
_VIEWS = (("grouped", "by document"), ("flat", "one by one"))
_FIELDS = {"q", "from", "to", "exact", "order"}


def controls(held: Desk, asked: SearchRequest, order: str = "") -> Controls:
    """Return the controls of the search page; `order` is what the query itself says."""
    kept = tuple(parameters(asked).items())
    chosen = order or asked.order or "relevance"
    return Controls(
        kept=kept,
        hidden=tuple((name, value) for name, value in kept if name not in _FIELDS),
        chips=tuple(chips(asked, documents_within(held, [asked]))),
        orders=tuple(Choice(value, label, value == chosen) for value, label in _ORDERS),
        views=tuple(Choice(address(asked, view=value), label, value == asked.view) for value, label in _VIEWS),
        exports=(
            Link("CSV", address(asked, ending=".csv")),
            Link("JSON", urls.search(".json", **parameters(asked), all="1")),
        ),
        feed_href=address(asked, ending=".atom"),
        notes_href=urls.notes(q=asked.query),
        trace_href=urls.trace(quotation=asked.query),
    )
