"""Annotating in a real browser: several passages, threads, kinds, who sees what, the keyboard alone, two people."""

import re

import make
import pytest
from browsing import LETTER, comment, marked, select

from archive.access import Role
from archive.annotations import Motivation, Visibility
from archive.store.people import Purpose
from web.security import SESSION_COOKIE

pytestmark = pytest.mark.browser

ODD = "😀 Dear Vale,\n\nA family 👨‍👩‍👧‍👦 reads שָׁלוֹם עולם and Zal\u0300go\u0302\u0323, twice.\n\nYours"
PAGES = "Dear Vale,\n\nThe cameras were sold in March.\fNobody asked for them.\n\nYours, Ida Brandt"


def ready(page, document):
    page.goto(f"/documents/{document.id}")
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")


def toolbar(page, name):
    page.get_by_role("toolbar").get_by_role("button", name=name).click()


def kept(store, document, viewer="Ada"):
    return store.annotations.on(document.id, viewer=make.actor(viewer))


def another(chromium, address, store, name="Bo", role=Role.ANNOTATOR, **rest):
    """Return a window of somebody else, signed in."""
    person = make.person(store, name, role)
    store.people.issue(f"session-{name}", Purpose.SESSION, person.id, expires=store.clock.later(60))
    context = chromium.new_context(base_url=address[0], viewport={"width": 1280, "height": 900}, **rest)
    context.add_cookies([{"name": SESSION_COOKIE, "value": f"session-{name}", "url": address[0]}])
    return context.new_page()


def test_one_note_on_two_passages_is_then_put_on_another(reader, store, put):
    """Gathered with `+`; both are marked, both lead from the card; adjusting leaves what the note says."""
    document = put(LETTER)
    ready(reader, document)
    select(reader, "highest standards")
    reader.keyboard.press("+")
    comment(reader, "before the inquiry", "Both.")
    (note,) = kept(store, document)
    assert [each.quote.exact for each in note.anchors] == ["highest standards", "before the inquiry"]
    assert marked(reader) == "highest standardsbefore the inquiry"
    for link, mark in zip(reader.locator(f"#note-{note.id} .of a").all(), (note.id, f"{note.id}-2"), strict=True):
        link.click()
        assert reader.locator(f"#mark-{mark}:target").count() == 1
    reader.get_by_role("button", name="Adjust passage").click()
    select(reader, "isn’t approved")
    with reader.expect_response(lambda response: response.request.method == "PUT") as put_on:
        toolbar(reader, "Place the note here")
    assert put_on.value.status == 200
    reader.locator("#text mark.note", has_text=re.compile("^isn’t approved$")).wait_for()
    (note,) = kept(store, document)
    assert ([each.quote.exact for each in note.anchors], note.body, note.version) == (["isn’t approved"], "Both.", 2)
    assert reader.faults == []


def test_a_question_for_the_team_is_seen_as_it_will_be_and_kept_so(reader, store, put):
    """The dialog's preview, kind and visibility; what is kept is what was chosen."""
    document = put(LETTER)
    ready(reader, document)
    select(reader, "before the inquiry")
    toolbar(reader, "Comment")
    dialog = reader.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Comment").fill("Is *that* so? <b>x</b>")
    dialog.get_by_role("button", name="Preview").click()
    dialog.locator(".preview em").wait_for()
    assert dialog.locator(".preview").inner_text() == "Is that so? <b>x</b>"
    dialog.get_by_role("button", name="Write").click()
    dialog.get_by_role("combobox", name=re.compile("^As")).select_option(label="Question")
    dialog.get_by_role("combobox", name="Seen by").select_option(label="the team")
    dialog.get_by_role("button", name="Save").click()
    card = reader.locator(".note-card")
    card.wait_for()
    assert (card.locator(".why").text_content(), card.locator(".seen").text_content()) == ("question", "the team")
    (note,) = kept(store, document)
    assert (note.motivation, note.visibility) == (Motivation.QUESTIONING, Visibility.TEAM)
    assert store.annotations.on(document.id) == []
    assert reader.faults == []


def test_answering_needs_no_script_and_editing_keeps_the_thread(reader, chromium, address, store, put):
    """Bo answers with a plain form; with script he edits his answer in the dialog, and it stays where it was."""
    document = put(LETTER)
    note = make.note(store, make.actor("Ada"), document, "approved", "Is that so?")
    plain = another(chromium, address, store, java_script_enabled=False)
    plain.goto(f"/documents/{document.id}")
    plain.get_by_text("Reply", exact=True).click()
    plain.get_by_role("textbox", name="Reply").fill("It is.")
    plain.get_by_role("button", name="Send").click()
    plain.wait_for_url("**#note-*")
    assert plain.locator(f"#note-{note.id} .reply-card .body").inner_text() == "It is."
    state = plain.context.storage_state()
    plain.context.close()
    context = chromium.new_context(base_url=address[0], storage_state=state)
    page = context.new_page()
    ready(page, document)
    page.locator(".reply-card").get_by_role("button", name="Edit").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Comment").fill("It was.")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.locator(f"#note-{note.id} .reply-card .body", has_text="It was.").wait_for()
    context.close()


@pytest.mark.parametrize("words", ["family 👨‍👩‍👧‍👦 reads", "שָׁלוֹם עולם", "Zal\u0300go\u0302\u0323, twice"])
def test_the_keyboard_alone_marks_the_very_words(reader, store, put, words):
    """`v` puts a cursor into the text; arrows and Shift select sign by sign; `h` marks."""
    document = put(ODD)
    ready(reader, document)
    reader.keyboard.press("v")
    chosen = lambda: reader.evaluate("getSelection().toString()")  # noqa: E731
    reader.evaluate(
        """([words]) => {
          const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at >= 0) return getSelection().collapse(node, at ? at - 1 : at);
          }
        }""",
        [words],
    )
    reader.keyboard.press("ArrowRight")
    for _ in range(40):
        if len(chosen()) >= len(words):
            break
        reader.keyboard.press("Shift+ArrowRight")
    with reader.expect_response(lambda response: response.request.method == "POST") as made:
        reader.keyboard.press("h")
    assert made.value.status == 201
    assert [each.quote.exact for each in kept(store, document)] == [words]
    reader.reload()
    assert marked(reader) == words


def test_cards_stand_beside_their_marks_and_never_over_one_another(reader, store, put):
    """At 1280: a card begins at its mark or right below the card before it."""
    document = put(
        "\n\n".join(f"Paragraph {number} tells of camera{number} and of little else." for number in range(12))
    )
    author = make.actor("Ada")
    for number in (0, 1, 1, 2, 9):
        make.note(store, author, document, f"camera{number}", f"Note on {number}.\n\n" + "More.\n" * number)
    ready(reader, document)
    boxes = reader.evaluate(
        """() => [...document.querySelectorAll('.note-card')].map((card) => {
          const others = ['mark-' + card.dataset.id, 'text'].map((id) => document.getElementById(id));
          const [box, mark, text] = [card, ...others].map((each) => each.getBoundingClientRect());
          return [box.top, box.bottom, mark.top, box.left - text.right];
        })"""
    )
    free = 0
    for top, bottom, mark, beside in boxes:
        assert top >= free
        assert top == pytest.approx(max(mark, free + 10 if free else mark), abs=2)
        assert beside >= 0
        free = bottom
    assert len(boxes) == 5


def test_what_another_writes_appears_and_what_one_types_stays(reader, chromium, address, store, put):
    """Without reloading, after the next event; an answer half written is not lost; what was new then comes later."""
    document = put(LETTER)
    note = make.note(store, make.actor("Ada"), document, "approved", "Is that so?")
    ready(reader, document)
    bo = another(chromium, address, store)
    ready(bo, document)
    comment(bo, "industry’s highest standards", "From Bo.")
    reader.get_by_text("From Bo.").wait_for(timeout=8000)
    assert marked(reader) == "industry’s highest standardsapproved"
    card = reader.locator(f"#note-{note.id}")
    card.get_by_text("Reply", exact=True).click()
    card.get_by_role("textbox", name="Reply").fill("Half a thou")
    reader.locator("h1").click()
    with reader.expect_response(lambda answer: "events" in answer.url and "event: annotations" in answer.text()):
        comment(bo, "unseen", "Again Bo.")
    assert card.get_by_role("textbox", name="Reply").input_value() == "Half a thou"
    card.get_by_role("textbox", name="Reply").fill("")
    reader.locator("h1").click()
    reader.get_by_text("Again Bo.").wait_for(timeout=8000)
    bo.context.close()
    assert reader.faults == []


def test_a_mark_over_the_end_of_a_page_is_one(reader, store, put):
    """Its words on both pages carry it."""
    document = put(PAGES)
    note = make.note(store, make.actor("Ada"), document, "in March.\fNobody asked", "Over.")
    ready(reader, document)
    assert marked(reader).replace("\f", "") == "in March.Nobody asked"
    assert {mark.get_attribute("data-notes") for mark in reader.locator("#text mark.note").all()} == {note.id}
    assert reader.locator("section.page mark.note").count() >= 2


def test_marks_within_and_over_one_another_are_all_reached(reader, store, put):
    """A click shows the innermost note, another click the next; marks of the very same words too."""
    document = put(LETTER)
    author = make.actor("Ada")
    words = (
        "hold our products to the industry’s",
        "products",
        "products",
        "products to the industry’s highest standards",
    )
    notes = [make.note(store, author, document, each, f"Note {at}.").id for at, each in enumerate(words)]
    ready(reader, document)
    place = reader.locator("#text mark.note", has_text=re.compile("^products$"))
    assert set(place.get_attribute("data-notes").split()) == set(notes)
    reached = []
    for _ in notes:
        place.click()
        reached.append(reader.evaluate("document.activeElement.dataset.id"))
    assert sorted(reached) == sorted(notes)
