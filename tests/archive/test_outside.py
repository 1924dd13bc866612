"""Arrivals as everybody is told of them."""

import make
import pytest

from archive.history import history
from archive.outside import from_outside
from archive.provenance import Outcome


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("ida (verbatim ingest)", "verbatim ingest"),
        ("verbatim watch", "verbatim watch"),
        ("Ida Brandt", "a person"),
        ("user 1000 (verbatim retry)", "verbatim retry"),
        ("verbatim ida", "a person"),
    ],
)
def test_of_whoever_brought_a_file_the_program_is_told(store, agent, told):
    """And no name, whatever it looks like."""
    make.arrive(store, "a.txt", document="document", agent=agent)
    assert from_outside(history(store, "document"))[0].accession.agent == told


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("file:///home/ida/a.txt", "file:"),
        ("upload:a.txt", "upload:"),
        ("https://lantern.example/a", "https://lantern.example/a"),
    ],
)
def test_of_a_source_only_a_public_address_is_told(store, source, told):
    """Of others the manner."""
    accession = make.arrive(store, "a.txt", document="document")
    store.accessions.replace(make.again(accession, source=source))
    assert from_outside(history(store, "document"))[0].accession.source == told


def test_what_was_done_is_told_whole(store):
    """Each arrival by its number, with every event."""
    for name in ("a.txt", "b.txt"):
        make.arrive(store, name, document="document")
    told = from_outside(history(store, "document"))
    assert [record.accession.id for record in told] == ["document/1", "document/2"]
    assert [event.outcome for record in told for event in record.events] == [Outcome.SUCCESS] * 2
