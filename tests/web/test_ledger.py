"""The ledger of a document over HTTP: page, forms, judgements, who quotes it, finds."""

import csv
import io
import json
import re

import make
import pytest

from archive.access import Role
from archive.documents import Kind
from index.looking_again import Lookout

SOURCE = "Dear Mr Vale,\n\nThe counting box does not need faces to count heads, and no face leaves the shelter.\n\nIda"
ARTICLE = (
    "The maker wrote: “The counting box does not need faces to count heads”. Later it was said that “the counting box "
    "does need faces to count heads”, and in an interview that “nobody will ever look at any of that <again>”."
)


@pytest.fixture
def case(store, room):
    """A letter, an article with three quotations, and their ledgers: the ids of both."""
    letter = make.keep(store, SOURCE, title="Brandt to Vale")
    article = make.keep(store, ARTICLE, title="Six minutes", kind=Kind.ARTICLE, date="2031-05-28", creator="Jo Quist")
    room.catch_up()
    Lookout(store, room).look()
    return letter.id, article.id


def page(client, address):
    return client.get(address).get_data(as_text=True)


def judged(client, article, number=1, **said):
    return client.post(f"/documents/{article}@1/quotations/{number}/judgements", data={"csrf": client.csrf, **said})


def test_the_ledger_shows_how_each_quotation_stands(anonymous, case):
    """A card each, the text tinted, and the counts in a line; whoever may read may see it."""
    told = page(anonymous, f"/documents/{case[1]}/quotations")
    assert "3 quotations: 1 exact, 1 misquoted, 1 cannot check." in told
    assert re.findall(r'class="quote-card t-(\w+)"', told) == ["good", "wrong", "open"]
    assert re.findall(r'class="quoted t-(\w+)" id="q-(\d)"', told) == [("good", "0"), ("wrong", "1"), ("open", "2")]
    assert "no transcript" in told


def test_a_card_leads_to_the_very_words(anonymous, case):
    """Its link opens the source at the span, and they stand there."""
    told = page(anonymous, f"/documents/{case[1]}/quotations")
    href = re.search(rf'href="(/documents/{case[0]}@1\?at=\d+-\d+)', told)[1]
    assert '<mark class="cited" id="cited">The counting box does not need faces' in page(anonymous, href)


def test_what_documents_print_is_never_markup(anonymous, case):
    """Signs of HTML in a quotation are shown as they are."""
    told = page(anonymous, f"/documents/{case[1]}/quotations")
    assert "&lt;again&gt;" in told
    assert "<again>" not in told


def test_a_ledger_is_narrowed_to_a_standing(anonymous, case):
    """Only its cards and tints remain; the counts stay."""
    told = page(anonymous, f"/documents/{case[1]}/quotations?show=misquoted")
    assert re.findall(r'id="card-(\d)"', told) == ["1"]
    assert "3 quotations:" in told


def test_the_same_as_json(anonymous, case):
    """Spans are code points of the text, places name their revision, differences say what differs."""
    told = anonymous.get(f"/documents/{case[1]}/quotations.json").get_json()
    one = told["quotations"][1]
    assert told["text"][one["start"] : one["end"]] == one["exact"]
    assert (one["verdict"], one["named"]) == ("misquoted", True)
    place = one["places"][0]
    assert SOURCE[place["start"] : place["end"]] == place["exact"]
    assert "not" in {difference["was"].strip() for difference in one["differences"]}


def test_the_same_as_csv(anonymous, case):
    """A line a quotation."""
    response = anonymous.get(f"/documents/{case[1]}/quotations.csv")
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert [row["verdict"] for row in rows] == ["exact", "misquoted", "cannot check"]
    assert rows[0]["document"] == case[0]


def test_another_form_is_not_there(anonymous, case):
    """404, with the forms that are."""
    response = anonymous.get(f"/documents/{case[1]}/quotations.doc")
    assert (response.status_code, ".jsonld" in response.get_data(as_text=True)) == (404, True)


def test_a_ledger_as_web_annotations(anonymous, sign_in, case):
    """Verdicts assess, traces link, and what a reviewer says stands beside them."""
    judged(sign_in("Cy", Role.REVIEWER), case[1], ruling="confirmed", comment="I looked.")
    told = json.loads(anonymous.get(f"/documents/{case[1]}@1/quotations.jsonld").data)
    motivations = [item["motivation"] for item in told["first"]["items"]]
    assert (motivations.count("linking"), motivations.count("assessing"), told["total"]) == (2, 4, 6)
    assert {item["creator"]["type"] for item in told["first"]["items"]} == {"Software", "Person"}


def test_a_reviewer_confirms_and_the_machine_s_verdict_stays(sign_in, case):
    """The card says both; progress is counted."""
    client = sign_in("Cy", Role.REVIEWER)
    response = judged(client, case[1], ruling="confirmed", comment="The not is gone.")
    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"/documents/{case[1]}@1/quotations?near=1#card-1",
    )
    told = page(client, f"/documents/{case[1]}/quotations")
    assert "1 of 3 reviewed" in told
    assert "The not is gone." in told
    assert '<strong class="label">Misquoted</strong>' in told


def test_a_reviewer_names_another_place(sign_in, store, case):
    """The verdict there is found by the machine, and holds from then on."""
    client = sign_in("Cy", Role.REVIEWER)
    other = make.keep(store, "He said: the counting box does need faces to count heads.")
    assert judged(client, case[1], ruling="corrected", place=f"/documents/{other.id}@1?at=9-56").status_code == 303
    told = client.get(f"/documents/{case[1]}/quotations.json").get_json()["quotations"][1]
    assert (told["verdict"], told["machine_verdict"]) == ("exact", "misquoted")


@pytest.mark.parametrize(
    "said",
    [
        {"ruling": "guessed"},
        {"ruling": "comment", "comment": "  "},
        {"ruling": "corrected"},
        {"ruling": "confirmed", "place": "/documents/22222222@1?at=0-4"},
        {"ruling": "corrected", "place": "somewhere"},
        {"ruling": "confirmed", "comment": "x" * 10_001},
    ],
)
def test_a_judgement_that_says_nothing_is_not_kept(sign_in, store, case, said):
    """422 with the reason, and nothing is stored."""
    response = judged(sign_in("Cy", Role.REVIEWER), case[1], **said)
    assert (response.status_code, store.judgements.on(case[1], 1)) == (422, {})
    assert "This was not kept" in response.get_data(as_text=True)


def test_a_place_with_nothing_of_the_quotation_is_refused(sign_in, store, case):
    """A correction must be one."""
    other = make.keep(store, "Quite another matter.")
    response = judged(
        sign_in("Cy", Role.REVIEWER), case[1], ruling="corrected", place=f"/documents/{other.id}@1?at=0-20"
    )
    assert (response.status_code, store.judgements.on(case[1], 1)) == (422, {})


def test_a_quotation_that_is_not_there_cannot_be_judged(sign_in, case):
    """404."""
    assert judged(sign_in("Cy", Role.REVIEWER), case[1], number=77, ruling="confirmed").status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.ANNOTATOR])
def test_only_reviewers_judge(sign_in, case, role):
    """403 for others."""
    assert judged(sign_in("Ben", role), case[1], ruling="confirmed").status_code == 403


def test_a_letter_shows_who_quotes_it(anonymous, case):
    """Each stretch once, with a link to the quotation in its ledger; the reading view says how often."""
    told = page(anonymous, f"/documents/{case[0]}/quoted")
    assert "Quoted 2 times by 1 document." in told
    assert f"/documents/{case[1]}@1/quotations?near=0#q-0" in told
    assert "quoted 2 times" in page(anonymous, f"/documents/{case[0]}")
    assert "3 quotations" in page(anonymous, f"/documents/{case[1]}")


def test_who_quotes_a_letter_for_machines(anonymous, case):
    """The words at each span are those of the letter."""
    told = anonymous.get(f"/documents/{case[0]}/quoted.json").get_json()
    assert told["total"] == 2
    assert {SOURCE[each["start"] : each["end"]] for each in told["quoted"]} == {
        each["exact"] for each in told["quoted"]
    }


def test_finds_are_listed_and_fed(anonymous, store, room, case):
    """What a new document settles is told, with a link to the quotation."""
    make.keep(store, "We were told that nobody will ever look at any of that <again>.", title="Vale to Brandt")
    room.catch_up()
    Lookout(store, room).look()
    told = page(anonymous, "/finds")
    assert "Cannot check → <strong>exact</strong>" in told
    assert f"/documents/{case[1]}@1/quotations?near=2#card-2" in told
    assert "Vale to Brandt" in page(anonymous, "/finds.atom")


def test_a_new_revision_tells_what_became_of_its_quotations(anonymous, store, room, case):
    """Added, dropped, altered: against the revision before, on the page and in JSON."""
    article = store.documents.get(case[1])
    make.revise(store, article, ARTICLE.replace("does need faces", "does not need a face") + " “One more.”")
    room.catch_up()
    Lookout(store, room).look()
    told = anonymous.get(f"/documents/{case[1]}/quotations.json").get_json()["since_revision_before"]
    assert [each["fate"] for each in told] == ["altered", "added"]
    assert "2 quotations changed" in page(anonymous, f"/documents/{case[1]}/quotations")
    assert "changed" not in page(anonymous, f"/documents/{case[1]}@1/quotations")


def test_notes_on_changes_are_listed_with_their_place(anonymous, store):
    """Each leads to its very words; what it says is never markup."""
    text = f"{ARTICLE}\n\nUpdate, 3 May: an earlier version quoted <b>Ida</b> otherwise."
    article = make.keep(store, text, title="Six minutes", kind=Kind.ARTICLE)
    told = page(anonymous, f"/documents/{article.id}/quotations")
    listed = re.search(r'<ul class="updates".*?</ul>', told, re.S)[0]
    assert "<strong>3 May</strong>" in listed
    assert "&lt;b&gt;Ida" in listed
    href = re.search(r'href="([^"]+)"', listed)[1]
    assert 'id="cited">Update, 3 May' in page(anonymous, href)
    (note,) = anonymous.get(f"/documents/{article.id}/quotations.json").get_json()["update_notes"]
    assert text[note["start"] : note["end"]].startswith("Update, 3 May: an earlier")


def test_a_hot_page_asks_little(anonymous, case, questions):
    """A ledger is a few questions to the database, however many quotations it has; one is whether it is withdrawn."""
    assert questions(lambda: page(anonymous, f"/documents/{case[1]}/quotations")) <= 11
