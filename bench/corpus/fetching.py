"""Fetching a package aside: its folder is there whole, or not at all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path


def fetched(place: Path, bring: Callable[[Path], None]) -> bool:
    """Have `bring` put a package's files into `files` of an empty folder, and move those to `place`.

    Tell whether that could be done; where it could not, nothing is left. A program that fails, a file that cannot be
    written, and one that is not among what was fetched (`StopIteration`) count as "could not".
    """
    coming = place.with_name(f"{place.name}.coming").absolute()
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(parents=True)
    try:
        bring(coming)
        (coming / "files").rename(place)
    except (OSError, StopIteration, subprocess.CalledProcessError):
        return False
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    return True
