"""Who may do what: every route by the matrix, and what the others never see."""

import re

import make
import pytest

from archive.access import Action, Role
from archive.corrections import Correction
from web.permissions import MATRIX

PLACES = {
    "reference": "{document}",
    "identifier": "{accession}",
    "pair": "1-1",
    "other": "{document}",
    "cited": "0-4",
    "number": "0",
}


@pytest.fixture
def arrived(sign_in, upload, store):
    """A letter that was uploaded: the ids by which its routes are called."""
    upload(sign_in("Cy", Role.REVIEWER), ("letter.txt", b"Dear Sir, some words."))
    (document,) = store.documents.ids()
    return {"document": document, "accession": store.accessions.of(document)[0].id}


def routes(app, ids):
    """Yield every route that asks for a right to write: its method and an address."""
    for rule in app.url_map.iter_rules():
        if MATRIX[rule.endpoint] in {Action.INGEST, Action.DESCRIBE, Action.JUDGE, Action.REVIEW}:
            address = re.sub(r"<(?:int:)?(\w+)>", lambda place: PLACES[place[1]].format(**ids), rule.rule)
            yield from ((method, address) for method in sorted(rule.methods - {"OPTIONS"}))


@pytest.mark.parametrize("role", [None, Role.READER, Role.ANNOTATOR])
def test_who_may_not_is_told_so_whatever_the_method(app, sign_in, arrived, role):
    """Before anything is looked up, so that nobody learns what is there."""
    client = sign_in("Ben", role) if role else app.test_client()
    said = {"csrf": getattr(client, "csrf", "")}
    tried = list(routes(app, arrived))
    assert len(tried) > 15
    answers = {client.open(address, method=method, data=said).status_code for method, address in tried}
    assert answers == {403}


@pytest.mark.parametrize("form", ["", ".json", ".premis", "@1", "/witnesses", "/annotations/", "/compare/1-1"])
def test_visitors_see_no_place_on_the_machine_and_no_record(anonymous, store, arrived, form):
    """Neither where a file lay nor a way to its accession."""
    document = arrived["document"]
    accession = store.accessions.of(document)[0]
    store.accessions.replace(make.again(accession, source="file:///home/ida/letter.txt"))
    page = anonymous.get(f"/documents/{document}{form}").get_data(as_text=True)
    assert not [word for word in ("/home/ida", "/accessions/") if word in page]


SECRETS = ["ida", "/home/ida", "Cy"]


@pytest.fixture
def brought(store, arrived, sign_in):
    """The letter came from a folder of Ida's too, inside a mail of hers, and Cy corrected it."""
    document = arrived["document"]
    mail = make.arrive(store, "mail.eml", agent="ida (verbatim ingest)")
    first = store.accessions.of(document)[0].original_sha256
    second = make.arrive(
        store, "letter.txt", document=document, original=first, agent="ida (verbatim ingest)", parent=mail.id
    )
    for accession in (mail, second):
        store.accessions.replace(make.again(accession, source=f"file:///home/ida/{accession.file_name}"))
    store.corrections.replace(Correction(document, "creator", "Bo Vale", "cy", store.clock.now()))
    return document, [accession.id for accession in [mail, *store.accessions.of(document)]]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("form", ["", ".json", ".premis"])
def test_who_brought_a_file_and_where_it_lay_is_for_reviewers_alone(app, sign_in, brought, role, form):
    """Whatever the representation; that it came, when, and by which program everybody is told."""
    document, accessions = brought
    client = app.test_client() if role is Role.ANONYMOUS else sign_in("Ben", role)
    told = client.get(f"/documents/{document}{form}").get_data(as_text=True)
    known = {word for word in [*SECRETS, *accessions] if re.search(rf"\b{word}\b" if word[0] != "/" else word, told)}
    assert "verbatim ingest" in told
    if role in {Role.REVIEWER, Role.ADMIN}:
        assert {"ida", *accessions[1:]} <= known
    else:
        assert known == set()
