"""The query language with examples from the archive at hand."""

from __future__ import annotations

from collections.abc import Iterator

from index.query import COMMON_DISTANCE, EXPANSIONS, LIMIT_CLAUSES, LIMIT_DEPTH, MOST_EDITS, WIDEST
from index.specimens import Specimens, specimens
from web import urls
from web.desk import Desk
from web.pages.help import Example, HelpPage, HelpRow, HelpSection

_BOUNDS = (
    "Words are joined by AND. AND, OR and NOT are written in capitals; OR binds less than AND.",
    "A result is a passage: words joined by AND must stand in one.",
    "A phrase, or words near one another, may run into the next passage or page.",
    "Above the results the page says how it understood the query and what it ignored.",
    "A query that cannot be read as it stands is searched as plain words, and the page says so.",
    f"A query may have 2 kB, {LIMIT_CLAUSES} clauses and {LIMIT_DEPTH} levels of brackets.",
    f"A word with * ? or ~ stands for {EXPANSIONS:,} words at most.",
)


def help_page(held: Desk) -> HelpPage:
    """Return the help page: every operator, with examples that run on this archive."""
    given = specimens(held.store)
    sections = (
        HelpSection("Words", tuple(_words(given))),
        HelpSection("Quotations", tuple(_quotations(given))),
        HelpSection("Parts of words, misspelt words", tuple(_forms(given))),
        HelpSection("The document", tuple(_documents(given))),
        HelpSection("What people marked, and the order", tuple(_marks(given))),
    )
    return HelpPage(sections, _BOUNDS)


def _row(finds: str, *typed: str) -> HelpRow:
    return HelpRow(tuple(Example(each, urls.search(q=each)) for each in typed), finds)


def _words(given: Specimens) -> Iterator[HelpRow]:
    word, other = given.word, given.other
    yield _row("both words, anywhere in a passage", f"{word} {other}", f"+{word} +{other}")
    yield _row("either word", f"{word} OR {other}")
    yield _row("the first without the second", f"{word} NOT {other}", f"{word} -{other}")
    yield _row("everything without the word", f"NOT {word}")
    yield _row("grouped", f"({word} OR {other}) NOT {given.title}")


def _quotations(given: Specimens) -> Iterator[HelpRow]:
    yield _row(
        "these words in this order; typographic quotes, dashes, accents, capitals, the ends of lines and pages make no "
        "difference",
        f'"{given.phrase}"',
        f"“{given.phrase}”",
    )
    yield _row(
        "exactly so: capitals, marks and accents count, only blanks and the ends of lines and pages are alike; the box "
        "“exactly as typed” asks it of all words",
        f'="{given.phrase}"',
        f"={given.author}",
    )
    yield _row(
        f"these words in any order, with at most so many others between them ({WIDEST} at most; ~ alone is "
        f"~{COMMON_DISTANCE})",
        f'"{given.other} {given.word}"~{COMMON_DISTANCE}',
    )


def _forms(given: Specimens) -> Iterator[HelpRow]:
    word = given.word
    yield _row("words that begin so (two letters at least)", f"{word[:4]}*")
    yield _row(
        "words of this form: * stands for any signs, ? for one", f"{word[:3]}*{word[-1]}", f"{word[:2]}?{word[3:]}"
    )
    yield _row(
        f"words that differ by at most one, or two letters (left out, put in, replaced); ~ alone is ~{MOST_EDITS}",
        f"{word}~1",
        f"{word}~2",
    )


def _documents(given: Specimens) -> Iterator[HelpRow]:
    year = given.date[:4]
    yield _row("words of the title", f"title:{given.title}", f"title:({given.title} OR {given.word})")
    yield _row("words of the writer’s, or the recipient’s name", f"from:{given.author}", f"to:{given.recipient}")
    yield _row("words of the address or the publisher it came from", f"source:{given.source}")
    yield _row("the kind of document", f"type:{given.kind}")
    yield _row("its year, month or day", f"date:{year}", f"date:{given.date}")
    yield _row("from, to, both included; * is an open end", f"[{year}-01 TO {year}-12]", f"date:[{year} TO *]")
    yield _row(
        "passages that begin on a page of this label, or of these numbers", f"page:{given.page}", "page:[1 TO 2]"
    )
    yield _row("one document, by the id in its address", f"in:{given.document} {given.word}")


def _marks(given: Specimens) -> Iterator[HelpRow]:
    tag = given.tag if given.tag.isalnum() else f'"{given.tag}"'
    yield _row("passages with an annotation that has this tag", f"tag:{tag}")
    yield _row("passages that somebody of this name annotated", f"user:{given.person}")
    yield _row("passages that anybody annotated", "has:annotation")
    yield _row("the newest first; sort:relevance is best first", f"{given.word} sort:date")
