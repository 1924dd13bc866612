"""The whole road in a real browser: search, open, select with the mouse, comment, reload, cite."""

import pytest
from browsing import LETTER, PLACE, comment, marked, select

from archive.documents import Structure, StructureKind
from archive.spans import Span

pytestmark = pytest.mark.browser

ASTRAL = (
    "😀 𝒟ear Mr Vale 👩‍👩‍👧,\n\nA 🇬🇧 flag and a family 👨‍👩‍👧‍👦 stand before: "
    "the shipment isn’t approved at all.\n\nYours 😀"
)
WORDS = "shipment isn’t approved"


@pytest.mark.parametrize("text", [LETTER, ASTRAL], ids=["plain", "astral"])
def test_from_search_to_a_mark_that_stays_and_a_citation_that_opens(reader, store, put, text):
    """The mark stands on the same words after a reload, and the citation link opens them, intact."""
    words = WORDS if text is ASTRAL else "products to the industry’s highest"
    document = put(text)
    reader.goto("/")
    reader.get_by_role("searchbox").first.fill(words.replace("’", "'"))
    reader.keyboard.press("Enter")
    reader.locator("a[href*='#hit-']").first.click()
    reader.wait_for_url("**/documents/**")
    comment(reader, words, "Is that so?")
    assert marked(reader) == words
    reader.reload()
    assert marked(reader) == words
    (kept,) = store.annotations.on(document.id)
    assert kept.span.of(text) == kept.quote.exact == words
    select(reader, words)
    reader.get_by_role("toolbar").get_by_role("button", name="Copy citation").click()
    reader.get_by_text("Citation copied").wait_for()
    link = reader.evaluate("navigator.clipboard.readText()").split()[-1]
    reader.goto(link)
    assert "".join(reader.locator("mark.cited").all_text_contents()) == words
    assert reader.get_by_text("character for character").is_visible()
    assert reader.faults == []


def test_a_selection_over_several_blocks_is_one_mark(reader, store, put):
    """From one paragraph into the next, the blank line between them included."""
    document = put(LETTER)
    reader.goto(f"/documents/{document.id}")
    reader.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    start = reader.evaluate(PLACE, ["Mr Vale"])
    end = reader.evaluate(PLACE, ["We hold"])
    reader.mouse.move(start[0], start[1])
    reader.mouse.down()
    reader.mouse.move(end[2], end[3], steps=6)
    reader.wait_for_function("getSelection().toString().endsWith('We hold')")  # one sees what is selected, then lets go
    reader.mouse.up()
    with reader.expect_response(lambda response: response.request.method == "POST") as made:
        reader.get_by_role("toolbar").get_by_role("button", name="Highlight").click()
    assert made.value.status == 201
    (kept,) = store.annotations.on(document.id)
    assert kept.quote.exact == "Mr Vale,\n\nWe hold"


def test_own_marks_can_be_edited_and_taken_away(reader, store, put):
    """Each with the version it was made from."""
    document = put(LETTER)
    reader.goto(f"/documents/{document.id}")
    comment(reader, "nothing leaves this house unseen", "First thought.")
    card = reader.locator(".note-card, [id^='note-']").first
    card.get_by_role("button", name="Edit").click()
    reader.get_by_role("dialog").get_by_role("textbox", name="Comment").fill("Second thought.")
    reader.get_by_role("dialog").get_by_role("combobox", name="Tags").fill("quality, Ida Brandt,")
    reader.get_by_role("dialog").get_by_role("button", name="Save").click()
    reader.get_by_text("Second thought.").first.wait_for()
    kept = store.annotations.on(document.id)[0]
    assert (kept.body, kept.tags) == ("Second thought.", ("quality", "Ida Brandt"))
    assert reader.locator(".note-card .tags li").all_text_contents() == ["quality", "Ida Brandt"]
    card = reader.locator("[id^='note-']").first
    card.get_by_role("button", name="Delete").click()
    card.get_by_role("button", name="Delete").click()
    reader.locator("#text mark.note").first.wait_for(state="detached")
    assert store.annotations.on(document.id) == []


def test_overlapping_marks_are_both_shown(reader, put, store):
    """The common words carry both, and a click on either note's words leads to its own mark."""
    document = put(LETTER)
    reader.goto(f"/documents/{document.id}")
    comment(reader, "industry’s highest standards", "One.")
    reader.reload()
    comment(reader, "highest standards, and nothing", "Two.")
    first, second = store.annotations.on(document.id)
    assert marked(reader) == "industry’s highest standards, and nothing"
    assert "".join(reader.locator("#text mark.note-2").all_text_contents()) == "highest standards"
    for note, words in ((first, "industry’s "), (second, "highest standards")):
        reader.locator(f"#note-{note.id} .of a").click()
        assert reader.locator(f"#mark-{note.id}:target").text_content() == words


def test_keys_are_dead_inside_a_box(reader, put):
    """A letter typed into the search box is a letter."""
    document = put(LETTER)
    reader.goto(f"/documents/{document.id}")
    reader.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    reader.keyboard.press("/")
    reader.keyboard.type("hac?n")
    assert reader.evaluate("document.activeElement.value") == "hac?n"


def test_reading_searching_and_citing_work_without_script(chromium, address, put):
    """JavaScript off: the hit is marked and the citation of a passage is on the page."""
    document = put(LETTER)
    context = chromium.new_context(base_url=address[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("/search?q=%22isn%27t+approved%22")
    page.locator("a[href*='#hit-']").first.click()
    assert page.locator("mark.hit").first.text_content() == "isn’t approved"
    page.goto(f"/documents/{document.id}?at=15-22")
    assert page.locator("mark.cited").first.text_content() == "We hold"
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(page, put, width):
    """Phone and desktop."""
    document = put(LETTER + " " + "unbroken" * 40)
    page.set_viewport_size({"width": width, "height": 800})
    reading = f"/documents/{document.id}?q=approved"
    for where in ("/", "/search?q=approved", "/annotations", "/documents", reading, "/nowhere"):
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where


def test_words_of_a_link_can_be_selected_with_the_mouse(reader, store, put):
    """Dragging over a link of the source marks its words instead of dragging the link away."""
    at = LETTER.index("the inquiry")
    link = Structure(StructureKind.LINK, Span(at, at + len("the inquiry")), "https://records.example/inquiry")
    document = put(LETTER, structures=[link])
    reader.goto(f"/documents/{document.id}")
    comment(reader, "the inquiry", "Which one?")
    assert [kept.quote.exact for kept in store.annotations.on(document.id)] == ["the inquiry"]


def test_a_click_on_a_link_of_the_source_follows_it(reader, put):
    """Selecting does not break following."""
    at = LETTER.index("the inquiry")
    document = put(LETTER, structures=[Structure(StructureKind.LINK, Span(at, at + 11), "https://records.example/x")])
    reader.route("https://records.example/**", lambda route: route.fulfill(body="there"))
    reader.goto(f"/documents/{document.id}")
    reader.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    reader.locator("a.source").click()
    reader.wait_for_url("https://records.example/x")
