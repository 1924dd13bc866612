"""An archive under fire: a server and a command line at work, people who write, and kill -9 for all of it."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path
from urllib.parse import urlencode

import make_pdf
from invariants import violations

from archive.access import Actor, Role
from archive.documents import Kind
from archive.store import Store
from archive.store.people import Purpose

ROOT = Path(__file__).resolve().parent.parent
SESSION = "session-of-the-test"


def files(number):
    """Return files of all kinds, other ones for each number, by name; two of them are the same bytes."""
    told = f"Dear Sir,\n\nThis is letter {number} of {{}}.\n\nYours sincerely,\nIda Brandt\n"
    mail = (
        f"From: ida@example.org\nTo: vale@example.org\nSubject: Letter {number}\nMessage-ID: <{number}@x>\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        f"{told.format('mail')}\n--b\nContent-Type: text/plain\n"
        "Content-Disposition: attachment; filename=enclosed.txt\n\n"
        f"{told.format('enclosure')}\n--b--\n"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", told.format("the first member"))
        archive.writestr("two.md", f"# Letter {number}\n\n{told.format('the second member')}")
    page = f"<html><title>Letter {number}</title><body><article>{'<p>' + told.format('the web') * 3}</article></body>"
    return {
        "letter.txt": told.format("paper").encode(),
        "copy.txt": told.format("paper").encode(),
        "mail.eml": mail.encode(),
        "bundle.zip": packed.getvalue(),
        "page.html": page.encode(),
        "typed.pdf": make_pdf.by_hand(make_pdf.lines(f"Letter {number}", "Some printed words")),
        "broken.pdf": b"%PDF-1.4 " + str(number).encode(),
    }


class Siege:
    """One archive through many deaths; `faults` says what did not hold, `acknowledged` what was promised."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.faults: list[str] = []
        self.deposits: dict[str, int] = {}
        self.lines: list[dict] = []
        self.titles: dict[str, list[str]] = {}
        self.slowest = 0.0
        self._processes: list[subprocess.Popen] = []
        store = Store(folder / "archive")
        store.people.add(Actor("ada", "Ada", Role.ADMIN), at=store.clock.now())
        store.people.issue(SESSION, Purpose.SESSION, "ada", expires=store.clock.later(1e6))
        store.close()

    def round(self, number: int) -> None:
        """Start everything, write, kill, and see what stands after a new start."""
        port = self._serve()
        given = self.folder / f"given-{number}"
        given.mkdir()
        for name, content in files(number).items():
            (given / name).write_bytes(content)
        over = threading.Event()
        writers = [
            threading.Thread(target=self._writes, args=(over, work, pause, port, number))
            for work, pause in ((self._upload, self.random.uniform(0.2, 3)), (self._correct, 0.1))
        ]
        for writer in writers:
            writer.start()
        telling = threading.Thread(target=self._ingest, args=(given,))
        telling.start()
        time.sleep(self.random.uniform(0.5, 10.0))
        self._kill()
        over.set()
        for thread in (*writers, telling):
            thread.join()

    def settle(self) -> list[str]:
        """Start a server once more, let it finish everything, and return what does not hold."""
        self._serve()
        store = Store(self.folder / "archive")
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self._waiting(store):
            time.sleep(0.2)
        self._kill(signal.SIGTERM)
        if list((self.folder / "archive" / "at-work").iterdir()):
            self.faults.append("locks of processes that are gone")
        self.faults += [*violations(store), *self._promised(store)]
        store.close()
        return self.faults

    @staticmethod
    def _waiting(store):
        return any(not progress.finished for progress in store.jobs.progress(limit=100_000))

    def _promised(self, store):
        """Yield what was acknowledged and is not there."""
        for deposit, count in self.deposits.items():
            (progress,) = store.jobs.progress(deposit=deposit) or [None]
            if progress is None or progress.total < count:
                yield f"deposit {deposit}: {progress} of {count} files"
        for line in self.lines:
            if line["document"] and line["revision"] > store.documents.get(line["document"]).newest:
                yield f"lost: {line}"
        for document, titles in self.titles.items():
            title = store.documents.get(document).description.title
            if title not in titles:
                yield f"the title of {document} is {title!r}, not one of {titles}"

    def _serve(self) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._start("serve", "--port", str(port))
        begun = time.monotonic()
        while time.monotonic() < begun + 60:
            with contextlib.suppress(OSError):
                if _request(port, "GET", "/readyz").status == 200:
                    break
            time.sleep(0.05)
        taken = time.monotonic() - begun
        self.slowest = max(self.slowest, taken)
        return port

    def _start(self, *words: str) -> subprocess.Popen:
        command = [sys.executable, "-c", "from web.cli import main; main()", *words]
        log = (self.folder / "log.txt").open("a")
        process = subprocess.Popen(
            [*command, "--archive", str(self.folder / "archive")],
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.PIPE if words[0] == "ingest" else log,
            stderr=log,
            text=True,
        )
        log.close()
        self._processes.append(process)
        return process

    def _kill(self, how: int = signal.SIGKILL) -> None:
        for process in self._processes:
            if process.poll() is None:  # the number of one that has ended may be another's by now
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, how)
        for process in self._processes:
            process.wait(timeout=60)
        self._processes.clear()

    def _ingest(self, given: Path) -> None:
        process = self._start("ingest", str(given), "--json")
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("\n"):
                self.lines.append(json.loads(line))
        process.stdout.close()

    @staticmethod
    def _writes(over: threading.Event, work, pause: float, port: int, number: int) -> None:
        """Do a work again and again until the server is gone."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            page = _request(port, "GET", "/").body
            csrf = page.partition('name="csrf" content="')[2].partition('"')[0]
            for time_ in range(1000):
                if over.is_set():
                    return
                work(port, csrf, f"{number}.{time_}")
                over.wait(pause)

    def _upload(self, port: int, csrf: str, number: str) -> None:
        sent = files(f"upload {number}")
        answer = _send(port, "/ingest", {"csrf": csrf}, sent)
        if answer.status == 303:
            self.deposits[answer.location.rpartition("/")[2]] = len(sent)
        else:
            self.faults.append(f"an upload was answered {answer.status}")

    def _correct(self, port: int, csrf: str, number: str) -> None:
        """Set the title of a document; until the answer comes either title may stand, after it only the new one."""
        document = self._some(port)
        if not document:
            return
        page = _request(port, "GET", f"/documents/{document}").body
        title = f"Corrected {number}"
        was = page.partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()
        self.titles.setdefault(document, [was]).append(title)
        said = {
            "csrf": csrf,
            "title": title,
            "was-title": was,
            "kind": Kind.LETTER.value,
            "was-kind": Kind.LETTER.value,
        }
        answer = _request(port, "POST", f"/documents/{document}/description", said)
        if answer.status == 303:
            self.titles[document] = [title]
        elif answer.status >= 500:
            self.faults.append(f"a correction was answered {answer.status}")

    def _some(self, port: int) -> str:
        """Return the id of some document."""
        shown = _request(port, "GET", "/documents").body.split('href="/documents/')[1:]
        ids = [part[:8] for part in shown if part[8:9] in {"-", '"'}]
        return self.random.choice(ids) if ids else ""


class _Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.location = response.headers.get("Location", "")
        self.body = response.read().decode()


def _request(port: int, method: str, path: str, form: dict | None = None) -> _Answer:
    body = urlencode(form) if form else None
    headers = {"Cookie": f"verbatim_session={SESSION}"}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    return _ask(port, method, path, body, headers)


def _send(port: int, path: str, form: dict, sent: dict) -> _Answer:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{said}\r\n'.encode()
        for name, said in form.items()
    ]
    for name, content in sent.items():
        head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    headers = {"Cookie": f"verbatim_session={SESSION}", "Content-Type": "multipart/form-data; boundary=x"}
    return _ask(port, "POST", path, b"".join(parts) + b"--x--\r\n", headers)


def _ask(port: int, method: str, path: str, body: str | bytes | None, headers: dict) -> _Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, headers)
        return _Answer(connection.getresponse())
    finally:
        connection.close()
