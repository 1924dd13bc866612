"""The standing of a citation over HTTP, and withdrawn documents."""

import re

import make
import pytest

from archive.access import Role
from archive.citations import cite
from archive.marking import Draft, annotate
from archive.selectors import describe
from archive.spans import Span
from archive.withdrawing import show_again, withdraw_document
from web import urls
from web.present.citation_forms import FORMS
from web.present.styled import STYLES

WORDS = "we hold our products to the industry’s highest standards"


@pytest.fixture
def text(store, letter):
    return store.revisions.text(letter.id, 1)


@pytest.fixture
def cited(store, letter, text):
    """The address of a citation of the letter's first revision."""
    start = text.index(WORDS)
    return urls.citation(cite(store.revisions.get(letter.id, 1), Span(start, start + len(WORDS))))


@pytest.fixture
def admin(store):
    return make.person(store, "Di", Role.ADMIN)


def asked(client, address):
    """Return what the page says and what the JSON says."""
    return client.get(address).get_data(as_text=True), client.get(f"{address}.json").json


AFTER = {
    "intact": lambda text: text.replace("March", "April"),
    "moved": lambda text: f"{text.replace(f', and {WORDS}', '')}\n\nAs was said, {WORDS}, and we always shall.",
    "changed": lambda text: text.replace("our products to", "each product to"),
    "ambiguous": lambda _: f"{WORDS}.\n\nOther words.\n\n{WORDS}.\n\nMore of them.\n\n{WORDS}.",
    "gone": lambda _: "We have nothing to say on that.",
}
WORD = {"intact": "✓ Intact", "moved": "→ Moved", "changed": "≠ Changed", "ambiguous": "? Ambiguous", "gone": "– Gone"}


@pytest.mark.parametrize("standing", AFTER)
def test_each_standing_is_said_with_the_way_to_where_the_words_are_now(anonymous, store, letter, text, cited, standing):
    """On the page and in JSON; each fresh address is intact itself."""
    make.revise(store, letter, AFTER[standing](text))
    page, told = asked(anonymous, cited)
    assert told["standing"] == standing
    assert f'<p class="standing {standing}" role="status"><strong>{WORD[standing]}' in page
    assert f"“{WORDS}”" in page
    assert bool(told["now"]) is (standing != "gone")
    for address in told["now"]:
        assert f">{address}</a>" in page
        fresh = anonymous.get(f"{address}.json").json
        assert fresh["standing"] == "intact"
        assert (fresh["exact"] == WORDS) is (standing != "changed")


def test_a_change_is_shown_word_by_word(anonymous, store, letter, text, cited):
    """What went and what came."""
    make.revise(store, letter, AFTER["changed"](text))
    page = anonymous.get(cited).get_data(as_text=True)
    assert "<del>our products</del><ins>each product</ins> to the industry’s" in page


def test_what_the_texts_say_never_becomes_markup(anonymous, store):
    """Neither the cited words nor those in their place."""
    document = make.keep(store, "Some words <b>here</b> and there, all of them said.")
    address = urls.citation(cite(store.revisions.get(document.id, 1), Span(0, 30)))
    make.revise(store, document, "Some words <i>here</i> and there, all of them said.")
    page, told = asked(anonymous, address)
    assert told["standing"] == "changed"
    assert not [tag for tag in ("<b>here", "<i>here", "<i>") if tag in page]


@pytest.mark.parametrize("ending", ["", ".json", ".bib", ".txt"])
def test_a_forged_citation_is_answered_409_in_every_form(anonymous, store, letter, text, cited, ending):
    """Though a newer revision is there."""
    make.revise(store, letter, AFTER["intact"](text))
    forged = cited[:-12] + "0123456789ab"
    reply = anonymous.get(forged + ending)
    assert reply.status_code == 409
    assert "intact" not in reply.get_data(as_text=True).lower()


@pytest.mark.parametrize(
    "ending", ["", ".txt", ".json", ".original", "@1", "/annotations/", "@1/quotations", "/compare/1-1", "/timeline"]
)
def test_every_address_of_a_withdrawn_document_says_what_it_was_and_why_it_is_gone(
    anonymous, store, letter, admin, ending
):
    """410, never a bare 404; its words are not there."""
    withdraw_document(store, admin, letter.id, reason="names a witness")
    reply = anonymous.get(f"/documents/{letter.id}{ending}")
    told = reply.get_data(as_text=True)
    assert reply.status_code == 410
    assert "names a witness" in told
    assert "Brandt to Vale" in told
    assert "shipment" not in told


def test_no_address_that_is_read_gives_a_word_of_a_withdrawn_document(app, sign_in, store, letter, cited, admin):
    """Every route that names a document, for an administrator too; every form of a citation; oEmbed and the basket."""
    span = cited.rpartition("/")[2]
    parts = {"reference": f"{letter.id}@1", "cited": span, "pair": "1-1", "number": "1", "other": letter.id}
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.arguments and "GET" in rule.methods]
    named = [rule.replace("<int:", "<") for rule in rules if "<reference>" in rule]
    walked = [re.sub("<([a-z]+)>", lambda part: parts.get(part[1], "json"), rule) for rule in named]
    walked += [f"{cited}.{ending}" for ending in ("json", *FORMS)] + [f"{cited}.txt?style={style}" for style in STYLES]
    walked += [f"/documents/{make.keep(store, 'Another.').id}/witnesses/{letter.id}"]
    walked += [f"/oembed?url=http://localhost{cited}"]
    client = sign_in("Root", Role.ADMIN)
    assert len(walked) > 30
    withdraw_document(store, admin, letter.id, reason="names a witness")
    told = {address: client.get(address) for address in walked}
    assert {address: reply.status_code for address, reply in told.items() if reply.status_code != 410} == {}
    basket = client.post("/basket", data={"cites": cited, "form": "md", "csrf": client.csrf})
    assert (basket.status_code, "was withdrawn on" in basket.get_data(as_text=True)) == (422, True)
    assert [reply.request.path for reply in (*told.values(), basket) if b"shipment" in reply.data] == []


def test_a_citation_of_a_withdrawn_document_says_what_was_cited(anonymous, store, letter, cited, admin):
    """Title, writer, date, digest and span; and whether it fitted."""
    withdraw_document(store, admin, letter.id, reason="names a witness")
    page = anonymous.get(cited)
    told = page.get_data(as_text=True)
    span, _, check = cited.rpartition("/")[2].partition("~")
    sha256 = store.revisions.get(letter.id, 1).frozen.text_sha256
    assert page.status_code == 410
    assert [
        said for said in ("Ida Brandt", "2031-03-01", span, check, sha256, "The check fits") if said not in told
    ] == []
    wire = anonymous.get(f"{cited}.json")
    assert (wire.status_code, wire.json["cited"]["check"], wire.json["reason"]) == (410, check, "names a witness")
    forged = anonymous.get(cited[:-12] + "0123456789ab").get_data(as_text=True)
    assert "The check fits" not in forged
    assert "not the words that were cited" in forged


def test_a_withdrawn_document_is_in_no_list_and_comes_back(anonymous, store, room, letter, admin):
    """Search, shelf, time line and feed; all of it can be undone."""
    places = ["/search.json?q=shipment", "/documents", "/timeline.json", "/search.atom?q=shipment"]
    before = [anonymous.get(place).get_data(as_text=True) for place in places]
    withdraw_document(store, admin, letter.id, reason="names a witness")
    room.catch_up()
    assert store.documents.count() == 0
    during = [anonymous.get(place).get_data(as_text=True) for place in places]
    assert [letter.id in told for told in before] == [True] * 4
    assert [letter.id in told for told in during] == [False] * 4
    show_again(store, admin, letter.id)
    room.catch_up()
    assert store.documents.count() == 1
    assert letter.id in anonymous.get(places[0]).get_data(as_text=True)
    assert anonymous.get(f"/documents/{letter.id}").status_code == 200


def test_an_index_that_is_built_anew_leaves_it_out(anonymous, store, room, letter, admin):
    """Not only the entry of the outbox does."""
    withdraw_document(store, admin, letter.id, reason="names a witness")
    room.rebuild()
    assert anonymous.get("/search.json?q=shipment").json["total"] == 0


def test_annotations_of_a_withdrawn_document_are_withdrawn_with_it(anonymous, store, letter, text, admin):
    """Their own addresses say so; lists leave them out."""
    span = Span(2, 9)
    note = annotate(store, admin, Draft(letter.id, 1, span, describe(text, span), "A note"))
    assert note.id in anonymous.get("/annotations").get_data(as_text=True)
    withdraw_document(store, admin, letter.id, reason="names a witness")
    assert anonymous.get(f"/annotations/{note.id}").status_code == 410
    assert note.id not in anonymous.get("/annotations").get_data(as_text=True)


def test_a_newest_text_that_was_altered_is_a_fault_and_never_intact(anonymous, store, letter, text, cited):
    """500, as for the pinned one."""
    make.revise(store, letter, AFTER["intact"](text))
    with store._database.writing() as connection:
        connection.exec_driver_sql("update texts set text = text || '!' where revision = 2")
    reply = anonymous.get(cited)
    assert reply.status_code == 500
    assert "Intact" not in reply.get_data(as_text=True)
