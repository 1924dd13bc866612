"""The ledger in a real browser: by pointer, by keyboard, and without a script."""

import re

import browsing
import pytest

from archive.documents import Kind
from index.looking_again import Lookout

pytestmark = pytest.mark.browser

SOURCE = "Dear Mr Vale,\n\nThe counting box does not need faces to count heads, and no face leaves the shelter.\n\nIda"
ARTICLE = (
    "😀 It wrote: “The counting box does not need faces to count heads”. Then “the counting box does need faces to "
    "count heads”, and last “no face leaves the shelter”."
)


@pytest.fixture
def ledger(page, put, store, address):
    """Open the ledger of an article with three quotations; `page` is there."""
    put(SOURCE)
    article = put(ARTICLE, title="Six minutes", kind=Kind.ARTICLE)
    Lookout(store, address[1]).look()
    page.goto(f"/documents/{article.id}/quotations")
    page.locator("html[data-ready=yes]").wait_for(state="attached")
    return article.id


def chosen(page):
    return page.locator(".quote-card.current").get_attribute("id")


def test_n_goes_through_the_quotations(page, ledger):
    """Forwards, backwards, round the end; the card is shown with both wordings, and Esc lets go."""
    for key, card in (("n", "card-0"), ("n", "card-1"), ("n", "card-2"), ("n", "card-0"), ("N", "card-2")):
        page.keyboard.press(key)
        assert chosen(page) == card
    page.keyboard.press("N")
    assert page.locator("#card-1 del").all_inner_texts()[-1].strip() == "not"
    page.keyboard.press("Escape")
    assert page.locator(".current").count() == 0
    assert page.faults == []


def test_a_click_on_a_quotation_shows_its_card(page, ledger):
    """And the card's words lead back to the quotation."""
    page.locator("a.quoted").nth(1).click()
    assert chosen(page) == "card-1"
    page.locator("#card-2 .of a").click()
    assert "no face leaves" in page.locator("a.quoted.current").inner_text()


def test_the_text_of_the_page_is_the_text(page, ledger):
    """Tints change no sign of it."""
    assert page.locator("#ledger-text").evaluate("element => element.textContent").strip() == ARTICLE


def test_a_link_opens_its_card(page, ledger):
    """An address that names a quotation shows it, for whoever gets it."""
    page.goto(f"/documents/{ledger}/quotations#card-1")
    page.locator("#card-1 .more").wait_for(state="visible")


def test_everything_can_be_read_without_a_script(chromium, page, ledger, address):
    """A quotation is a link to its card, which is shown when it is the target."""
    context = chromium.new_context(java_script_enabled=False, base_url=address[0])
    plain = context.new_page()
    plain.goto(f"/documents/{ledger}/quotations")
    plain.locator("a.quoted").nth(1).click()
    assert re.search(r"#card-1$", plain.url)
    assert plain.locator("#card-1 .more").is_visible()
    context.close()


def test_another_source_is_chosen_by_selecting_its_words(curator, put, store, address):
    """From the card through any page to the words; what does not fit is said, and the choice goes on."""
    put("The shutter closes at noon, and the keeper goes home.", title="Shutter")
    source = put(SOURCE, title="Brandt to Vale")
    article = put(ARTICLE, title="Six minutes", kind=Kind.ARTICLE)
    Lookout(store, address[1]).look()
    curator.goto(f"/documents/{article.id}/quotations#card-1")
    curator.get_by_text("It stands elsewhere").locator("visible=true").click()
    curator.get_by_label("Comment").locator("visible=true").fill("by the letter's own words")
    curator.get_by_role("button", name="Choose it by selecting").locator("visible=true").click()
    bar = curator.get_by_role("complementary", name="Choosing a source")
    bar.get_by_text("“the counting box does need faces to count heads”").wait_for()
    curator.goto(f"/documents/{source.id}")
    browsing.select(curator, "Dear Mr Vale")
    curator.get_by_role("button", name="This is the source").click()
    curator.get_by_text("nothing of the quotation stands at that place").wait_for()
    curator.keyboard.press("Escape")
    browsing.select(curator, "The counting box does not need faces to count heads")
    curator.keyboard.press("s")
    curator.wait_for_url("**#card-1")
    said = curator.locator("#card-1 .said")
    assert "Cy corrected" in said.inner_text()
    assert "by the letter's own words" in said.inner_text()
    assert bar.count() == 0
    assert store.judgements.on(article.id, 1)[1][0].span.of(SOURCE).startswith("The counting box does not")
