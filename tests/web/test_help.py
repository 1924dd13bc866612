"""The help page of the query language, and docs/query-language.md, which says the same."""

import html
import re
from pathlib import Path

import make
import pytest

from index.parsing import parse
from index.query import And, Field, Marked, Near, Not, Or, Pattern, Phrase, Range, phrases

DOCUMENTED = (Path(__file__).parents[2] / "docs/query-language.md").read_text(encoding="utf-8")


def shown(client):
    """Return the examples of the page with the addresses that run them."""
    page = client.get("/help/search").get_data(as_text=True)
    found = re.findall(r'<a href="(/search\?q=[^"]+)"><code>(.*?)</code>', page)
    return [(html.unescape(typed), html.unescape(href)) for href, typed in found]


def documented():
    rows = [line for line in DOCUMENTED.splitlines() if line.startswith("| `")]
    return [typed for row in rows for typed in re.findall(r"`([^`]+)`", row.split(" | ")[0])]


def leaves(node):
    match node:
        case And(parts) | Or(parts):
            return [node, *(leaf for part in parts for leaf in leaves(part))]
        case Not(part):
            return [node, *leaves(part)]
        case _:
            return [node]


def kinds(examples):
    """Return what the examples show: kinds of nodes, names of fields, and orders."""
    queries = [parse(typed) for typed in examples]
    nodes = [node for query in queries for node in leaves(query.root)]
    named = {node.name for node in nodes if isinstance(node, Field | Range | Marked)}
    exact = {"exact" for node in nodes if isinstance(node, Phrase) and node.verbatim}
    return {type(node).__name__ for node in nodes} | named | exact | {query.order for query in queries}


ALL = {
    *("Phrase", "Near", "Pattern", "Fuzzy", "And", "Or", "Not", "Field", "Range", "Marked", "exact", "", "date"),
    *("title", "author", "recipient", "source", "kind", "document", "page", "tag", "user", "has"),
}


@pytest.mark.parametrize("typed", documented())
def test_every_documented_example_is_understood(typed):
    """Without a remark."""
    query = parse(typed)
    assert (query.plain, query.ignored) == (False, ())
    assert query.root is not None


def test_every_example_of_the_page_is_understood_and_runs(letter, anonymous):
    """Without a remark, on an archive that has documents."""
    examples = shown(anonymous)
    assert len(examples) > 25
    for typed, href in examples:
        assert (parse(typed).plain, parse(typed).ignored) == (False, ()), typed
        assert anonymous.get(href).status_code == 200


def test_page_and_documentation_show_every_operator(anonymous):
    """Whatever the grammar knows, on an empty archive too."""
    assert kinds(typed for typed, _ in shown(anonymous)) == ALL
    assert kinds(documented()) == ALL


@pytest.mark.parametrize("kind", [Phrase, Near, Pattern])
def test_examples_find_what_stands_in_the_archive(letter, anonymous, kind):
    """Words, quotations, near words and patterns come from its own documents."""
    tried = [href for typed, href in shown(anonymous) if isinstance(parse(typed).root, kind)]
    totals = [anonymous.get(href.replace("/search?", "/search.json?")).json["total"] for href in tried]
    assert totals
    assert max(totals) > 0


def test_names_dates_and_tags_are_those_of_the_archive(store, anonymous):
    """The latest document, its author, its year."""
    make.keep(store, "Nothing much to see here.", creator="Zora Quist", date="2033-05-06", title="A Wondrous Title")
    examples = [typed for typed, _ in shown(anonymous)]
    assert {"from:Quist", "date:2033", "date:2033-05", "title:title"} <= set(examples)
    assert all(phrases(parse(typed).root) for typed in examples[:4])
