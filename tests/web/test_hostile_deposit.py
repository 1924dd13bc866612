"""A real server takes a deposit of hostile files and goes on answering everyone."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from io import BytesIO
from pathlib import Path

import make
import pytest
from hostile import CASES
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from archive.access import Role
from archive.store import Store
from archive.store.people import Purpose
from web.security import SESSION_COOKIE

ROOT = Path(__file__).parents[2]
FEW = ("labels.pdf", "comments-before.html", "nested.eml")
WORST = (
    "text-bomb.pdf", "operators.pdf", "object-stream-bomb.pdf", "form-bomb.pdf", "reference-loop.pdf", "labels.pdf",
    "widths.pdf", "many-pages.pdf", "deep-array.pdf", "attributes.html", "alternating.html", "laughs.xhtml",
    "formatting.html", "folded.eml", "forwarded.eml", "parts.eml", "attachments.eml", "overlapping.zip", "layers.zip",
    "ratio.docx", "one-line.txt", "long.txt", "zalgo.txt", "soft-hyphens.txt", "page-ends.txt", "brackets.md",
    "emphasis.md", "comments-before.html", "unicode.rtf", "deep.rtf",
)  # fmt: skip


class Server:
    """`verbatim serve` as a process of its own, and a person who is signed in."""

    def __init__(self, folder, port):
        self.address = f"http://127.0.0.1:{port}"
        self.headers = {"Cookie": f"{SESSION_COOKIE}=session"}
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from web.cli import main; main()",
                "serve",
                "--archive",
                folder,
                "--port",
                str(port),
            ],
            cwd=ROOT,
            env={**os.environ, "VERBATIM_EXTRACT_SECONDS": "3"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while True:
            assert self.process.poll() is None
            try:
                self.get("/livez")
            except OSError:
                time.sleep(0.1)
            else:
                return

    def get(self, path, data=None, **headers):
        """Return the answer; a status from 400 or no answer in 20 seconds is an OSError."""
        asked = urllib.request.Request(self.address + path, data, self.headers | headers)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return answer.geturl(), answer.read().decode()

    def deposit(self, cases):
        """Upload the files; return the address of the deposit's page."""
        csrf = re.search('name="csrf" content="([^"]+)', self.get("/")[1])[1]
        fields = {"csrf": csrf, "files": [FileStorage(BytesIO(case.make()), case.name) for case in cases]}
        body, length, boundary = stream_encode_multipart(fields)
        kind = f"multipart/form-data; boundary={boundary}"
        with body:
            sent = body.read()
        return self.get("/ingest", sent, **{"Content-Type": kind, "Content-Length": str(length)})[0]

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@pytest.fixture
def server(tmp_path):
    folder = str(tmp_path / "served")
    store = Store(Path(folder))
    make.person(store, "Ada", Role.REVIEWER)
    store.people.issue("session", Purpose.SESSION, "ada", expires=store.clock.later(600))
    store.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = Server(folder, port)
    yield running
    assert running.close() == 0


def answers(server, names):
    """Hand the files over, ask all the while; return what became of them and the longest wait in seconds."""
    place = server.deposit([case for case in CASES if case.name in names]).removeprefix(server.address)
    longest = 0.0
    while True:
        for path in ("/livez", "/search?q=bridge", "/readyz"):
            begun = time.monotonic()
            server.get(path)
            longest = max(longest, time.monotonic() - begun)
        told = json.loads(server.get(place + ".json")[1])
        if told["finished"]:
            return told, longest
        time.sleep(0.1)


def test_a_server_answers_while_it_reads_hostile_files(server):
    """Each question is answered, each file has a result."""
    told, _longest = answers(server, FEW)
    assert told["done"] == told["total"] == len(FEW)
    assert not any("stumbled" in file["told"] for file in told["files"])


@pytest.mark.slow
def test_a_server_answers_while_it_reads_the_worst(server):
    """Thirty of the worst at once, and what is inside them."""
    told, longest = answers(server, WORST)
    assert told["done"] == told["total"] >= len(WORST)
    assert not any("stumbled" in file["told"] for file in told["files"])
    assert longest < 10
