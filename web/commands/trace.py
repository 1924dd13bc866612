"""The command that traces printed quotations, one or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import IO

import click

from archive.errors import Refused
from archive.store import Store
from index.reading_room import ReadingRoom
from index.traces import Trace
from index.tracing import trace_all
from web.commands.frame import archive_option, json_option, opened
from web.present.trace_list import list_csv, trace_wire
from web.quotation_lists import MOST_BYTES, read_list
from web.receive import left_out
from web.verdict_words import LABELS, meaning, remarks, told


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(trace)


@click.command()
@click.argument("quotation", default="")
@click.option("--file", "listed", type=click.File("rb"), metavar="LIST", help="A text or CSV file of quotations.")
@click.option("--without", multiple=True, metavar="DOC", help="A document that is no source, as the article itself.")
@click.option("--seconds", default=600, type=click.IntRange(1), show_default=True, help="Time for the whole list.")
@click.option("--csv", "as_csv", is_flag=True, help="Answer as a CSV table.")
@archive_option
@json_option
def trace(
    quotation: str,
    listed: IO[bytes] | None,
    without: Sequence[str],
    seconds: int,
    as_csv: bool,
    archive: str | None,
    as_json: bool,
) -> None:
    """Find where printed quotations were taken from: QUOTATION, or each of those in a file.

    Exit 1 where one is misquoted, is not found or could not be checked.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv or --json, not both")
    quotations = _quotations(quotation, listed)
    with opened(archive) as (store, settings):
        found = list(_found(store, quotations, left_out(store, without), seconds))
        host = settings.public_url
        if as_csv:
            click.echo(list_csv(found, host), nl=False)
        for number, one in enumerate(found, 1):
            if as_json:
                click.echo(json.dumps(trace_wire(number, one, host), ensure_ascii=False))
            elif not as_csv:
                click.echo("\n".join(_lines(number if listed else 0, one)))
    if not all(one.verdict.holds for one in found):
        raise SystemExit(1)


def _quotations(quotation: str, listed: IO[bytes] | None) -> list[str]:
    if bool(quotation.strip()) == bool(listed):
        raise click.UsageError("give a QUOTATION, or --file LIST")
    if not listed:
        return [quotation]
    try:
        return read_list(listed.read(MOST_BYTES + 1), listed.name)
    except Refused as error:
        raise click.UsageError(str(error)) from error


def _found(store: Store, quotations: Sequence[str], leaving_out: Sequence[str], seconds: int) -> Iterator[Trace]:
    room = ReadingRoom(store)
    try:
        yield from trace_all(room.engine(), store, quotations, leaving_out=leaving_out, seconds=seconds)
    finally:
        room.close()


def _lines(number: int, found: Trace) -> Iterator[str]:
    """Yield what is told of one quotation: its verdict, its places, and what differs at the best of them."""
    words = " ".join(found.quoted.text.split())
    if number:
        yield f"{number}. {words if len(words) <= 100 else words[:99] + '…'}"
    yield f"{LABELS[found.verdict]}. {' '.join((meaning(found), *remarks(found.flags)))}"
    for place in found.places:
        page = f", page {place.page}" if place.page else ""
        where = f"{place.document.id}@{place.revision} {place.span}"
        yield f"  {where}  {place.document.description.title}{page}: {LABELS[place.collation.verdict].lower()}"
        yield f"    {' '.join(place.exact.split())}"
        if place is found.places[0]:
            yield from (
                f"    - {line}" for line in told(place.collation.differences, place.collation.omissions, place.dropped)
            )
