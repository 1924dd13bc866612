"""The ledger in a real browser: by pointer, by keyboard, and without a script."""

import re

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
