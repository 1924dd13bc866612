"""The confined child's side with an extractor that does what the file tells it to: the worst that a parser could.

Started as `python misbehaving.py DESCRIPTOR` in place of `python -m ingest.child`. `plainly` in front of a name
means that the kernel refuses seclusion.
"""

import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path

from ingest import child, extract, seclusion
from ingest.extract.extraction import Extraction, RawPage


def signal_mother(number):
    os.kill(os.getppid(), number)
    time.sleep(0.5)
    return "still here"


def fork_away():
    """A grandchild in a session of its own holds the pipe and would outlive everything."""
    if not os.fork():
        os.setsid()
        time.sleep(600)
    return "the child has ended"


def eat():
    hoard = []
    while True:
        hoard.append(bytearray(1 << 24))


def spin():
    while True:
        pass


def flood():
    return "a" * (400 << 20)


def close_and_stay():
    os.closerange(0, 64)
    time.sleep(600)


def connect(port):
    socket.create_connection(("127.0.0.1", int(port)), timeout=2).close()
    return "connected"


def write(place):
    Path(place).write_text("x")
    return "written"


def end_main(number):
    os.kill(int(number), 0)
    return "reached"


DEEDS = {
    "read": lambda: "read",
    "kill": lambda: signal_mother(signal.SIGKILL),
    "stop": lambda: signal_mother(signal.SIGSTOP),
    "interrupt": lambda: signal_mother(signal.SIGINT),
    "fork": fork_away,
    "eat": eat,
    "spin": spin,
    "sleep": lambda: time.sleep(600),
    "abort": os.abort,
    "flood": flood,
    "close": close_and_stay,
    "connect": connect,
    "write": write,
    "reach": end_main,
    "limits": lambda: " ".join(
        str(resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0]) for name in ("CORE", "NOFILE", "FSIZE", "AS")
    ),
    "descriptors": lambda: " ".join(sorted(map(str, Path("/proc/self/fd").iterdir()))),
    "numbers": lambda: f"{os.getpid()} {os.getppid()}",
}


def misbehave(path, _format, options):
    if options.engine == "pdfium" and path.name == "first.txt":
        return Extraction((RawPage("by pdfium"),), "pdfium", "1", "plain")
    deed, _, what = path.read_text().partition(":")
    done = DEEDS[deed](what) if what else DEEDS[deed]()
    return Extraction((RawPage(str(done)),), "hand", "1", "plain")


if __name__ == "__main__":
    extract.extract = misbehave
    extract.preload = lambda: None
    if sys.argv[1] == "plainly":
        seclusion.withdraw = lambda: False
        seclusion.renounce = lambda: None
    sys.exit(child.main(sys.argv[-1]))
