"""More notes than one page shows, in a real browser: whatever is named or made comes into view."""

import pytest

from archive.annotations import Annotation, Motivation
from archive.selectors import describe
from archive.spans import Span
from web import stretches

pytestmark = pytest.mark.browser

TEXT = "\n\n".join(f"Entry {number:02}: the shipment was seen." for number in range(40))
SELECT_LAST = "() => getSelection().selectAllChildren([...document.querySelectorAll('#text [data-start]')].pop())"


@pytest.fixture
def notes(monkeypatch, reader, store, put):
    """Seven notes of which a page shows three, in the margin and in the text; the address of the document."""
    monkeypatch.setattr(stretches, "CARDS", 3)
    monkeypatch.setattr(stretches, "MARKS", 5)
    document = put(TEXT)
    made = [_note(store, document.id, Span(at, at + 8)) for at in (35 * number for number in range(7))]
    return f"/documents/{document.id}@1", made


def _note(store, document, span):
    now, quote = store.clock.now(), describe(TEXT, span)
    kind = Motivation.HIGHLIGHTING
    made = Annotation(store.clock.new_id(), document, 1, span, quote, kind, "", "ada", "Ada", now, now, 1)
    store.annotations.add(made)
    return made


def test_an_old_address_of_a_note_brings_its_stretch(reader, notes):
    """The address names the note only behind #, which the server never sees."""
    address, made = notes
    reader.goto(f"{address}#mark-{made[6].id}")
    reader.locator(f"#note-{made[6].id}").wait_for()
    assert reader.locator("#text mark.note").all_text_contents() == [made[6].quote.exact]


def test_a_note_made_outside_the_stretch_is_shown(reader, notes):
    """A highlight at the end of the text, from the page of the first three notes."""
    reader.goto(notes[0])
    reader.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    reader.evaluate(SELECT_LAST)
    reader.get_by_role("toolbar").get_by_role("button", name="Highlight").click()
    reader.locator("#text mark.note", has_text="Entry 39").wait_for()
    assert reader.locator(".note-card .of", has_text="Entry 39").count() == 1
    assert reader.faults == []
