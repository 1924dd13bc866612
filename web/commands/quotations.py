"""The commands on ledgers: a document's quotations, the check of a draft, and what is still to be traced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from archive.errors import Unreadable
from archive.settings import Settings
from archive.store import Store
from index.ledger import trace_due
from index.looking_again import Lookout, arrived
from index.reading_room import ReadingRoom
from web import drafts
from web.commands.frame import archive_option, json_option, opened
from web.ledgers import Ledger, ledger_of
from web.present.ledger import summary
from web.present.ledger_wire import ledger_csv, ledger_wire
from web.present.quotation_card import withdrawn_words
from web.receive import document_named, left_out
from web.verdict_words import LABELS, meaning, remarks, told

_SHOWN = 100


def install(main: click.Group) -> None:
    """Add the commands."""
    main.add_command(quotations)
    main.add_command(check)
    main.add_command(look_again)


@click.command()
@click.argument("doc")
@click.option("--csv", "as_csv", is_flag=True, help="Answer as a CSV table.")
@archive_option
@json_option
def quotations(doc: str, as_csv: bool, archive: str | None, as_json: bool) -> None:
    """Show the quotations of a document and how each stands; those still to be traced are traced first.

    Exit 1 where one is misquoted, is not found or could not be checked.
    """
    with opened(archive) as (store, settings):
        with _current(store, settings) as room:
            document = store.documents.get(document_named(doc))
            if store.quotations.searched(document.id, document.newest) is None:
                with store.atomic():
                    arrived(store, document)
            trace_due(room.engine(), store, document.id, seconds=600)
        held = ledger_of(store, document, store.revisions.get(document.id, document.newest))
        _tell(held, settings.public_url, as_csv=as_csv, as_json=as_json)


@click.command()
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--without", default="", metavar="DOC", help="A document that is no source, as an earlier version.")
@click.option("--seconds", default=600, type=click.IntRange(1), show_default=True, help="Time for the whole draft.")
@click.option("--csv", "as_csv", is_flag=True, help="Answer as a CSV table.")
@archive_option
@json_option
def check(draft: Path, without: str, seconds: int, as_csv: bool, archive: str | None, as_json: bool) -> None:
    """Check the quotations of a DRAFT (text, Markdown, HTML, DOCX, PDF, …) against the archive. Nothing of it is kept.

    Exit 1 where one is misquoted, is not found or could not be checked, or the file cannot be read.
    """
    with opened(archive) as (store, settings):
        try:
            revision = drafts.of_file(draft, settings)
        except Unreadable as error:
            click.echo(f"{draft.name}: {error}", err=True)
            raise SystemExit(1) from error
        named = left_out(store, [without])
        with _current(store, settings) as room:
            held = drafts.checked(room.engine(), store, revision, leaving_out=named, seconds=seconds)
        _tell(held, settings.public_url, as_csv=as_csv, as_json=as_json)


@click.command("look-again")
@archive_option
def look_again(archive: str | None) -> None:
    """Trace all quotations that are still to be traced, as a server does in the background."""
    with opened(archive) as (store, settings):
        with _current(store, settings) as room:
            count = Lookout(store, room).look()
        click.echo("another process is at it" if count < 0 else f"{count:,} traced")


@contextmanager
def _current(store: Store, settings: Settings) -> Iterator[ReadingRoom]:
    """Open the reading room, its index brought up to date."""
    with closing(ReadingRoom(store, settings.engine)) as room:
        room.catch_up()
        yield room


def _tell(held: Ledger, host: str, *, as_csv: bool, as_json: bool) -> None:
    if as_csv and as_json:
        raise click.UsageError("--csv or --json, not both")
    if as_json:
        click.echo(json.dumps(ledger_wire(held, host), ensure_ascii=False))
    elif as_csv:
        click.echo(ledger_csv(held, host), nl=False)
    else:
        click.echo("\n".join(_lines(held)))
    verdicts = [held.verdict(each) for each in held.quotations]
    if not all(verdict and verdict.holds for verdict in verdicts) or not held.complete:
        raise SystemExit(1)


def _lines(held: Ledger) -> Iterator[str]:
    yield summary(held)
    for quotation in held.quotations:
        found, verdict = held.traces.get(quotation.number), held.verdict(quotation)
        words = " ".join(held.exact(quotation).split())
        label = LABELS[verdict] if verdict else "Not reached in time"
        yield f"{quotation.number + 1}. {label}: {words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}"
        if found is None:
            continue
        yield f"   {' '.join((meaning(found), *remarks(found.flags)))}"
        if found.named:
            place = found.places[0]
            source = held.sources.get(place.document)
            title = " · ".join(
                filter(None, (source.description.title if source else "", withdrawn_words(held, place.document)))
            )
            yield f"   {place.document}@{place.revision} {place.span}  {title}"
            yield from (f"   - {line}" for line in told(place.differences, place.omissions, place.dropped))
