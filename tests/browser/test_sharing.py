"""A browser follows a passage to the original page, and shows it inside another site's page."""

import html
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from archive.citations import cite
from archive.spans import Span
from web import urls

pytestmark = pytest.mark.browser

LINES = [f"Paragraph {number} says “so”: R&D isn’t done – and number {number} stands here." for number in range(90)]
TEXT = "\n\n".join(LINES)
IN_SIGHT = """number => {
  const at = document.getElementById(`p${number}`).getBoundingClientRect();
  return at.bottom > 0 && at.top < innerHeight;
}"""


@pytest.fixture
def elsewhere():
    """Another site: a maker of pages on it, by their paths."""
    pages = {}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *said):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def put_page(path, body):
        pages[path] = f"<!doctype html><body style='font:20px serif'>{body}"
        return f"http://localhost:{server.server_port}{path}"

    yield put_page
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def cited(put, store, elsewhere):
    """A function that gives the address of the passage from one words to others."""
    paragraphs = "".join(f"<p id=p{number}>{html.escape(line)}" for number, line in enumerate(LINES))
    document = put(TEXT, described={"source_url": elsewhere("/article", paragraphs)})
    revision = store.revisions.get(document.id, 1)
    return lambda first, last: urls.citation(
        cite(revision, Span(TEXT.index(first), TEXT.index(last, TEXT.index(first)) + len(last)))
    )


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("number 77", "here.", 77),
        ("Paragraph 66", "Paragraph", 66),
        ("umber 55", "55 st", 55),
        ("aragraph 44", "number 48", 44),
        ("isn’t done – and number 33", "33", 33),
    ],
)
def test_the_link_opens_the_original_page_at_the_words(page, cited, first, last, number):
    """What Chromium scrolls to is in sight, and what is far from it is not."""
    page.goto(cited(first, last))
    page.get_by_text("on the original page").click()
    page.wait_for_url("**/article*")
    page.wait_for_function("scrollY > 0")
    assert page.evaluate(IN_SIGHT, number)
    assert not page.evaluate(IN_SIGHT, number - 30)


def test_another_site_may_frame_the_embedded_page_and_no_other(page, address, cited, elsewhere):
    """In a sandbox without script; styled; the page of the citation stays out."""
    passage = address[0] + cited("number 77", "here.")
    page.goto(
        elsewhere(
            "/blog",
            f"<iframe sandbox name=small src='{passage}/embed'></iframe><iframe name=whole src='{passage}'></iframe>",
        )
    )
    small = page.frame(name="small")
    small.get_by_text("number 77 stands here.").wait_for()
    assert small.get_by_text("✓ Intact").is_visible()
    assert small.locator("figure").evaluate("it => getComputedStyle(it).borderLeftWidth") == "4px"
    assert "Paragraph" not in page.frame(name="whole").content()
    assert len([fault for fault in page.faults if "frame-ancestors" in fault]) == len(page.faults) == 1
