"""The standing of a citation in a browser: computed there with Web Crypto, read, and on small screens."""

import json

import make
import pytest
from click.testing import CliRunner

from archive.citations import cite
from archive.spans import Span
from web import urls
from web.cli import main

pytestmark = pytest.mark.browser
TEXT = "😀 Dear Mr Vale,\n\nWe isn’t naïve: cafe\u0301 “not sold” 𝔸 to\u00a0anybody.\n\nYours"
COMPUTED = """async ([address, start, end]) => {
  const text = await (await fetch(address)).text();
  const words = Array.from(text).slice(start, end).join("");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 12);
}"""


@pytest.mark.parametrize("words", ["naïve: cafe\u0301 “not sold” 𝔸 to\u00a0anybody", "😀", "Mr Vale,\n\nWe"])
def test_browser_server_and_offline_tool_compute_the_same_check(page, put, store, words):
    """Code points, not UTF-16; UTF-8, not folded."""
    document, start = put(TEXT), TEXT.index(words)
    given = page.request.get(f"/documents/{document.id}@1/cite/{start}-{start + len(words)}.json").json()
    page.goto("/")
    asked = [f"/documents/{document.id}@1.txt", given["start"], given["end"]]
    assert page.evaluate(COMPUTED, asked) == given["check"]
    run = CliRunner().invoke(main, ["verify", "--json", "--archive", str(store.folder), given["address"]])
    assert (run.exit_code, json.loads(run.stdout)["standing"]) == (0, "intact")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_a_change_is_read_on_any_screen(page, put, store, width, scheme):
    """Nothing runs out of the page, and the fresh address leads to the newest words."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    document = put("Dear Mr Vale,\n\nWe have not sold the cameras to anybody at all.\n\nYours")
    address = urls.citation(cite(store.revisions.get(document.id, 1), Span(15, 60)))
    make.revise(store, document, "Dear Mr Vale,\n\nWe have never sold a camera to anybody at all.\n\nYours")
    page.goto(address)
    assert page.get_by_text("≠ Changed").is_visible()
    assert page.locator(".stand del").first.inner_text() == "not"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".stand a").click()
    page.get_by_text("✓ Intact").wait_for()
    assert page.faults == []
