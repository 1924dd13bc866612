"""The pipeline: what comes in is kept, and what cannot be read is said."""

import io

import pytest

from archive.errors import Refused
from archive.provenance import Outcome
from ingest.accession import Arrival, gather, keep
from ingest.results import Status


def test_a_letter_becomes_a_document_with_passages_and_events(store, take_in):
    """Everything of it is stored in one go."""
    result = take_in("letter.txt", b"From: Ida\n\nDear Sir,\n\nNo.\n")
    assert result.status is Status.STORED
    assert store.passages.of(result.document, 1)
    (accession,) = store.accessions.of(result.document)
    assert [event.stage for event in store.accessions.events(accession.id)] == [
        "accession", "identification", "extraction", "normalization", "description", "segmentation", "quotations",
        "ingestion",
    ]  # fmt: skip


def test_the_same_bytes_are_one_document_and_two_accessions(store, take_in):
    """Under another name, too."""
    first, second = take_in("a.txt", b"Some words."), take_in("b.txt", b"Some words.")
    assert (second.status, second.document) == (Status.DUPLICATE, first.document)
    assert len(store.accessions.of(first.document)) == 2
    assert store.documents.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.pdf", b"", "empty"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "damaged"),
        ("picture.txt", b"GIF89a\x00" + bytes(200), "unsupported"),
        ("noise.txt", bytes(range(32)) * 40, "unsupported"),
        ("blank.txt", b" \n\n \n", "empty"),
    ],
)
def test_a_bad_file_is_named_its_original_kept_and_nothing_else_disturbed(store, take_in, name, content, code):
    """A reason for each, as an event of its accession."""
    result = take_in(name, content)
    assert (result.status, result.code) == (Status.FAILED, code)
    ((accession, event),) = store.accessions.failures(limit=5)
    assert (event.outcome, event.code) == (Outcome.FAILURE, code)
    assert store.originals.path(accession.original_sha256).read_bytes() == content
    assert (store.documents.count(), store.outbox.latest()) == (0, 0)


def test_a_failed_file_may_come_again(store, take_in):
    """A failure is not remembered against the bytes."""
    assert take_in("empty.txt", b"").status is Status.FAILED
    assert take_in("empty.txt", b"").status is Status.FAILED
    assert len(store.accessions.failures(limit=5)) == 2


def test_a_sidecar_says_what_the_file_cannot(store, take_in):
    """Its words win."""
    result = take_in(
        "a.txt", b"Words.", '{"title": "The title", "kind": "letter", "recipient": "Bo", "date": "2031-03"}'
    )
    described = store.documents.get(result.document).description
    assert (described.title, described.kind.value, described.recipient) == ("The title", "letter", "Bo")


@pytest.mark.parametrize("sidecar", ["{", "[]", '{"kind": "poem"}', '{"date": "soon"}'])
def test_a_broken_sidecar_is_said_not_ignored(take_in, sidecar):
    """Better no document than one wrongly described."""
    assert take_in("a.txt", b"Words.", sidecar).code == "bad-metadata"


def test_too_large_a_file_is_refused(store):
    """Nothing of it is kept."""
    arrival = Arrival("a.txt", "upload:a.txt", "test")
    with pytest.raises(Refused, match="larger"):
        keep(store, io.BytesIO(b"a" * (1 << 21)), arrival, limit=1 << 20)


def test_gathering_leaves_out_what_is_hidden_or_beside(tmp_path):
    """Sidecars, dot files and links are not documents."""
    for name in ("b.txt", "a.txt", ".hidden", "a.meta.json"):
        (tmp_path / name).write_text("x")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert [path.name for path, _ in gather([tmp_path, tmp_path / "a.txt"])] == ["a.txt", "b.txt", "c.txt"]
