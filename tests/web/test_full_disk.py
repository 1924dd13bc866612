"""A full disk: reading goes on, what cannot be stored is said to be so, and nothing that was answered is lost."""

import errno
import io

import make
import pytest

from web.present.annotation import MEDIA_TYPE
from web.views import deposits

PAGES = ["/", "/search?q=shipment", "/documents", "/livez", "/readyz"]


@pytest.fixture
def send(curator):
    """Return a function that sends one file."""

    def upload(content, **headers):
        head = 'Content-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        body = b"--edge\r\n" + head.encode() + content + b"\r\n--edge--\r\n"
        headers |= {"X-CSRF-Token": curator.csrf, "Content-Type": "multipart/form-data; boundary=edge"}
        return curator.post("/ingest", data=body, headers=headers)

    return upload


@pytest.fixture
def mark(ada, letter):
    """Return a function that marks the first word, with a long comment, and returns the status."""
    selectors = [
        {"type": "TextPositionSelector", "start": 2, "end": 6},
        {"type": "TextQuoteSelector", "exact": "Dear"},
    ]
    sent = {
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": "Why? " * 18_000, "purpose": "commenting"}],
        "target": {"source": f"http://localhost/documents/{letter.id}@1", "selector": selectors},
    }

    def post():
        headers = {"X-CSRF-Token": ada.csrf, "Content-Type": MEDIA_TYPE}
        return ada.post(f"/documents/{letter.id}/annotations/", json=sent, headers=headers).status_code

    return post


@pytest.mark.parametrize("size", [100, 10_000])
def test_an_upload_for_which_there_is_no_room_is_answered_507(send, store, size):
    """Nothing of it is kept, and nobody waits for it."""
    with make.full_disk(beyond=64):
        reply = send(b"x" * size)
    assert (reply.status_code, "No room left" in reply.text) == (507, True)
    assert store.jobs.progress() == []
    assert not [path for path in (store.folder / "originals").rglob("*") if path.is_file()]


def test_a_disk_that_fills_up_before_the_archive_is_asked_is_answered_the_same(send, monkeypatch):
    """A large upload is laid down on the disk by the server."""

    def spooled(*_args, **_said):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(deposits, "keep", spooled)
    assert send(b"x").status_code == 507


def test_machines_get_the_one_body_of_errors(send):
    """The sentence and the number."""
    with make.full_disk(beyond=64):
        reply = send(b"x" * 100, Accept="application/json")
    assert reply.json == {"error": "there is no room left on the archive's disk; this was not stored", "status": 507}


def test_of_files_sent_together_none_is_taken_in_where_one_does_not_fit(curator, store):
    """The answer says that nothing was stored, and so it is."""
    files = [(io.BytesIO(b"x"), "a.txt"), (io.BytesIO(b"y" * 9000), "b.txt")]
    with make.full_disk(beyond=64):
        reply = curator.post("/ingest", data={"csrf": curator.csrf, "files": files})
    assert (reply.status_code, store.jobs.progress()) == (507, [])


def test_a_full_database_refuses_a_mark_and_shows_everything(ada, letter, mark, store):
    """Reading, searching and the state of the server answer 200; afterwards marks are taken again."""
    with make.full_database(store):
        assert mark() == 507
        pages = [*PAGES, f"/documents/{letter.id}", f"/documents/{letter.id}.json"]
        assert [ada.get(page).status_code for page in pages] == [200] * len(pages)
    assert store.annotations.on(letter.id, 1) == []
    assert mark() == 201


def test_a_disk_that_fails_otherwise_is_answered_503(mark):
    """The log of the database may not grow: it may be a quota, or worse."""
    with make.full_disk(beyond=4096):
        assert mark() == 503
