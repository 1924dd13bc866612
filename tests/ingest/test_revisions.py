"""Revisions: new bytes for a known document are a new revision; the old one stays."""

from ingest.results import Status


def test_said_to_be_a_revision_it_is_one(store, take_in):
    """The document keeps its id, both texts can be read."""
    first = take_in("letter.txt", b"The first words.")
    second = take_in("letter-new.txt", b"The second words.", revision_of=first.document)
    assert (second.status, second.document, second.revision) == (Status.REVISION, first.document, 2)
    assert [store.revisions.text(first.document, number) for number in (1, 2)] == [
        "The first words.", "The second words.",
    ]  # fmt: skip
    assert store.documents.get(first.document).newest == 2


def test_a_witness_stands_beside_its_other(store, take_in):
    """Each is a document of its own."""
    scan = take_in("scan.txt", b"The words as scanned.")
    mail = take_in("mail.txt", b"The words as mailed.", witness_of=scan.document)
    assert store.witnesses.of(scan.document) == [mail.document]
    assert store.witnesses.of(mail.document) == [scan.document]
