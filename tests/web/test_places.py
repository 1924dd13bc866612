"""What became of notes in a later revision, and how people settle what is doubtful, by forms."""

import html
import json
import re

import make
import pytest

from archive.access import Role
from archive.annotations import Visibility
from archive.carrying import carry_due
from archive.citations import cite
from archive.marking import reply, withdraw
from archive.spans import Span
from web import urls
from web.desk import begin
from web.present import places
from web.present.annotation import MEDIA_TYPE

OLD = (
    "We hold our products to the highest standards of the trade.\n\n"
    "The cameras were sold in March to nobody who asked.\n\n"
    "A copy of all tokens was sent to Pellam every Sunday night."
)
NEW = (
    OLD.partition("\n\nA copy")[0].replace("March", "April") + "\n\nTokens went to Pellam, and the fish is fresh today."
)
GONE = "A copy of all tokens was sent to Pellam every Sunday night."


@pytest.fixture
def document(store):
    return make.keep(store, OLD, title="Brandt to Vale")


@pytest.fixture
def notes(ada, store, document):
    """One note that stays, one whose words are gone, and one that is Ada's alone."""
    author = make.actor("Ada")
    stays = make.note(store, author, document, "highest standards of the trade", "Which?")
    gone = make.note(store, author, document, GONE, "Really?")
    private = make.note(store, author, document, "copy of all tokens was sent", "Mine.", visibility=Visibility.PRIVATE)
    make.revise(store, document, NEW)
    return stays, gone, private


def page(client, document):
    return html.unescape(client.get(f"/documents/{document.id}@2/places").get_data(as_text=True))


def test_notes_that_an_older_version_left_behind_are_carried_over_at_the_start(app, store, document, notes):
    """Nobody need open the list."""
    begin(app.extensions["verbatim"])
    assert store.anchors.on(document.id, 2).keys() == {note.id for note in notes}


def test_an_answer_to_a_note_that_was_taken_away_goes_along_to_a_later_revision(ada, store, document):
    """Where its words stand it has its card; where they do not, somebody can say where it belongs."""
    author = make.actor("Ada")
    for words in ("highest standards of the trade", GONE):
        note = make.note(store, author, document, words)
        reply(store, author, note.id, f"An answer on {words[:7]}")
        withdraw(store, author, note.id, expected=1)
    make.revise(store, document, NEW)
    carry_due(store)
    shown = ada.get(f"/documents/{document.id}").text
    assert ("An answer on highest" in shown, "An answer on A copy" in shown) == (True, False)
    assert "The note itself is no longer here." in shown
    assert "1 note of earlier revisions has no sure place here." in shown
    assert "It stands nowhere in this revision" in page(ada, document)


def test_very_many_places_are_shown_by_pages(monkeypatch, ada, document, notes):
    """Those that wait first; a page that is not there is the last one."""
    monkeypatch.setattr(places, "_ON_A_PAGE", 1)
    first = page(ada, document)
    assert ("Page 1 of 3" in first, first.count('class="place"')) == (True, 1)
    assert "It stands nowhere in this revision" in first
    last = html.unescape(ada.get(f"/documents/{document.id}@2/places?page=9").text)
    assert "Page 3 of 3" in last
    assert "highest standards of the trade" in last


def settle(client, note, **said):
    return client.post(f"/annotations/{note.id}/place", data={"csrf": client.csrf, "revision": 2, "part": 0, **said})


def place(store, document, note):
    return store.anchors.on(document.id, 2)[note.id][0]


def test_all_passages_are_counted_for_those_who_see_them(anonymous, ada, document, notes):
    """Private ones for their author alone; visitors are offered nothing to decide."""
    told = page(anonymous, document)
    assert "2 passages: 1 kept, 0 moved, 0 changed, 0 ambiguous, 1 gone." in told
    assert ("Waiting for a person" in told, "It stands nowhere" in told) == (True, False)
    told = page(ada, document)
    assert "3 passages: 1 kept, 0 moved, 0 changed, 0 ambiguous, 2 gone." in told
    assert told.count("It stands nowhere in this revision") == 2


def test_a_person_says_that_it_stands_nowhere(ada, store, document, notes):
    """Then it waits no more, here and on the document's page."""
    page(ada, document)
    settled = settle(ada, notes[1], gone="yes")
    assert (settled.status_code, settled.location) == (303, f"/documents/{document.id}@2/places")
    assert page(ada, document).count("It stands nowhere in this revision") == 1
    assert "1 note of earlier revisions has no sure place" in ada.get(f"/documents/{document.id}").get_data(
        as_text=True
    )


def test_a_person_names_the_place_by_its_words(ada, store, document, notes):
    """The note then stands there, in the text and in its card; who decided is kept."""
    page(ada, document)
    at = NEW.index("Tokens went")
    assert settle(ada, notes[1], span=f"{at}-{at + 21}", exact="Tokens went to Pellam").status_code == 303
    decided = place(store, document, notes[1])
    assert (decided.span, decided.settled_by) == (Span(at, at + 21), "ada")
    shown = html.unescape(ada.get(f"/documents/{document.id}@2").get_data(as_text=True))
    assert re.search(rf'id="mark-{notes[1].id}"[^>]*>Tokens went to Pellam<', shown)
    assert "made on revision 1; changed here by a person" in shown
    assert "a person decided" in page(ada, document)


def test_a_person_names_the_place_by_a_citation(curator, store, document, notes):
    """A reviewer may, of others' notes; the citation has the words."""
    page(curator, document)
    span = Span(NEW.index("Tokens"), NEW.index(", and"))
    cited = urls.citation(cite(store.revisions.get(document.id, 2), span))
    assert settle(curator, notes[1], cited=f"http://localhost{cited}").status_code == 303
    assert (place(store, document, notes[1]).span, place(store, document, notes[1]).settled_by) == (span, "cy")


@pytest.fixture
def elsewhere(store):
    """Citations of words that are not in this revision of this document."""
    other = make.keep(store, "Quite another letter.")

    def of(document, number):
        return urls.citation(cite(store.revisions.get(document, number), Span(0, 5)))

    return lambda document: [of(document.id, 1), of(other.id, 1), "https://elsewhere.example/", "x"]


def test_what_does_not_hold_is_refused_and_waits_on(ada, store, document, notes, elsewhere):
    """Other words, past the end, no numbers, other revisions, other documents."""
    page(ada, document)
    before = place(store, document, notes[1])
    wrong = [
        {},
        {"span": "0-5", "exact": "We holds"},
        {"span": "0-90000", "exact": NEW},
        {"span": "5-0", "exact": "We"},
        {"span": "2-3", "exact": " "},
        {"part": "one", "gone": "yes"},
        {"revision": "2.0", "gone": "yes"},
        *({"cited": cited} for cited in elsewhere(document)),
    ]
    assert {(settle(ada, notes[1], **said).status_code) for said in wrong} <= {404, 422}
    assert settle(ada, notes[1], part=1, gone="yes").status_code == 404
    assert settle(ada, notes[1], revision=1, gone="yes").status_code == 404
    assert place(store, document, notes[1]) == before


def test_strangers_do_not_decide(sign_in, store, document, notes):
    """403 of what they see, 404 of what they do not, a reviewer too."""
    bo, dee = sign_in("Bo"), sign_in("Dee", Role.REVIEWER)
    page(bo, document)
    answers = [settle(client, note, gone="yes").status_code for client in (bo, dee) for note in (notes[2],)]
    assert (settle(bo, notes[1], gone="yes").status_code, answers) == (403, [404, 404])
    assert "It stands nowhere" not in page(bo, document)


def test_a_note_put_on_an_earlier_revision_is_looked_for_in_the_newest_at_once(ada, store, document, notes):
    """So that search finds it; also where it is put on other words."""
    words = "We hold our products"
    source = f"http://localhost/documents/{document.id}@1"
    sent = {
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": 0, "end": len(words)},
                {"type": "TextQuoteSelector", "exact": words},
            ],
        },
        "body": {"type": "TextualBody", "value": "early", "purpose": "tagging"},
    }
    asked = {"content_type": MEDIA_TYPE, "headers": {"X-CSRF-Token": ada.csrf, "If-Match": '"1"'}}
    made = ada.post(f"/documents/{document.id}/annotations/", data=json.dumps(sent), **asked)
    assert (made.status_code, store.passages.annotated().tags[-1]) == (201, (f"{document.id}@2#0", ("early",)))
    sent["target"]["selector"] = {"type": "TextQuoteSelector", "exact": "nobody who asked"}
    moved = ada.put(made.headers["Location"], data=json.dumps(sent), **asked)
    assert (moved.status_code, store.passages.annotated().tags[-1]) == (200, (f"{document.id}@2#1", ("early",)))
