"""The command that finds passages."""

from __future__ import annotations

import json

import click

from archive.counting import many
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import Results, search
from index.suggestions import Suggestion
from web.asked import SearchRequest
from web.commands.frame import archive_option, json_option, opened
from web.present.hits import Place, hit_wire, places


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(find)


@click.command("search")
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="Passages to list.")
@click.option("--exact", is_flag=True, help="Every word as typed: capitals, marks and accents count.")
@archive_option
@json_option
def find(query: str, limit: int, exact: bool, archive: str | None, as_json: bool) -> None:
    """Find passages; the query language is that of the search page."""
    with opened(archive) as (store, settings):
        room = ReadingRoom(store, settings.engine)
        results = search(room.engine(), store, parse(query, verbatim=exact), page_size=limit)
        found = places(store, results, SearchRequest(query, exact=exact))
        room.close()
    ignored = [remark.message for remark in results.query.ignored]
    if as_json:
        click.echo(json.dumps(_wire(query, results, found, ignored, settings.public_url), ensure_ascii=False))
        return
    for message in [*ignored, *map(_missing, results.suggestions)]:
        click.echo(message, err=True)
    least = "" if results.exact_total else "at least "
    told = f"{many(results.total, 'passage')} in {many(results.documents, 'document')}"
    click.echo(f"{least}{told} — {results.query.understood}")
    for place in found:
        words = " ".join(place.quote.exact.split())
        title = place.document.description.title
        click.echo(f"{place.document.id}@{place.hit.passage.revision} {place.span}  {title}: {words}")


def _missing(word: Suggestion) -> str:
    likely = f"; did you mean {' or '.join(word.likely)}?" if word.likely else ""
    return f"“{word.word}” stands nowhere in this archive{likely}"


def _wire(query: str, results: Results, found: list[Place], ignored: list[str], host: str) -> dict[str, object]:
    return {
        "query": query,
        "understood": results.query.understood,
        "ignored": ignored,
        "total": results.total,
        "total_is_exact": results.exact_total,
        "hits": [hit_wire(place, host.rstrip("/")) for place in found],
    }
