"""The command that checks citation links against the archive, in manuscripts or one by one."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click

from archive.bundling.checking import opened_bundle
from archive.bundling.importing import import_bundle
from archive.counting import many
from archive.errors import Refused
from archive.settings import Settings, read_settings
from archive.store import Store
from web.commands.frame import archive_option, json_option, opened, told
from web.manuscripts import Link, links, text_of
from web.verifying import Checked, checked

_LIMIT = 64 << 30

_Found = tuple[str, list[Link]]
"""Where links were looked for (empty: on the command line), and those there are."""


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(verify)


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="LINK|FILE…")
@click.option(
    "--bundle",
    default=None,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Check against this export instead of an archive; it is unpacked and checked first.",
)
@archive_option
@json_option
def verify(what: tuple[str, ...], bundle: Path | None, archive: str | None, as_json: bool) -> None:
    """Check citation links: each as it is given, or those in Markdown, HTML and text files; - is standard input.

    Exit 1 where one does not hold: changed, ambiguous, gone, withdrawn, forged or unknown.
    """
    found = [_links(each) for each in what]
    if bundle and archive:
        raise click.UsageError("--bundle or --archive, not both")
    with _unpacked(bundle) if bundle else opened(archive) as (store, settings):
        answers = iter(checked(store, settings, [link for _, some in found for link in some]))
        results = [(place, [next(answers) for _ in some]) for place, some in found]
    for place, some in results:
        if not some:
            click.echo(f"{place}: no citation link is in it", err=True)
        for each in some:
            click.echo(json.dumps(each.wire, ensure_ascii=False) if as_json else "\n".join(_lines(place, each)))
    all_of_them = [each for _, some in results for each in some]
    if not as_json:
        click.echo(_summary(all_of_them), err=True)
    if not all(each.standing.holds for each in all_of_them):
        raise SystemExit(1)


@contextmanager
def _unpacked(bundle: Path) -> Iterator[tuple[Store, Settings]]:
    """Make an archive of a bundle for as long as it is needed."""
    with (
        told(),
        tempfile.TemporaryDirectory(prefix="verbatim-") as folder,
        opened_bundle(bundle, limit=_LIMIT) as held,
        closing(Store(Path(folder))) as store,
    ):
        import_bundle(store, held)
        yield store, read_settings(archive=folder)


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
