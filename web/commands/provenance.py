"""The command that tells where a document came from and what was done to it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from archive.history import Record, history
from archive.premis import premis
from web import addressed
from web.commands.frame import archive_option, json_option, opened
from web.moments import clock, day, moment
from web.present.premis import premis_wire
from web.present.provenance import arrival_card, readings


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(provenance)


@click.command()
@click.argument("document", metavar="DOC")
@archive_option
@json_option
def provenance(document: str, archive: str | None, as_json: bool) -> None:
    """Tell every arrival of a document and what was done to it; DOC is its id, or `<id>@<revision>`."""
    with opened(archive) as (store, _settings):
        held, revision = addressed.revision(store, document)
        arrivals = history(store, held.id)
    if as_json:
        click.echo(json.dumps(premis_wire(premis(held, revision, arrivals)), ensure_ascii=False))
        return
    click.echo(f"{revision.key}  {held.description.title}")
    click.echo(f"text        SHA-256 {revision.frozen.text_sha256}")
    for line in readings(revision.pages):
        told = "; ".join(filter(None, [line.how, line.reader, line.why, line.certainty, *line.doubts]))
        click.echo(f"page {line.pages}: {told}")
    for record in arrivals:
        for told in _lines(record):
            click.echo(told)


def _lines(record: Record) -> Iterator[str]:
    """Yield an arrival and its events, a line each."""
    card = arrival_card(record, within=True)
    inside = f" inside {card.inside.name}" if card.inside else ""
    yield ""
    yield f"accession   {record.accession.id}  {card.file_name}{inside}, {card.size} bytes, SHA-256 {card.sha256}"
    yield f"            {moment(card.when)}, brought by {card.agent}: {card.source}"
    for event in card.events:
        failed = f" [{event.code}]" if event.failed else ""
        tool = f" (with {event.tool})" if event.tool else ""
        yield f"  {day(event.when)}, {clock(event.when)}  {event.what}{failed}: {event.detail}{tool}"
