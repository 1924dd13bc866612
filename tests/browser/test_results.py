"""The page of results in a real browser: keys, hits that open in place, and everything without script."""

import pytest

pytestmark = pytest.mark.browser

LETTER = "First of all.\n\nThe shipment isn’t approved.\n\nLast of all, the shipment stays."


def ready(page, address):
    page.goto(address)
    page.locator("html[data-ready=yes]").wait_for(state="attached")


def focused(page):
    return page.evaluate("document.activeElement.innerText")


def test_n_goes_through_the_hits_and_enter_opens_one(page, put):
    """Forwards, backwards, and round the end."""
    put(LETTER)
    ready(page, "/search?q=shipment&view=flat")
    first, second = page.locator(".hitline").all_inner_texts()
    for key, words in (("n", first), ("n", second), ("n", first), ("N", second)):
        page.keyboard.press(key)
        assert focused(page) == words
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")


def test_a_hit_opens_in_place_by_button_and_by_key(page, put):
    """The whole passage with those before and after it; the same again closes it."""
    put(LETTER)
    ready(page, '/search?q="isn\'t approved"')
    page.get_by_role("button", name="open here").click()
    whole = page.locator(".whole")
    whole.wait_for()
    assert whole.locator("p").all_inner_texts()[:3] == LETTER.split("\n\n")
    assert whole.locator("mark").all_text_contents() == ["isn’t approved"]
    assert page.get_by_role("button", name="close").get_attribute("aria-expanded") == "true"
    page.keyboard.press("o")
    assert whole.is_hidden()
    assert page.locator(".hitline").is_visible()
    assert page.faults == []


def test_a_hit_that_opens_in_place_keeps_the_focus(page, put):
    """So that o closes it again, and n goes on from it."""
    put(LETTER)
    ready(page, "/search?q=shipment&view=flat")
    second = page.locator(".hitline").all_inner_texts()[1]
    for key in "no":
        page.keyboard.press(key)
    page.locator(".whole").wait_for()
    page.keyboard.press("o")
    assert page.locator(".whole").is_hidden()
    for key in "on":
        page.keyboard.press(key)
    assert focused(page) == second


def test_from_a_text_one_comes_back_to_the_results_as_one_left_them(page, put):
    """Narrowed and in their order; a search for other words has nothing to do with it."""
    put(LETTER)
    ready(page, "/search?q=shipment&kind=letter&view=flat")
    page.locator(".hitline").first.click()
    page.locator("html[data-ready=yes]").wait_for(state="attached")
    text = page.url
    assert "kind=letter&view=flat" in page.get_by_role("link", name="← Results").get_attribute("href")
    ready(page, "/search?q=lantern&kind=letter")
    page.goto(text)
    page.locator("html[data-ready=yes]").wait_for(state="attached")
    assert page.get_by_role("link", name="← Results").get_attribute("href") == "/search?q=shipment"


def test_n_in_a_text_goes_on_from_the_hit_one_came_to(page, put):
    """And the number of the hit goes with it."""
    put(LETTER)
    ready(page, "/search?q=shipment&view=flat")
    page.goto(page.locator(".hitline").first.evaluate("link => link.href"))
    page.locator("html[data-ready=yes]").wait_for(state="attached")
    assert page.locator("#hit-number").inner_text() == "1"
    page.keyboard.press("n")
    assert page.locator("mark.current").get_attribute("id") == f"hit-{LETTER.rindex('shipment')}"
    assert page.locator("#hit-number").inner_text() == "2"


def test_the_keys_can_be_switched_off_and_are_dead_in_the_box(page, put):
    """A letter in the search box is a letter, and one switch silences them all."""
    put(LETTER)
    ready(page, "/search?q=shipment")
    page.keyboard.press("/")
    page.keyboard.type("no")
    assert page.evaluate("document.activeElement.value") == "no"
    page.evaluate("localStorage.setItem('keys', 'off')")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_everything_is_there_without_script(chromium, address, put):
    """Narrowing, bars, the table beside them, and the link to the text."""
    put(LETTER, date="2029")
    put(LETTER, date="2031", creator="Other")
    context = chromium.new_context(base_url=address[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("/search?q=shipment")
    page.get_by_role("link", name="2029: 2 passages").click()
    assert page.get_by_text("2 passages", exact=True).is_visible()
    page.get_by_role("link", name="Take off 2029").click()
    page.get_by_text("As a table").click()
    page.get_by_role("row", name="2031").get_by_role("link").click()
    assert page.get_by_role("button", name="open here").count() == 0
    page.locator(".hitline").first.click()
    assert page.locator("mark.hit").first.text_content() == "shipment"
    context.close()


def test_a_search_is_saved_from_its_results(reader, put):
    """Under a name, then listed with its feed."""
    put(LETTER)
    reader.goto("/search?q=shipment")
    reader.get_by_text("Save this search").click()
    reader.get_by_label("Name of the search").fill("About the shipment")
    reader.get_by_role("button", name="Save").click()
    reader.wait_for_url("**/searches")
    assert reader.get_by_role("link", name="About the shipment", exact=True).is_visible()
    assert reader.get_by_role("link", name="Feed of About the shipment").is_visible()
