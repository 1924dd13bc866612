"""Every page that the header and the front page lead to comes to life without a fault."""

import pytest

pytestmark = pytest.mark.browser


def test_each_page_comes_to_life(curator, put):
    """The scripts of a page ran to their end, and none failed."""
    put("Dear Sir,\n\nNo tenant was told.\n\nYours,\nIda", title="A letter")
    addresses = {link.get_attribute("href") for link in curator.locator("header a, main a").all()}
    assert {"/check", "/ingest", "/trace", "/help/search"} <= addresses
    for address in sorted(addresses):
        curator.goto(address)
        curator.locator("html[data-ready=yes]").wait_for(timeout=5000)
        assert curator.faults == [], address
