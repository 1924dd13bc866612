"""The basket: excerpts become one file, or it is said which of them do not hold."""

import json

import bibtexparser
import pytest
import rispy

from archive.citations import cite
from archive.spans import Span
from web import urls
from web.baskets import MOST


@pytest.fixture
def addresses(store, letter):
    revision = store.revisions.get(letter.id, 1)
    starts = [revision.text.index(words) for words in ("the shipment isn’t approved", "The cameras were sold")]
    return [f"http://localhost{urls.citation(cite(revision, Span(start, start + 21)))}" for start in starts]


def take(client, addresses, form):
    return client.post("/basket", data={"cites": "\n".join(addresses), "form": form})


def test_excerpts_become_one_document_in_their_order(anonymous, addresses):
    """As Markdown with a footnote for each, and as a page."""
    for form in ("md", "html"):
        text = take(anonymous, addresses, form).get_data(as_text=True)
        assert -1 < text.index("the shipment isn’t ap") < text.index("The cameras were sold")
        assert all(address in text for address in addresses)


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("csl.json", lambda text: len(json.loads(text))),
        ("bib", lambda text: len(bibtexparser.parse_string(text).entries)),
        ("ris", lambda text: len(rispy.loads(text))),
    ],
)
def test_reference_managers_read_every_excerpt(anonymous, addresses, form, count):
    """None is lost on the way."""
    assert count(take(anonymous, addresses, form).get_data(as_text=True)) == 2


def test_a_bibliography_names_each_source(anonymous, addresses):
    """In the style asked for, as a file."""
    response = take(anonymous, addresses, "style:apa")
    assert "Brandt" in response.get_data(as_text=True)
    assert response.headers["Content-Disposition"] == 'attachment; filename="bibliography-apa.txt"'


@pytest.mark.parametrize("wrong", ["nonsense", "http://localhost/documents/aaaaaaaa@1/cite/0-4~0123456789ab"])
def test_what_does_not_hold_is_named_and_nothing_exported(anonymous, addresses, wrong):
    """A line that is no citation, a document that is not held."""
    response = take(anonymous, [*addresses, wrong], "md")
    assert (response.status_code, wrong in response.get_data(as_text=True)) == (422, True)


def test_a_forged_check_is_noticed(anonymous, addresses):
    """One digit of it."""
    forged = addresses[0][:-1] + ("0" if addresses[0][-1] != "0" else "1")
    response = take(anonymous, [forged], "md")
    assert "not the words that were cited" in response.get_data(as_text=True)


@pytest.mark.parametrize(("cites", "form"), [("", "md"), ("x\n" * (MOST + 1), "md"), ("one", "exe")])
def test_an_empty_a_huge_and_an_unknown_wish_are_refused(anonymous, cites, form):
    """With a sentence, not with a fault."""
    assert anonymous.post("/basket", data={"cites": cites, "form": form}).status_code == 422
