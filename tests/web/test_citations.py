"""Citations over HTTP."""

import hashlib

import pytest


@pytest.fixture
def cited(anonymous, store, letter):
    start = store.revisions.text(letter.id, 1).index("industry’s highest")
    return anonymous.get(f"/documents/{letter.id}@1/cite/{start}-{start + 18}.json").json


def test_a_citation_says_its_words_and_their_digest(cited):
    """Anybody can recompute the check."""
    assert cited["exact"] == "industry’s highest"
    digest = hashlib.sha256("industry’s highest".encode()).hexdigest()
    assert cited["address"].endswith(f"{cited['start']}-{cited['end']}~{digest[:12]}")


def test_its_address_opens_the_passage_and_says_intact(anonymous, cited):
    """The page marks the words."""
    page = anonymous.get(cited["address"]).get_data(as_text=True)
    assert 'id="cited"' in page
    assert "character for character" in page


def test_one_wrong_digit_is_noticed(anonymous, cited):
    """A forged check is never called intact."""
    forged = cited["address"][:-1] + ("0" if cited["address"][-1] != "0" else "1")
    reply = anonymous.get(forged)
    page = reply.get_data(as_text=True)
    assert reply.status_code == 409
    assert "character for character" not in page
    assert "are not the words that were cited" in page


@pytest.mark.parametrize(("span", "told"), [("5-99999", "but this revision has"), ("3-3", "names no characters")])
def test_a_place_that_does_not_exist_is_said_to_be_so(anonymous, letter, span, told):
    """Past the end, or empty: a page that says which part does not hold."""
    page = anonymous.get(f"/documents/{letter.id}@1/cite/{span}~0123456789ab")
    assert page.status_code == 409
    assert told in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/documents/{id}@9/cite/1-2~0123456789ab", 404),
        ("/documents/zzzzzzzz@1/cite/1-2~0123456789ab", 404),
        ("/documents/{id}/cite/1-2~0123456789ab", 404),
        ("/documents/{id}@1/cite/2-1~0123456789ab", 422),
        ("/documents/{id}@1/cite/nonsense", 404),
        ("/documents/{id}@1/cite/0-99999.json", 422),
    ],
)
def test_addresses_that_name_nothing_say_so(anonymous, letter, address, status):
    """A clear status for each."""
    assert anonymous.get(address.format(id=letter.id)).status_code == status


def test_a_reader_without_script_can_cite(anonymous, letter):
    """`?at=` shows the citation of a passage."""
    page = anonymous.get(f"/documents/{letter.id}?at=2-10").get_data(as_text=True)
    assert f"/documents/{letter.id}@1/cite/2-10~" in page
