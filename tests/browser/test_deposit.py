"""Files are handed over in the browser, and the page tells what becomes of them without being loaded again."""

import pytest

pytestmark = pytest.mark.browser

FILES = [
    {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear Sir,\n\nNo.\n\nYours,\nIda"},
    {"name": "<b>odd & “name”.md", "mimeType": "text/markdown", "buffer": b"# A note\n\nWords."},
    {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""},
]


def test_a_deposit_tells_what_becomes_of_each_file(curator, store):
    """The page is not loaded again: a word put into it stays."""
    curator.goto("/ingest")
    curator.get_by_label("plain text").set_input_files(FILES)
    curator.get_by_role("button", name="Take them in").click()
    curator.wait_for_url("**/ingest/*")
    curator.evaluate("document.body.dataset.kept = 'yes'")
    curator.get_by_text("3 of 3 files done, 1 without text").wait_for()
    assert curator.evaluate("document.body.dataset.kept") == "yes"
    assert curator.locator(".outcome .stored").count() == 2
    assert "the file is empty" in curator.locator(".outcome .failed").inner_text()
    curator.get_by_role("link", name="<b>odd & “name”.md", exact=True).click()
    curator.get_by_role("heading", name="A note").first.wait_for()
    assert curator.faults == []
