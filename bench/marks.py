"""Many marks on one long text: what the page costs the server, and how soon and smoothly the browser works with it.

The text is that of a folder (`python -m bench marks FOLDER`), else of one that lies beside this project,
`../shared/corpus`, where it is there; prose that comes with Python fills it up. Beside: the same text without our
pages, its marks wrapped by a small script in the browser.
"""

from __future__ import annotations

import html
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.clocks import figures, timed
from bench.marked import Marked, kept, long_text
from bench.served import Browser, served
from web.security import SESSION_COOKIE

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_COUNTS = (100, 1_000, 10_000)
_ROUNDS, _STEPS = 3, 20
_LIMITS = {1_000: (300, 1_500), 10_000: (None, 3_000)}
"""The most milliseconds of the server's processors, and until the page answers, for so many notes."""

_PEER = "http://peer.invalid/"
_READY = """new MutationObserver(() => {
  if (document.documentElement?.dataset.ready) window.readyAt ??= performance.now(); })
  .observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });"""
_STEP = """() => { const at = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
  document.querySelector("mark.current").getBoundingClientRect(); return performance.now() - at; }"""
_ARRANGE = """async () => { const main = document.querySelector("script[src*='main.js']").src;
  const { arrange } = await import(main.replace("main.js", "margin.js"));
  const at = performance.now(); arrange();
  document.querySelector(".cards").offsetHeight; return performance.now() - at; }"""
_SELECT = """() => new Promise((done) => {
  const next = document.querySelectorAll("#text [data-start] + [data-start]")[200], block = next.previousElementSibling;
  const bar = document.querySelector(".toolbar"), at = performance.now();
  new MutationObserver(() => done(performance.now() - at - 120)).observe(bar, { attributes: true });
  getSelection().setBaseAndExtent(block.firstChild, 0, next, 1); })"""
_WRITE = """async () => { const at = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "h", bubbles: true }));
  const known = document.querySelector("#text").dataset.events;
  while (document.querySelector("#text").dataset.events === known) {
    if (document.getElementById("announce").textContent || performance.now() - at > 60000) throw new Error("no mark");
    await new Promise(requestAnimationFrame);
  }
  document.body.getBoundingClientRect(); return performance.now() - at; }"""


class Measured(NamedTuple):
    """Milliseconds: of the server, until the page answers, of a step, an arrangement, a selection, a new mark."""

    server: float
    size: int
    cards: int
    marks: int
    ready: float
    step: float
    arrange: float
    select: float
    write: float
    peer: float


def table(corpus: Path = _BESIDE) -> list[str]:
    """Return the section's lines."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        return ["## Marks", "", "Not measured: Chromium is missing here."]
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  a tool of development

    text = long_text(corpus)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        measured = {count: _measured(browser, text, count) for count in _COUNTS}
        browser.close()
    return [*_lines(len(text), measured), "", f"Load of the machine while measured: {os.getloadavg()[1]:.1f}."]


def _measured(chromium: Any, text: str, count: int) -> Measured:
    with (
        tempfile.TemporaryDirectory() as scratch,
        kept(Path(scratch), text, count) as (store, marked),
        served(store, Path(scratch), "whoosh") as browser,
    ):
        cookie = f"{SESSION_COOKIE}={marked.session}"
        pages = [timed(browser.get, marked.address, Cookie=cookie) for _ in range(_ROUNDS)]
        ours = _in_browser(chromium, browser, marked)
    page = pages[-1][0]
    return Measured(
        figures([spent.cpu for _, spent in pages]).p50,
        len(page),
        page.count(b'class="note-card"'),
        page.count(b' id="mark-'),
        *ours,
        _peer(chromium, marked),
    )


def _in_browser(chromium: Any, browser: Browser, marked: Marked) -> tuple[float, float, float, float, float]:
    """Return the milliseconds until the page is ready, of a step, of an arrangement, of a selection and a new mark."""
    address = f"http://127.0.0.1:{browser.port}"
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": SESSION_COOKIE, "value": marked.session, "url": address}])
    context.add_init_script(_READY)
    page = context.new_page()
    page.set_default_timeout(120_000)
    ready = []
    for _ in range(_ROUNDS):
        page.goto(address + marked.address, wait_until="commit")
        page.wait_for_selector("html[data-ready=yes]", state="attached")
        ready.append(page.evaluate("window.readyAt"))
    steps = [page.evaluate(_STEP) for _ in range(_STEPS)]
    arranged = [page.evaluate(_ARRANGE) for _ in range(_ROUNDS)]
    selected = page.evaluate(_SELECT)
    written = page.evaluate(_WRITE)
    page.goto("about:blank")
    context.close()
    return figures(ready).p50, figures(steps).p50, figures(arranged).p50, selected, written


def _peer(chromium: Any, marked: Marked) -> float:
    """Return the milliseconds until the script has wrapped all marks and the page is laid out; no server is asked."""
    paragraphs = "".join(f"<p>{html.escape(line)}\n</p>" for line in marked.text.split("\n"))
    spans = json.dumps([[span.start, span.end] for span in marked.spans])
    script = (Path(__file__).parent / "peers" / "wrapping.js").read_text(encoding="utf-8")
    act = f"wrap(document.getElementById('text'), {spans}); document.body.offsetHeight; readyAt = performance.now();"
    body = f"<!doctype html><meta charset=utf-8><div id=text>{paragraphs}</div><script>{script}{act}</script>"
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.route(f"{_PEER}*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(_PEER, wait_until="commit")
    page.wait_for_function("window.readyAt")
    taken = page.evaluate("window.readyAt")
    context.close()
    return float(taken)


def _lines(size: int, measured: dict[int, Measured]) -> list[str]:
    return [
        "## Marks",
        "",
        f"One text of {size:,} code points; the page as somebody sees it who may annotate, in headless Chromium.",
        "Milliseconds, medians; server: CPU time of the process for the page over HTTP; answers: from the",
        "request until the page's scripts work; step: one `n`, laid out; selection: until the bar stands (without its",
        "own pause of 120 ms); new mark: `h` until the page shows it, by the clock, once; script: until a small script",
        "in the browser has wrapped the same marks on the plain text, without server, cards and keys.",
        "",
        "| notes | server | kB | cards | marks | answers | step | arrangement | selection | new mark | script |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        *(_row(count, each) for count, each in measured.items()),
    ]


def _row(count: int, each: Measured) -> str:
    server, ready = _LIMITS.get(count, (None, None))
    cells: Sequence[str] = (
        f"{count:,}",
        _held(each.server, server),
        f"{each.size / 1000:,.0f}",
        f"{each.cards:,}",
        f"{each.marks:,}",
        _held(each.ready, ready),
        *(f"{value:,.1f}" for value in (each.step, each.arrange)),
        *(f"{value:,.0f}" for value in (each.select, each.write, each.peer)),
    )
    return f"| {' | '.join(cells)} |"


def _held(value: float, limit: int | None) -> str:
    """Return a figure with its limit, where it has one, and how many times that it is where it is over it."""
    if limit is None:
        return f"{value:,.0f}"
    over = "" if value <= limit else f", **{value / limit:.1f}×**"
    return f"{value:,.0f} (limit {limit:,}){over}"
