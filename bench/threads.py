"""Real mail threads: every paragraph that a reply quotes, traced to the mail that said it, beside plain find."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.counting import many
from archive.ledgers import Traced
from archive.quotations import Quotation
from archive.store import Store
from archive.verdicts import Flag, Verdict
from bench.clocks import figures, timed
from bench.corpus.building import CACHE
from bench.corpus.mails import PACKAGES, mails
from bench.quoted_mail import Quoted, Threads
from index.engines.protocol import Engine
from index.ledger import Examiner
from index.reading_room import ReadingRoom

TITLE = "## Mail threads"
TARGET = 0.95
WORDS = 8
"""From how many words on a paragraph counts; shorter ones are told apart."""


@dataclass(slots=True)
class Tally:
    """What became of paragraphs: how many, in the very mail, in another, in none, and the verdicts."""

    count: int = 0
    right: int = 0
    other: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Quoted, Traced | None]] = field(default_factory=list)

    def take(self, quoted: Quoted, found: Traced | None) -> None:
        """Count one paragraph; None where no quotation was found there."""
        named = found.places[0].document if found and found.named else ""
        self.count += 1
        self.right += named == quoted.source
        self.other += named not in {"", quoted.source}
        self.verdicts[_verdict(found)] += 1
        if named != quoted.source:
            self.wrong.append((quoted, found))


@dataclass(slots=True)
class Run:
    """One engine's tallies, of paragraphs of `WORDS` words and more and of shorter ones, and the time of each."""

    long: Tally = field(default_factory=Tally)
    short: Tally = field(default_factory=Tally)
    spent: list[float] = field(default_factory=list)


def table(folder: Path | None = None) -> list[str]:
    """Return the section's lines; `folder` has mails to measure on instead, one to a file."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else mails(CACHE / "packages")
    if not files:
        return [TITLE, "", "Not measured: no mails can be fetched here."]
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "archive"
        _take_in(files, archive)
        store = Store(archive)
        try:
            threads = Threads(store)
            quoted = list(threads.quoted())
            runs = {name: _run(store, name, quoted) for name in ("tantivy", "whoosh")}
        finally:
            store.close()
    origin = f"from {folder.name}" if folder else f"the source of Debian's {', '.join(PACKAGES)} carries"
    return [TITLE, "", *_told(threads, quoted, runs, origin), *_beside(threads, quoted)]


def _take_in(files: Sequence[Path], archive: Path) -> None:
    """Take mails in as anybody does; such as hold no words are left aside."""
    command = [sys.executable, "-c", "from web.cli import main; main()", "ingest", "--archive", str(archive), "--json"]
    subprocess.run([*command, *map(str, files)], stdout=subprocess.DEVNULL, check=False, cwd=Path(__file__).parents[1])


def _run(store: Store, name: str, quoted: Sequence[Quoted]) -> Run:
    """Trace on one engine what holds each paragraph."""
    print(f"{name} …", file=sys.stderr)
    run = Run()
    room = ReadingRoom(store, name)
    room.catch_up()
    try:
        for mail in dict.fromkeys(each.mail for each in quoted):
            traces = _traced(room.engine(), store, mail, run.spent)
            for each in (each for each in quoted if each.mail == mail and each.source):
                tally = run.long if len(each.words.split()) >= WORDS else run.short
                tally.take(each, _of(each, traces))
    finally:
        room.close()
    return run


def _traced(engine: Engine, store: Store, mail: str, spent: list[float]) -> list[tuple[Quotation, Traced]]:
    """Return the quotations of a mail with what became of each, as its ledger has them."""
    revision, quotations = store.revisions.get(mail, 1), store.quotations.of(mail, 1)
    examiner = Examiner(engine, store, store.documents.get(mail), revision, quotations)
    found = []
    for quotation in quotations:
        examined, took = timed(examiner.examine, [quotation], float("inf"))
        found.append((quotation, examined.traces[quotation.number]))
        spent.append(took.cpu)
    return found


def _of(quoted: Quoted, traces: Sequence[tuple[Quotation, Traced]]) -> Traced | None:
    """Return the trace of the quotation that has most of a paragraph and least besides; None where none has half."""
    having = [
        (len(both), -len(quotation.span), traced)
        for quotation, traced in traces
        if (both := quotation.span.intersect(quoted.span)) and 2 * len(both) > len(quoted.span)
    ]
    return max(having, key=lambda each: each[:2])[2] if having else None


def _verdict(found: Traced | None) -> str:
    if found is None:
        return "no quotation"
    return "similar wording" if Flag.SIMILAR in found.flags else found.verdict.value


def _told(threads: Threads, quoted: Sequence[Quoted], runs: dict[str, Run], origin: str) -> Iterator[str]:
    lost = sum(not each.source for each in quoted)
    replies = len({each.mail for each in quoted})
    yield (
        f"{len(threads.texts):,} real mails of public lists that {origin}, {many(threads.count(), 'thread')}; "
        f"{replies} replies quote {len(quoted):,} paragraphs with `>`. Of these {lost} are not counted: no held mail "
        "that was answered has them among its own words, blanks aside (headers copied into a reply, words broken at "
        "line ends, signs of an encoding, mails that are not held). Right is what is named first where it is the very "
        "mail that said it, and not another that quotes it too. Fewer than four words have no source named unless what "
        "stands around them names it; in those rows are greetings, names, and lines of patches."
    )
    yield ""
    yield f"| | paragraphs | in the very mail (target {TARGET}) | in another | no source | CPU ms each, p50 / p95 |"
    yield "|---|---|---|---|---|---|"
    for name, run in runs.items():
        spent = figures(run.spent)
        for what, tally in ((f"{WORDS} words and more", run.long), ("fewer", run.short)):
            none = tally.count - tally.right - tally.other
            shares = " | ".join(f"{number / max(1, tally.count):.3f}" for number in (tally.right, tally.other, none))
            yield f"| {name}, {what} | {tally.count} | {shares} | {spent.p50:.1f} / {spent.p95:.0f} |"
    given = runs["tantivy"].long.verdicts
    names = [verdict.value for verdict in Verdict] + ["similar wording", "no quotation"]
    yield ""
    yield f"Verdicts: {', '.join(f'{name} {given[name]}' for name in names if given[name])}."


def _beside(threads: Threads, quoted: Sequence[Quoted]) -> Iterator[str]:
    """Yield what plain find does: the earliest of the other mails in which the words stand, quoted or not."""
    plain = {mail: " ".join(text.replace(">", " ").split()) for mail, text in threads.texts.items()}
    asked = [each for each in quoted if each.source and len(each.words.split()) >= WORDS]
    right, spent = 0, []
    for each in asked:
        words = " ".join(each.words.replace(">", " ").split())
        found, took = timed(_first, plain, threads.sent, each.mail, words)
        right += found == each.source
        spent.append(took.cpu)
    if asked:
        shown, share = figures(spent), right / len(asked)
        yield ""
        yield f"Beside, on paragraphs of {WORDS} words and more: plain find over all mails, the first by day and hour,"
        yield f"{share:.3f}, CPU ms p50 / p95 {shown.p50:.2f} / {shown.p95:.2f}. It knows the hour, where"
        yield "tracing knows the day, and misses no altered word: only paragraphs that stand so somewhere are counted."


def _first(plain: dict[str, str], sent: Mapping[str, float], mail: str, words: str) -> str:
    having = [each for each, text in plain.items() if each != mail and words in text]
    return min(having, key=lambda each: (sent[each], each), default="")
