"""The record of one accession: its page, its JSON, its bytes, and reading it once more."""

import io
import re
from pathlib import Path

import make
import pytest

from archive.access import Role
from archive.jobs import Job
from archive.provenance import Event, Outcome
from ingest.accession import Arrival, keep, record
from ingest.results import NEEDS_OCR
from web.permissions import MATRIX
from web.reasons import REASONS, reason

ROOT = Path(__file__).parent.parent.parent
FORMS = ("", ".json", "/original")


@pytest.fixture
def root(sign_in):
    return sign_in("Root", Role.REVIEWER)


@pytest.fixture
def stopped(store):
    """A good letter whose first reading was stopped."""
    arrival = Arrival("letter.txt", "upload:letter.txt", "Ada", "deposit1")
    accession = keep(store, io.BytesIO(b"Dear Sir,\n\nNo.\n\nYours sincerely,\nIda"), arrival, limit=1 << 20)
    record(store, accession)
    at = store.clock.now()
    store.accessions.record(Event(accession.id, "extraction", Outcome.FAILURE, "too slow", at, code="timeout"))
    return accession


def page(client, accession):
    return client.get(f"/accessions/{accession.id}").get_data(as_text=True)


def post(client, accession, **form):
    return client.post(f"/accessions/{accession.id}/retry", data={"csrf": client.csrf} | form)


def test_a_failure_says_why_and_what_can_be_done(root, stopped):
    """Plainly, with a button."""
    told = page(root, stopped)
    assert "Reading it took too long and was stopped" in told
    assert REASONS["timeout"].advice.partition(".")[0] in told
    assert "Try again</button>" in told
    assert stopped.original_sha256 in told


def test_the_button_reads_the_file_once_more(root, store, wait, stopped):
    """It leads to the deposit; afterwards the page leads to the document, and says who asked."""
    response = post(root, stopped)
    assert (response.status_code, response.location[:8]) == (303, "/ingest/")
    wait(root, response)
    told = page(root, stopped)
    document = store.accessions.get(stopped.id).document
    assert f'href="/documents/{document}' in told
    assert re.search(r"Asked to be read again</h2>\s*<ul><li><time [^>]+>[^<]+</time> by Root", told)
    assert [(actor, act) for _, actor, act, _ in store.audit.on(stopped.id)] == [("root", "retry")]


def test_a_retry_without_the_token_changes_nothing(root, store, stopped):
    """Nor one from another site."""
    assert post(root, stopped, csrf="").status_code == 403
    foreign = {"Origin": "https://elsewhere.example"}
    sent = root.post(f"/accessions/{stopped.id}/retry", data={"csrf": root.csrf}, headers=foreign)
    assert sent.status_code == 403
    assert (store.jobs.about(stopped.id), store.audit.on(stopped.id)) == ([], [])


@pytest.mark.parametrize("role", [Role.READER, Role.ANNOTATOR])
def test_records_are_for_those_who_take_files_in(sign_in, store, stopped, role):
    """Neither shown nor read again for others."""
    client = sign_in("Ada", role)
    assert [client.get(f"/accessions/{stopped.id}{form}").status_code for form in FORMS] == [403] * 3
    assert post(client, stopped).status_code == 403
    assert store.jobs.about(stopped.id) == []


def test_anonymous_visitors_see_no_record(anonymous, stopped):
    """Every route of the record has the right to take in."""
    assert [anonymous.get(f"/accessions/{stopped.id}{form}").status_code for form in FORMS] == [403] * 3
    assert anonymous.post(f"/accessions/{stopped.id}/retry").status_code == 403
    assert {MATRIX[name].value for name in MATRIX if name.startswith("accessions.")} == {"ingest"}


def test_the_original_comes_as_an_attachment_without_any_text(root, stopped):
    """No browser runs it."""
    with root.get(f"/accessions/{stopped.id}/original") as response:
        assert response.data.startswith(b"Dear Sir")
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.mimetype == "application/octet-stream"
        assert "sandbox" in response.headers["Content-Security-Policy"]


def test_the_json_says_the_same(root, stopped):
    """For machines."""
    told = root.get(f"/accessions/{stopped.id}.json").json
    assert (told["state"], told["code"], told["document"]) == ("failed", "timeout", "")
    assert [event["stage"] for event in told["events"]] == ["accession", "extraction"]
    assert told["accession"]["agent"] == "Ada"


def test_what_came_inside_and_what_it_came_inside_of_are_linked(root, store):
    """Both ways, the failed part too."""
    mail = make.arrive(store, "mail.eml")
    photo = make.arrive(store, "photo.png", parent=mail.id, failed="unsupported")
    assert f'<a href="/accessions/{photo.id}">photo.png</a>' in page(root, mail)
    assert f'<a href="/accessions/{mail.id}">mail.eml</a>' in page(root, photo)


def test_a_file_that_waits_has_no_button(root, store):
    """It says where to see how far it is."""
    waiting = make.arrive(store, "a.txt")
    store.jobs.add(Job("deposit7", waiting.id, {}, store.clock.now()))
    told = page(root, waiting)
    assert "waits for its turn" in told
    assert 'href="/ingest/deposit7"' in told
    assert "/retry" not in told
    assert post(root, waiting).location == "/ingest/deposit7"


def test_a_file_that_is_being_read_says_so(root, store):
    """With the attempt, where it is not the first."""
    accession = make.arrive(store, "a.txt")
    store.jobs.add(Job("deposit7", accession.id, {}, store.clock.now()))
    for token in ("one", "two"):
        store.jobs.claim(1, token=token, at=store.clock.later(5), until=store.clock.later(1))
    assert "It is being read now. This is attempt 2." in page(root, accession)


def test_a_bundle_says_where_its_files_are(root, store):
    """A ZIP file is no failure."""
    bundle = make.arrive(store, "letters.zip")
    make.arrive(store, "a.txt", parent=bundle.id)
    store.accessions.record(Event(bundle.id, "unpacking", Outcome.SUCCESS, "1 files", bundle.at))
    told = page(root, bundle)
    assert "holds no text of its own" in told
    assert "a.txt" in told


def test_names_of_files_are_text(root, store):
    """Whatever they are."""
    told = page(root, make.arrive(store, "<script>alert(1)</script>.pdf", failed="crash"))
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert" in told


@pytest.mark.parametrize("form", FORMS)
def test_an_accession_that_is_not_there_is_404(root, form):
    """In words."""
    assert root.get(f"/accessions/zzzzzzzz{form}").status_code == 404


def test_every_reason_that_a_reading_can_give_is_explained():
    """With a sentence on what a person can do."""
    given = {NEEDS_OCR}
    for file in (ROOT / "ingest").rglob("*.py"):
        given |= set(re.findall(r'Unreadable\(\s*"([a-z-]+)"', file.read_text(encoding="utf-8")))
    assert len(given) > 10
    assert sorted(given - set(REASONS)) == []


def test_a_reason_that_nobody_knows_has_its_advice_too():
    """An older or newer record."""
    assert reason("something-new").advice


def aside(client, accession, act="aside", **form):
    return client.post(f"/accessions/{accession.id}/{act}", data={"csrf": client.csrf} | form)


def test_a_reviewer_sets_a_file_aside_and_makes_it_open_again(root, stopped):
    """The list shows the open ones; the others are a link away, each with who, when and why."""
    assert aside(root, stopped, reason="Torn in two.").status_code == 303
    told, open_ones = page(root, stopped), root.get("/ingest").get_data(as_text=True)
    assert "Torn in two — Root, 14 March 2031, 12:00 UTC." in told
    assert ("Make it open again</button>" in told, "letter.txt" in open_ones) == (True, False)
    assert "Torn in two — Root" in root.get("/ingest?aside=yes").get_data(as_text=True)
    assert root.get(f"/accessions/{stopped.id}.json").json["aside"]["by"] == "Root"
    assert aside(root, stopped, "open").status_code == 303
    assert "letter.txt" in root.get("/ingest").get_data(as_text=True)


def test_what_cannot_be_set_aside_is_said(root, stopped):
    """No reason, and a second time; neither without the token."""
    assert aside(root, stopped, reason="").status_code == 422
    assert aside(root, stopped, csrf="", reason="Torn.").status_code == 403
    assert aside(root, stopped, "open").status_code == 422


def test_a_file_set_aside_can_be_read_once_more(root, wait, stopped):
    """And then is a document like any other."""
    aside(root, stopped, reason="Torn.")
    wait(root, post(root, stopped))
    assert "In the archive." in page(root, stopped)
