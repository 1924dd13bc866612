"""No ledger, find, feed or export shows words of a withdrawn document, from that moment, before it is traced anew."""

import make
import pytest
from click.testing import CliRunner

from archive.access import Role
from archive.documents import Kind
from archive.judgements import Ruling
from archive.judging import Place, judge
from archive.withdrawing import show_again, withdraw_document
from index.looking_again import Lookout
from web.cli import main

SECRET = "gentle zebras"
SOURCE = f"Dear Mr Vale,\n\nThe counting box does not need {SECRET} to count the heads of this town.\n\nIda"
ARTICLE = (
    "The maker wrote: “The counting box does not need […] to count the heads of this town”. Later it was said that "
    "“the counting box does not need weary zebras to count the heads of this town”."
)


@pytest.fixture
def case(store, room):
    """An article and the letter of which it leaves words out and changes some; a correction names the letter too."""
    article = make.keep(store, ARTICLE, title="Six minutes", kind=Kind.ARTICLE)
    room.catch_up()
    Lookout(store, room).look()
    letter = make.keep(store, SOURCE, title="Brandt to Vale")
    room.catch_up()
    Lookout(store, room).look()
    place = store.traces.of(article.id, 1)[1].places[0]
    reviewer = make.person(store, "Cy", Role.REVIEWER)
    judge(store, reviewer, (article.id, 1, 1), Ruling.CORRECTED, place=Place(letter.id, 1, place.span))
    return letter, article


def outputs(anonymous, store, letter, article):
    """Return every output that tells of quotations and their sources, by its address."""
    pages = [
        f"/documents/{article.id}/quotations{form}" for form in ("", "?show=misquoted", ".json", ".csv", ".jsonld")
    ]
    pages += [f"/documents/{one.id}{part}" for one in (letter, article) for part in ("/quoted", "/quoted.json", "")]
    pages += [f"/documents/{article.id}/timeline", "/timeline", "/finds", "/finds.atom", "/documents"]
    pages += [
        "/trace?quotation=does+not+need+weary+zebras+to+count",
        "/trace.json?quotation=does+not+need+weary+zebras",
    ]
    pages += ["/search?q=gentle", "/search.json?q=gentle"]
    told = {page: anonymous.get(page).get_data(as_text=True) for page in pages}
    for form in ("--json", "--csv", "--archive"):
        words = ["quotations", article.id, "--archive", str(store.folder), *([form] if form != "--archive" else [])]
        told[form] = CliRunner().invoke(main, words).output
    return told


def test_the_words_of_a_withdrawn_source_are_gone_at_once(anonymous, store, case):
    """They stand in the outputs before, in none after, with the reason in their stead; and come back with it."""
    letter, article = case
    before = outputs(anonymous, store, letter, article)
    assert sum("gentle" in told for told in before.values()) > 8
    admin = make.person(store, "Di", Role.ADMIN)
    withdraw_document(store, admin, letter.id, reason="names a witness")
    after = outputs(anonymous, store, letter, article)
    asked = {"/search?q=gentle", "/search.json?q=gentle"}  # they repeat what was asked
    assert [page for page, told in after.items() if "gentle" in told and page not in asked] == []
    assert not any(SECRET in told for told in after.values())
    assert [page for page, told in after.items() if "names a witness" in told][:4] == [
        f"/documents/{article.id}/quotations{form}" for form in ("", "?show=misquoted", ".json", ".csv")
    ]
    assert "names a witness" in after["/finds"]
    assert "names a witness" in after["/finds.atom"]
    show_again(store, admin, letter.id)
    assert "gentle" in outputs(anonymous, store, letter, article)[f"/documents/{article.id}/quotations"]


def test_a_withdrawn_article_quotes_nothing(anonymous, store, case):
    """What it prints of a source is no more told beside the source, nor in the finds."""
    letter, article = case
    assert "quoted 2 times" in anonymous.get(f"/documents/{letter.id}").get_data(as_text=True)
    withdraw_document(store, make.person(store, "Di", Role.ADMIN), article.id, reason="names a witness")
    assert "weary" not in anonymous.get("/finds").get_data(as_text=True)
    assert "Nobody quotes it" in anonymous.get(f"/documents/{letter.id}/quoted").get_data(as_text=True)
    assert "quoted" not in anonymous.get(f"/documents/{letter.id}").get_data(as_text=True).partition("<article")[0]
