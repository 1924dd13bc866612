"""A bundle changed by somebody who knows how bags are made: with manifests made anew where that is wanted."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile

BASE = "verbatim/"


def files_of(path):
    """Return the files of a bundle, by name below its folder."""
    with zipfile.ZipFile(path) as bag:
        return {name.removeprefix(BASE): bag.read(name) for name in bag.namelist()}


def write(path, files, *, base=BASE):
    """Write files as they are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bag:
        for name, content in files.items():
            bag.writestr(base + name, content)
    return path


def sealed(files):
    """Return files with manifests that vouch for them as they are now."""
    payload = {name: content for name, content in files.items() if name.startswith("data/")}
    info = files["bag-info.txt"].decode().splitlines()
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    lines = [oxum if line.startswith("Payload-Oxum") else line for line in info]
    made = files | {"bag-info.txt": ("\n".join(lines) + "\n").encode(), "manifest-sha256.txt": _manifest(payload)}
    tags = {name: made[name] for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")}
    return made | {"tagmanifest-sha256.txt": _manifest(tags)}


def of_schema(files, schema):
    """Return what `bag-info.txt` would say if the rows were of this schema."""
    return re.sub(rb"(?<=Schema: )\d+", schema.encode(), files["bag-info.txt"])


def _manifest(files):
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return "".join(lines).encode()


def rows_of(files, table):
    """Return the rows of a table."""
    return [json.loads(line) for line in files[f"data/record/{table}.jsonl"].splitlines()]


def with_rows(files, table, rows):
    """Return files in which a table has these rows, and manifests say so."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    return sealed(files | {f"data/record/{table}.jsonl": lines.encode()})


def unpack(path, folder):
    """Unpack a bundle of our own making."""
    with zipfile.ZipFile(path) as bag:
        bag.extractall(folder)
