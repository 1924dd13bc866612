"""A thread that begins when it is woken and ends when it is told."""

import threading

from archive.attendant import Attendant


def attendant_of(done):
    """Return an attendant that notes each time it was at work."""

    def serve():
        while not attendant.ended.is_set():
            attendant.awake()
            done.release()
            attendant.wait()

    attendant = Attendant("test", serve)
    return attendant


def test_it_works_each_time_it_is_woken():
    """The first call begins it, the next ones find it asleep."""
    done = threading.Semaphore(0)
    attendant = attendant_of(done)
    for _ in range(3):
        attendant.wake()
        assert done.acquire(timeout=10)
    attendant.close()


def test_after_its_end_nobody_begins():
    """Whoever is told to end stays ended."""
    done = threading.Semaphore(0)
    attendant = attendant_of(done)
    attendant.close()
    attendant.wake()
    assert not done.acquire(timeout=0.05)
