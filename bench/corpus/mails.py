"""Real mail threads: source packages that carry whole ones, fetched by `apt-get source` where this system looks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.corpus.fetching import fetched

PACKAGES = ("notmuch",)
"""Source packages with mails of public lists among their tests."""

_CORPORA = ("test/corpora/default", "test/corpora/lkml")
_MAIL = re.compile(rb"\A(?=.*^message-id:)(?=.*^date:)", re.I | re.M | re.S)
_HEAD = 20_000
_TARGET = "$(REPO_URI) $(RELEASE) $(COMPONENT)"


def mails(folder: Path) -> list[Path]:
    """Return the mails, one to a file, fetched where they are missing; none, aloud, where they cannot be had."""
    return [path for name in PACKAGES for path in _found(name, folder / name)]


def _found(name: str, place: Path) -> Iterator[Path]:
    if not place.is_dir() and not fetched(place, partial(_bring, name)):
        print(f"Left out: the source package {name} cannot be fetched here.", file=sys.stderr)
        return
    for corpus in _CORPORA:
        for path in sorted(place.glob(f"*/{corpus}/**/*")):
            if path.is_file() and _MAIL.match(path.read_bytes()[:_HEAD].split(b"\n\n")[0]):
                yield path


def _bring(name: str, coming: Path) -> None:
    """Fetch the upstream files of a source package and unpack them into `coming/files`."""
    (coming / "lists" / "partial").mkdir(parents=True)
    (coming / "files").mkdir()
    settings = {**os.environ, "APT_CONFIG": str(_configured(coming))}
    for command in (["update"], ["source", "--download-only", name]):
        subprocess.run(["apt-get", *command, "-qq"], cwd=coming, env=settings, check=True, capture_output=True)
    archive = next(coming.glob("*.orig.tar.*"))
    subprocess.run(["tar", "-xf", archive.name, "-C", "files"], cwd=coming, check=True, capture_output=True)


def _configured(coming: Path) -> Path:
    """Write a configuration by which the sources are found where the system finds its packages; return its place."""
    asked = ["apt-get", "indextargets", "--format", _TARGET, "Created-By: Packages"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    lines = dict.fromkeys(f"deb-src {line}\n" for line in told.splitlines() if "security" not in line)
    (coming / "sources.list").write_text("".join(lines), encoding="utf-8")
    settings = {
        "Dir::Etc::SourceList": coming / "sources.list",
        "Dir::Etc::SourceParts": "-",
        "Dir::State::Lists": coming / "lists",
        "APT::Sandbox::User": "root",
    }
    place = coming / "apt.conf"
    place.write_text("".join(f'{name} "{value}";\n' for name, value in settings.items()), encoding="utf-8")
    return place
