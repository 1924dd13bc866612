"""The figures of a run as tables; what misses its limit says so, with the ratio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.clocks import Figures
from bench.corpus.building import Corpus
from bench.ours import Measured
from bench.quotations import LONGEST, SHORTEST, Quality
from bench.rounds import ROUNDS

PHRASE = "phrase, six words"
STOCK_SHARE = 10
"""Of so many passages one is indexed to see how fast Whoosh as documented builds."""

_NONE = "–"
_ENGINE = {"whoosh": 25.0, "tantivy": 3.0}
_BUILD = {"whoosh": 2.5, "tantivy": 9.0}
_SIZE = {"whoosh": 2.0, "tantivy": 0.5}
_ADDED, _PAGE = 30.0, 60.0
_FOUND = 0.99


@dataclass(frozen=True, slots=True)
class Beside:
    """A peer measured: seconds and bytes of its build, and CPU milliseconds for each kind that it can answer."""

    seconds: float
    bytes: int
    asked: Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class Run:
    """All figures of one run."""

    corpus: Corpus
    questions: int
    whoosh: Measured
    tantivy: Measured
    stock: Beside
    fts5: Beside
    scanned: Figures
    quoted: Quality
    quoted_by_whoosh: Quality
    agreeing: int
    as_scanned: int
    compared: int
    phrases: int


def lines_of(run: Run) -> list[str]:
    """Return the section's lines."""
    size = run.corpus.size
    head = (
        f"{size.passages:,} passages of {size.documents:,} documents, {size.bytes / 1e6:.0f} MB of text, built from "
        f"documentation packages of Debian ({', '.join(run.corpus.packages)}); kinds, names and dates of the documents "
        "are invented. CPU time of all threads, one run. A figure that misses its limit is followed by how many "
        "times the limit it is."
    )
    return [
        "## Index and search",
        "",
        head,
        "",
        *_builds(run),
        "",
        *_questions(run),
        "",
        *_pages(run),
        "",
        *_explained(run),
        "",
        *_quotations(run),
    ]


def _builds(run: Run) -> Iterator[str]:
    mb = run.corpus.size.bytes / 1e6
    whoosh, tantivy, peers = run.whoosh, run.tantivy, (run.stock, run.fts5)
    yield "| | Verbatim, Whoosh | Verbatim, tantivy | Whoosh as documented | SQLite FTS5 |"
    yield "|---|---|---|---|---|"
    ours = [at_least(mb / each.write_seconds, _BUILD[each.engine_name]) for each in (whoosh, tantivy)]
    theirs = [f"{mb / peer.seconds:.1f}" for peer in peers]
    yield f"| build, MB of text a CPU second (limits 2.5, 9) | {' | '.join((*ours, *theirs))} |"
    all_in = [f"{mb / each.rebuild_seconds:.1f}" for each in (whoosh, tantivy)]
    yield f"| the same with reading the store and folding | {' | '.join(all_in)} | {_NONE} | {_NONE} |"
    sizes = [at_most(each.bytes / 1e6 / mb, _SIZE[each.engine_name], 2) for each in (whoosh, tantivy)]
    sizes += [f"{peer.bytes / 1e6 / mb:.2f}" for peer in peers]
    yield f"| index / text (limits 2, 0.5) | {' | '.join(sizes)} |"
    opened = [f"{each.opening:.0f}" for each in (whoosh, tantivy)]
    yield f"| opening, ms | {' | '.join(opened)} | {_NONE} | {_NONE} |"
    added = [f"{pair(each.added, _ADDED)} ({plain(each.added_wall)} by the clock)" for each in (whoosh, tantivy)]
    yield f"| one passage added and found, ms p50 / p95 (limit 30) | {' | '.join(added)} | {_NONE} | {_NONE} |"
    tidied = [plain(each.tidied) for each in (whoosh, tantivy)]
    yield f"| tidying up after it, ms p50 / p95 | {' | '.join(tidied)} | {_NONE} | {_NONE} |"


def _questions(run: Run) -> Iterator[str]:
    yield (
        "| CPU ms p50 / p95 | Whoosh (limit 25) | whole search | tantivy (limit 3) | whole search "
        "| Whoosh as documented | SQLite FTS5 | scan |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for kind in run.whoosh.engine:
        cells = [
            pair(run.whoosh.engine[kind], _ENGINE["whoosh"]),
            plain(run.whoosh.search[kind]),
            pair(run.tantivy.engine[kind], _ENGINE["tantivy"]),
            plain(run.tantivy.search[kind]),
            _of(run.stock.asked, kind),
            _of(run.fts5.asked, kind),
            plain(run.scanned) if kind == PHRASE else _NONE,
        ]
        yield f"| {kind} | {' | '.join(cells)} |"


def _pages(run: Run) -> Iterator[str]:
    yield f"| the page over HTTP, CPU ms p50 / p95 (limit {_PAGE:.0f}) | Whoosh | tantivy |"
    yield "|---|---|---|"
    for kind in run.whoosh.page:
        yield f"| {kind} | {pair(run.whoosh.page[kind], _PAGE)} | {pair(run.tantivy.page[kind], _PAGE)} |"


def _explained(run: Run) -> Iterator[str]:
    yield (
        f"{run.questions} queries a kind, drawn from the passages with a fixed seed; others for the engine, for the "
        f"whole search and for the page, after five of each kind that are not counted. Each is asked in {ROUNDS} "
        "rounds, with engine, server and peer opened anew in each, and the median counts, as it does of as many "
        "builds: the machine's speed changes by the second. An engine's answer has the best twenty and the count of "
        "passages, and so has a peer's. Facets are the second call, on an "
        "answer that was given: the count of its documents, and kinds, authors, recipients and years over all its "
        "passages; FTS5 counts only the latter, Whoosh as documented in one call with the best twenty. The whole "
        "search has both calls, the confirmation on stored text and the snippets, and the page all that a browser is "
        "sent by the real server, which does nothing else meanwhile: quotations that are still to be traced take CPU "
        "time besides. A passage that is added makes a segment of its own, and is found in it; after that, while "
        "nobody waits, small segments are merged where there are enough of them, after about every seventh passage: "
        "that is the tidying up. How fast Whoosh as "
        f"documented builds is measured on every {STOCK_SHARE}th passage."
    )
    yield ""
    yield (
        "All are fed the same folded words; the peers have no seams, so that they miss a phrase over the end of a "
        f"passage. Whoosh and tantivy gave the same counts and the same best twenty in the same order for "
        f"{run.agreeing} of {run.compared} queries; phrases were counted as the scan of all words counts them in "
        f"{run.as_scanned} of {run.phrases}."
    )


def _quotations(run: Run) -> Iterator[str]:
    quoted, slower = run.quoted, run.quoted_by_whoosh
    share = quoted.found / quoted.cut
    below = "" if share >= _FOUND else f", **below the limit of {_FOUND:.0%}**"
    yield "### Quotations"
    yield ""
    yield (
        f"{quoted.cut} quotations of {SHORTEST} to {LONGEST} words were cut from the texts with a fixed seed and "
        "typeset by a script: curly marks, dashes, lines of 34 to 71 signs, words parted at their ends, hidden "
        f"hyphens, ligatures, fixed blanks. Searched between “ and ”, {quoted.found} ({share:.1%}{below}) were found "
        "where they were cut. Then they were quoted as quoters do, and traced:"
    )
    yield ""
    yield "| | quotations | first place right | verdict right | called exact, wrongly (limit 0) | CPU ms p50 / p95 |"
    yield "|---|---|---|---|---|---|"
    for name, traced in quoted.traced.items():
        right, judged = traced.found / traced.count, traced.right / traced.count
        yield (
            f"| {name} | {traced.count} | {right:.3f} | {judged:.3f} | {traced.called_exact} | {plain(traced.spent)} |"
        )
    yield ""
    wrong = sum(traced.called_exact for traced in (*quoted.traced.values(), *slower.traced.values()))
    yield (
        "The first place is right where it is the one they were cut from, or one where the same words stand again. "
        "Of a quotation of fewer than eight words with a wrong one, “similar wording” is the right verdict too. "
        f"Quotations called exact whose words do not stand so: {wrong}. All forms together, by the clock: "
        f"{quoted.a_second:.0f} quotations a second on tantivy (limit 150), {slower.a_second:.0f} on Whoosh (limit 25)."
    )


def at_least(value: float, limit: float) -> str:
    """Return a figure; where it misses its limit, with the ratio."""
    return f"{value:.1f}" if value >= limit else f"{value:.1f}, **{value / limit:.2f}× the limit**"


def at_most(value: float, limit: float, digits: int) -> str:
    """Return a figure; where it exceeds its limit, with the ratio."""
    return f"{value:.{digits}f}" if value <= limit else f"{value:.{digits}f}, **{value / limit:.1f}× the limit**"


def pair(found: Figures, limit: float) -> str:
    """Return a median and a 95th percentile; where the latter exceeds its limit, with the ratio."""
    missed = f", **{found.p95 / limit:.1f}×**" if found.p95 > limit else ""
    return f"{plain(found)}{missed}"


def plain(found: Figures) -> str:
    """Return a median and a 95th percentile."""
    return f"{_short(found.p50)} / {_short(found.p95)}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _of(asked: Mapping[str, Figures], kind: str) -> str:
    return plain(asked[kind]) if kind in asked else _NONE
