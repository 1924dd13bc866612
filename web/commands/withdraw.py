"""The command that withdraws a document, or shows it again."""

from __future__ import annotations

import json

import click

from archive.access import Action, Role
from archive.withdrawing import named, show_again, withdraw_document
from index.reading_room import ReadingRoom
from web.commands.acting import acting
from web.commands.frame import archive_option, json_option, opened
from web.references import parse_reference


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(withdraw)


@click.command()
@click.argument("doc")
@click.option("--reason", default="", metavar="TEXT", help="Why; everybody who follows a link to it is told.")
@click.option("--undo", is_flag=True, help="Show it again.")
@click.option("--as", "person", default="", metavar="NAME", help="Who says so; needed where there are several admins.")
@archive_option
@json_option
def withdraw(doc: str, reason: str, undo: bool, person: str, archive: str | None, as_json: bool) -> None:
    """Withdraw a document: it is no longer found or shown, and its links say what stood there and why it is gone."""
    if undo is bool(reason.strip()):
        raise click.UsageError("say --reason TEXT, or --undo")
    with opened(archive) as (store, settings):
        identifier = parse_reference(doc).document
        store.documents.must_hold(identifier)
        actor = acting(store, person, Action.ADMINISTER, does="withdraws it", role=Role.ADMIN)
        if undo:
            show_again(store, actor, identifier)
        else:
            withdraw_document(store, actor, identifier, reason=reason)
        document, withdrawal = store.documents.get(identifier), store.withdrawals.of(identifier)
        if as_json:
            click.echo(json.dumps({"document": identifier, "withdrawn": withdrawal is not None, "reason": reason}))
        else:
            click.echo(f"{named(document)} {'is withdrawn' if withdrawal else 'is shown again'}")
        room = ReadingRoom(store, settings.engine)  # after what was said: that stands, whatever becomes of the index
        room.catch_up()
        room.close()
