"""The time line and the chains of quotations, as pages and as JSON."""

import re

import make
import pytest

from archive.documents import Kind
from archive.ledgers import Cause
from index.looking_again import Lookout

WORDS = "The ferry may not sail in winter before the ice has been measured by two hands."
WRONG = WORDS.replace(" not", "")


@pytest.fixture
def ferry(store, room):
    """A letter, an article that misquotes it, an article that copies the article, and one that quotes that."""
    wrote = f"Dear Ms Quist,\n\n{WORDS}\n\nO. Lind"
    letter = make.keep(store, wrote, title="Lind to Quist", date="2031-01-02", creator="Lind")
    texts = (
        ("Ice <b>", "2031-02-02", f"The master wrote: “{WRONG}” Nobody minds."),
        ("Boat", "2031-03-02", f"As the Gazette had it, “{WRONG}” So it sailed."),
        ("Review", "", f"We read “As the Gazette had it, ‘{WRONG}’ So it sailed.”"),
    )
    articles = [make.keep(store, text, title=title, date=date, kind=Kind.ARTICLE) for title, date, text in texts]
    room.catch_up()
    Lookout(store, room).look()
    return [letter, *articles]


def page(client, address):
    return client.get(address).get_data(as_text=True)


def test_the_time_line_stands_in_the_order_of_dates(anonymous, ferry):
    """Each with whom it quotes and who quotes it; without a date apart; titles are never markup."""
    told = page(anonymous, "/timeline")
    assert re.findall(r'<p class="title"><a href="[^"]*">([^<]*)<', told) == [
        "Lind to Quist", "Ice &lt;b&gt;", "Boat", "Review",
    ]  # fmt: skip
    assert "3 documents in the order of their dates; 1 without a date." in told
    assert "Quoted 3 times by 3 documents" in told
    assert f'href="/documents/{ferry[0].id}@1/quoted"' in told
    assert f'href="/documents/{ferry[1].id}@1/quotations"' in told
    assert told.index('id="undated"') < told.rindex(">Review<")


def test_its_links_lead_somewhere(anonymous, ferry):
    """Every one of them."""
    for href in set(re.findall(r'href="(/(?:documents|timeline)[^"#]*)', page(anonymous, "/timeline"))):
        assert anonymous.get(href.replace("&amp;", "&")).status_code == 200, href


def test_the_time_line_as_json(anonymous, ferry):
    """The same counts, with what is undated on request."""
    told = anonymous.get("/timeline.json").get_json()
    assert (told["total"], told["undated"], told["complete"]) == (3, 1, True)
    assert told["documents"][0]["quoted_by"]["times"] == 3
    assert {each["misquoted"] for each in told["documents"][0]["quoted_by"]["most"]} == {1}
    undated = anonymous.get("/timeline.json?dates=none").get_json()
    assert [each["title"] for each in undated["documents"]] == ["Review"]


def test_the_time_line_of_a_person_and_around_a_document(anonymous, ferry):
    """Narrowed by a part of a name, or to what has to do with one document."""
    assert anonymous.get("/timeline.json?person=lind").get_json()["total"] == 1
    assert "No document of this person has a date." in page(anonymous, "/timeline?person=nobody")
    near = anonymous.get(f"/documents/{ferry[3].id}/timeline.json").get_json()
    assert [each["title"] for each in near["documents"]] == ["Lind to Quist", "Boat"]
    assert 'aria-current="true"' in page(anonymous, f"/documents/{ferry[2].id}/timeline")
    assert anonymous.get("/documents/22222222/timeline").status_code == 404


def test_long_time_lines_have_pages(anonymous, store):
    """Fifty documents a page; the last page has the rest."""
    for number in range(53):
        make.keep(store, "Words.", title=f"No. {number:02}")
    assert "Page 1 of 2" in page(anonymous, "/timeline")
    assert len(anonymous.get("/timeline.json?page=2").get_json()["documents"]) == 3


def test_the_questions_do_not_grow_with_the_documents(anonymous, store, ferry, questions):
    """As many for sixty documents as for four, on either page."""
    addresses = "/timeline", f"/documents/{ferry[0].id}/timeline"
    before = [questions(lambda at=at: page(anonymous, at)) for at in addresses]
    for number in range(60):
        make.keep(store, "Words.", title=f"No. {number}")
    assert [questions(lambda at=at: page(anonymous, at)) for at in addresses] == before
    assert max(before) < 25


def test_what_is_still_to_be_traced_is_said(anonymous, store, ferry):
    """Counts that may grow are not given as if they were final."""
    store.quotations.make_due({(ferry[1].id, 1, 0)}, Cause.VERSION)
    assert "1 quotation of this archive still to be traced" in page(anonymous, "/timeline")
    assert anonymous.get("/timeline.json").get_json()["complete"] is False


def test_a_card_shows_the_chain_of_its_words(anonymous, ferry):
    """From the article to the article to the letter; where the way is inferred, that is said."""
    told = page(anonymous, f"/documents/{ferry[2].id}/quotations")
    chain = re.search(r'<div class="chain">.*?</div>', told, re.S)[0]
    assert re.findall(r"<(?:a|span)[^>]*>(Boat|Ice &lt;b&gt;|Lind to Quist)</", chain) == [
        "Boat",
        "Ice &lt;b&gt;",
        "Lind to Quist",
    ]
    assert "likely, not certain" in chain
    assert f"/documents/{ferry[1].id}@1/quotations?near=0#card-0" in chain


def test_the_chain_as_json(anonymous, ferry):
    """Spans are code points of the revisions named; the end says why it ends."""
    told = anonymous.get(f"/documents/{ferry[3].id}/quotations.json").get_json()["quotations"][0]
    (chain,) = told["chains"]
    assert [step["document"] for step in chain["steps"]] == [ferry[2].id, ferry[0].id]
    assert (chain["steps"][0]["part"], chain["end"], chain["by_wording"]) == (True, "own words", False)


def test_ledger_and_reading_view_lead_to_the_time_line(anonymous, ferry):
    """One quiet link each."""
    href = f'href="/documents/{ferry[2].id}/timeline"'
    for view in ("", "/quotations", "/quoted"):
        assert page(anonymous, f"/documents/{ferry[2].id}{view}").count(href) == 1


def test_a_draft_has_chains_too(sign_in, ferry):
    """Of what it quotes from the archive; nothing is kept."""
    client = sign_in("Ben")
    sent = {"csrf": client.csrf, "text": f"They say: “As the Gazette had it, ‘{WRONG}’ So it sailed.”", "form": "json"}
    chains = client.post("/check", data=sent).get_json()["quotations"][0]["chains"]
    assert chains[0]["steps"][-1]["document"] == ferry[0].id
