"""The command that checks citation links against the archive, in manuscripts or one by one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from archive.counting import many
from archive.errors import Refused
from web.commands.frame import archive_option, json_option, opened
from web.manuscripts import Link, links, text_of
from web.verifying import Checked, checked

_Found = tuple[str, list[Link]]
"""Where links were looked for (empty: on the command line), and those there are."""


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(verify)


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="LINK|FILE…")
@archive_option
@json_option
def verify(what: tuple[str, ...], archive: str | None, as_json: bool) -> None:
    """Check citation links: each as it is given, or those in Markdown, HTML and text files; - is standard input.

    Exit 1 where one does not hold: changed, ambiguous, gone, withdrawn, forged or unknown.
    """
    found = [_links(each) for each in what]
    with opened(archive) as (store, settings):
        answers = iter(checked(store, settings, [link for _, some in found for link in some]))
        told = [(place, [next(answers) for _ in some]) for place, some in found]
    for place, some in told:
        if not some:
            click.echo(f"{place}: no citation link is in it", err=True)
        for each in some:
            click.echo(json.dumps(each.wire, ensure_ascii=False) if as_json else "\n".join(_lines(place, each)))
    results = [each for _, some in told for each in some]
    if not as_json:
        click.echo(_summary(results), err=True)
    if not all(each.standing.holds for each in results):
        raise SystemExit(1)


def _links(given: str) -> _Found:
    """Return the links of a file, of standard input, or the one that was given; neither is wrong usage."""
    if given == "-":
        return "standard input", _read("standard input", sys.stdin.buffer.read())
    path = Path(given)
    if path.is_file():
        try:
            return given, _read(given, path.read_bytes())
        except OSError as error:
            raise click.UsageError(f"{given} cannot be read: {error.strerror}") from error
    found = list(links(given))
    if len(found) != 1:
        raise click.UsageError(f"{given!r} is no file that is there, and not the address of a citation")
    return "", found


def _read(name: str, content: bytes) -> list[Link]:
    try:
        return list(links(text_of(content)))
    except Refused as error:
        raise click.UsageError(f"{name}: {error}") from error


def _lines(place: str, each: Checked) -> Iterator[str]:
    where = f"{place}:{each.link.line}: " if place else ""
    yield f"{each.standing.value:10} {where}{each.link.written}"
    yield f"{'':10} {each.reason}"
    if each.now and list(each.now) != [each.link.written]:
        yield from (f"{'':10} now {address}" for address in each.now)


def _summary(results: Sequence[Checked]) -> str:
    held = sum(each.standing.holds for each in results)
    return f"{many(len(results), 'link')}, {held:,} hold"
