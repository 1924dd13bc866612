"""A citation is copied in a style and in a format; without script both are read."""

import pytest

from archive.citations import cite
from archive.spans import Span
from web import urls

pytestmark = pytest.mark.browser


@pytest.fixture
def cited(put, store):
    document = put("Dear Mr Vale,\n\nWe hold it.\fYours", title="On the cameras", described={"recipient": "Bo Vale"})
    return urls.citation(cite(store.revisions.get(document.id, 1), Span(15, 26)))


@pytest.mark.parametrize(("name", "ending"), [("OSCOLA (4th edition, note)", "txt?style=oscola"), ("BibTeX", "bib")])
def test_a_button_copies_what_the_address_gives(page, cited, name, ending):
    """A style from the page, a format from its address."""
    page.goto(cited)
    page.get_by_text("Cite in a style or format").click()
    page.get_by_role("button", name=f"Copy as {name}").click()
    page.get_by_text(f"{name} copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == page.request.get(f"{cited}.{ending}").text().strip()
    assert page.faults == []


def test_without_script_everything_is_read_and_no_button_is_dead(chromium, address, cited):
    """The styles stand there, the formats are links."""
    context = chromium.new_context(base_url=address[0], java_script_enabled=False)
    window = context.new_page()
    window.goto(cited)
    window.get_by_text("Cite in a style or format").click()
    assert window.get_by_text("Letter from Ida Brandt to Bo Vale").is_visible()
    assert window.get_by_role("button", name="Copy").count() == 0
    assert window.get_by_role("link", name="RIS").is_visible()
    context.close()


def test_on_a_small_screen_nothing_runs_out_of_the_page(page, cited):
    """At 390 pixels."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(cited)
    page.get_by_text("Cite in a style or format").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
