"""The description in the browser: shown with its evidence, corrected, taken back."""

import html
import re

import pytest

from archive.access import Role
from archive.findings import Finding, Origin
from web.present.description import source_words

LETTER = b"Toll Office\n14 March 2031\n\nDear Ms Example,\n\nPay.\n\nYours sincerely,\nAnna Writer\n"


@pytest.fixture
def letter(curator, store, upload):
    """A letter that was taken in by upload."""
    upload(curator, ("letter.txt", LETTER))
    return store.documents.ids()[0]


def form_of(page):
    """Return what the form on a page would send if nobody touched it, by name."""
    found = dict(re.findall(r'<input[^>]*name="([\w-]+)" value="([^"]*)"', page))
    found["kind"] = re.search(r'<option value="([^"]*)" selected', page)[1]
    return {name: html.unescape(value) for name, value in found.items()}


def send(client, document, **changes):
    """Fill in the form as it stands now, and send it with these changes."""
    address = f"/documents/{document}/description"
    form = form_of(client.get(address).get_data(as_text=True))
    return client.post(address, data=form | changes)


def test_the_reading_view_says_on_what_the_description_rests(anonymous, store, letter):
    """Each value with its source in words, and a link to its very words on the pinned revision."""
    page = anonymous.get(f"/documents/{letter}").get_data(as_text=True)
    assert "from the text: signature, certainty 80\u00a0%" in page
    start = LETTER.decode().index("Anna Writer")
    assert f'href="/documents/{letter}@1?at={start}-{start + 11}"' in page
    assert "cited" in anonymous.get(f"/documents/{letter}@1?at={start}-{start + 11}").get_data(as_text=True)


def test_who_may_correct_sees_the_way(anonymous, ada, curator, letter):
    """And nobody else gets through."""
    address = f"/documents/{letter}/description"
    assert address in curator.get(f"/documents/{letter}").get_data(as_text=True)
    for client in (anonymous, ada):
        assert address not in client.get(f"/documents/{letter}").get_data(as_text=True)
        assert client.get(address).status_code == 403
    assert ada.post(address, data={"csrf": ada.csrf, "title": "Mine"}).status_code == 403


def test_a_form_without_the_sessions_token_is_refused(curator, store, letter):
    """Another site cannot send it."""
    assert curator.post(f"/documents/{letter}/description", data={"title": "Theirs"}).status_code == 403
    assert store.documents.get(letter).description.title == "Toll Office"


def test_a_correction_is_shown_searchable_and_told_to_machines(curator, anonymous, store, letter):
    """With who made it and what it was."""
    assert send(curator, letter, creator="A. Writer; B. Other", title="Tolls <b>rise</b>").status_code == 303
    page = curator.get(f"/documents/{letter}").get_data(as_text=True)
    assert "corrected by Cy, 14 March 2031; was “Anna Writer”" in page
    assert "Tolls &lt;b&gt;rise&lt;/b&gt;" in page
    assert anonymous.get("/search.json?q=title:rise").json["total"] == 1
    wire = curator.get(f"/documents/{letter}@1.json").json
    assert [(made["field"], made["person"]) for made in wire["corrections"]] == [("creator", "Cy"), ("title", "Cy")]
    assert [found["value"] for found in wire["findings"] if found["field"] == "creator"] == ["Anna Writer"]
    assert (
        wire["text"][slice(*next((f["start"], f["end"]) for f in wire["findings"] if f["field"] == "date"))]
        == "14 March 2031"
    )


def test_a_form_sent_untouched_corrects_nothing(curator, store, letter):
    """Only what is changed becomes a correction."""
    assert send(curator, letter).status_code == 303
    assert store.corrections.of(letter) == []


def test_a_correction_is_taken_back(curator, store, letter):
    """By the button beside it; what else was typed is saved."""
    send(curator, letter, creator="Somebody")
    assert send(curator, letter, revert="creator", publisher="The Lantern").status_code == 303
    described = store.documents.get(letter).description
    assert (described.creator, described.publisher) == ("Anna Writer", "The Lantern")
    assert [made.field for made in store.corrections.of(letter)] == ["publisher"]


def test_what_cannot_be_right_is_shown_again_with_the_reason(curator, store, letter):
    """What was typed is not lost, and nothing is saved."""
    response = send(curator, letter, date="soon", creator="Kept while typing")
    page = response.get_data(as_text=True)
    assert (response.status_code, "write 2031, 2031-03 or 2031-03-14" in page) == (422, True)
    assert {"soon", "Kept while typing"} <= set(form_of(page).values())
    assert store.corrections.of(letter) == []


def test_who_comes_second_sees_both(curator, sign_in, store, letter):
    """A stale form changes nothing, says what stands now, and can be sent again knowingly."""
    address = f"/documents/{letter}/description"
    stale = form_of(curator.get(address).get_data(as_text=True))
    send(sign_in("Bo", Role.REVIEWER), letter, creator="Bo was faster")
    response = curator.post(address, data=stale | {"creator": "Cy came second"})
    page = response.get_data(as_text=True)
    assert (response.status_code, store.documents.get(letter).description.creator) == (412, "Bo was faster")
    assert "Meanwhile set to <q>Bo was faster</q>" in page
    assert curator.post(address, data=form_of(page)).status_code == 303
    assert store.documents.get(letter).description.creator == "Cy came second"


def test_a_note_that_says_nothing_leaves_fields_unknown(curator, anonymous, store, upload):
    """No author, no recipient, no kind: the page does not invent any."""
    upload(curator, ("note.txt", b"A note about nothing in particular."))
    page = anonymous.get(f"/documents/{store.documents.ids()[0]}").get_data(as_text=True)
    section = page.partition('<section class="description"')[2].partition("</section>")[0]
    assert re.findall("<dt>(.*?)</dt>", section) == ["Title"]


def test_a_sidecar_may_be_sent_with_its_file(curator, store, upload):
    """It describes the file and is no document."""
    upload(curator, ("tolls.txt", LETTER), ("tolls.meta.yaml", b"title: Told\nshelfmark: A 12\n"))
    (document,) = store.documents.ids()
    assert store.documents.get(document).description.title == "Told"
    page = curator.get(f"/documents/{document}").get_data(as_text=True)
    assert "<dt>shelfmark</dt><dd>A 12" in page


def test_a_sidecar_without_its_file_is_refused(curator, store, upload):
    """A slip in its name would otherwise go unseen."""
    response = upload(curator, ("tolls.txt", LETTER), ("tols.meta.yaml", b"title: Told\n"))
    assert (response.status_code, "tols.meta.yaml" in response.get_data(as_text=True)) == (422, True)
    assert store.documents.count() == 0


def test_what_was_corrected_stands_whatever_becomes_of_the_index(curator, store, letter, room, monkeypatch):
    """An index that cannot be written is no reason to say that nothing was stored."""
    monkeypatch.setattr(room, "catch_up", lambda: 1 / 0)
    assert send(curator, letter, title="The toll").status_code == 303
    assert store.documents.get(letter).description.title == "The toll"


@pytest.mark.parametrize(("field", "told"), [("title", ""), ("creator", ", not used")])
def test_a_doubtful_title_is_used_all_the_same_and_not_said_to_be_unused(field, told):
    """A document must be called something; another doubtful value is only shown."""
    words = source_words(Finding(field, "Dear Sir,", Origin.TEXT, 30, "first line"))
    assert words == f"from the text: first line, certainty 30\u00a0%{told}"
