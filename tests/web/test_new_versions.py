"""New versions, reading again, witnesses: what reviewers may do from a document's page, and others may not."""

import html

import pytest

LETTER = b"Dear Mr Vale,\n\nWe hold our products to the highest standards, and the cameras were sold in March.\n"


@pytest.fixture
def letter(store, curator, upload):
    """A letter of one revision, uploaded; returns its id."""
    upload(curator, ("letter.txt", LETTER))
    (identifier,) = store.documents.ids()
    return identifier


def text(response):
    return html.unescape(response.get_data(as_text=True))


@pytest.mark.parametrize(
    "form", ["{id}", "{id}-dear-mr-vale", "/documents/{id}@1", " http://localhost/documents/{id}?q=x#y "]
)
def test_a_new_version_is_named_by_id_or_address(store, curator, upload, letter, form):
    """In any of its forms."""
    upload(curator, ("new.txt", LETTER + b"P.S."), revision_of=form.format(id=letter))
    assert store.documents.get(letter).newest == 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"revision_of": "the letter"}, "neither the address nor the id"),
        ({"witness_of": "https://elsewhere.example/"}, "neither the address nor the id"),
        ({"revision_of": "zzzzzzzz"}, "There is no document zzzzzzzz"),
    ],
)
def test_what_names_no_document_is_said_before_anything_is_kept(store, curator, upload, letter, said, told):
    """What was written stays in the form."""
    response = upload(curator, ("new.txt", b"Other words."), **said)
    assert (response.status_code, told in text(response)) == (422, True)
    assert next(iter(said.values())) in text(response)
    assert len(store.accessions.of("")) == 0


def test_a_new_version_is_one_file(curator, upload, letter):
    """Of two files, which would be the newer?"""
    response = upload(curator, ("a.txt", b"a"), ("b.txt", b"b"), revision_of=letter)
    assert (response.status_code, "one file" in text(response)) == (422, True)


def test_a_file_read_again_is_told_of_on_its_deposit(store, curator, letter, wait):
    """Nothing differs: no revision."""
    response = curator.post(f"/documents/{letter}/reread", data={"csrf": curator.csrf})
    assert response.status_code == 303
    assert "read again: nothing differs" in text(wait(curator, response))
    assert store.documents.get(letter).newest == 1


def test_reading_again_by_other_rules_is_a_new_revision(store, curator, letter, wait, monkeypatch):
    """With the way to what changed."""
    monkeypatch.setattr("ingest.reading.CANON_VERSION", "canon/next")
    told = text(wait(curator, curator.post(f"/documents/{letter}-slug/reread", data={"csrf": curator.csrf})))
    assert f"/documents/{letter}/compare/1-2" in told
    changed = text(curator.get(f"/documents/{letter}/compare/1-2"))
    assert "No word differs." in changed
    assert "now it is “canon/next”" in changed


def test_the_ways_to_a_new_version_are_shown_to_those_who_may(ada, curator, letter):
    """Others see the list alone."""
    assert "Read the file again" in text(curator.get(f"/documents/{letter}"))
    assert "Read the file again" not in text(ada.get(f"/documents/{letter}"))
    assert "Is the same text here" not in text(ada.get(f"/documents/{letter}"))


@pytest.mark.parametrize("place", ["reread", "witnesses", "witnesses/leave"])
def test_annotators_may_not(ada, anonymous, store, letter, place):
    """Nor visitors, nor anybody without the form's token."""
    address = f"/documents/{letter}/{place}"
    assert ada.post(address, data={"csrf": ada.csrf, "other": letter}).status_code == 403
    assert anonymous.post(address).status_code == 403
    assert store.audit.on(letter) == []


def test_a_form_of_another_site_is_refused(curator, letter):
    """The token is asked for."""
    assert curator.post(f"/documents/{letter}/reread").status_code == 403


@pytest.fixture
def scan(store, curator, upload, letter):
    """The same text, read less well; returns its id."""
    upload(curator, ("scan.txt", LETTER.replace(b"cameras", b"carneras")))
    return next(one for one in store.documents.ids() if one != letter)


def test_witnesses_are_joined_shown_compared_and_parted(store, curator, anonymous, letter, scan):
    """From the page of either."""
    address = f"/documents/{letter}/witnesses"
    assert curator.post(address, data={"csrf": curator.csrf, "other": f"/documents/{scan}"}).status_code == 303
    shown = text(anonymous.get(f"/documents/{letter}"))
    assert "The same text, in other forms" in shown
    assert f"{address}/{scan}" in shown
    told = text(anonymous.get(f"{address}/{scan}"))
    assert "1 word replaced by 1." in told
    assert anonymous.get(f"{address}/{scan}.json").json["new"]["document"] == scan
    assert curator.post(f"/documents/{scan}/witnesses/leave", data={"csrf": curator.csrf}).status_code == 303
    assert store.witnesses.of(letter) == []
    assert [act for _, _, act, _ in store.audit.on(scan)] == ["join witnesses", "leave witnesses"]


@pytest.mark.parametrize("other", ["", "nonsense", "zzzzzzzz", "itself"])
def test_what_cannot_be_joined_is_said(curator, letter, other):
    """On the page, with what was written."""
    named = letter if other == "itself" else other
    response = curator.post(f"/documents/{letter}/witnesses", data={"csrf": curator.csrf, "other": named})
    assert response.status_code == 422
    assert "This cannot be joined" in text(response)


def test_likely_witnesses_are_proposed_to_those_who_may_join_them(store, curator, anonymous, upload):
    """With how much they share; a visitor's page does not search for them."""
    mail = b"From: Ida Brandt <ida@brandt.example>\nDate: Fri, 14 Mar 2031 09:00:00 +0000\nSubject: Cameras\n\n"
    body = " ".join(f"Answer {number} is that we cannot say so much about camera {number}." for number in range(20))
    upload(curator, ("a.eml", mail + body.encode()), ("b.eml", mail + body.encode() + b" Regards."))
    one, other = store.documents.ids()
    told = text(curator.get(f"/documents/{one}/witnesses"))
    assert "% in common" in told
    assert other in told
    assert "in common" not in text(anonymous.get(f"/documents/{one}/witnesses"))


def test_a_file_is_said_to_carry_the_same_letter(store, curator, upload, letter):
    """As it comes in."""
    upload(curator, ("scan.txt", LETTER.replace(b"cameras", b"carneras")), witness_of=letter)
    (other,) = store.witnesses.of(letter)
    assert "The same text, in other forms" in text(curator.get(f"/documents/{other}"))
    assert 'value="abc"' in text(curator.get("/ingest?revision_of=abc"))


def test_hits_in_an_old_revision_lead_on_in_it(curator, anonymous, upload, letter):
    """Its offsets are not those of the newest."""
    upload(curator, ("new.txt", b"P.S. the the. " + LETTER), revision_of=letter)
    page = text(anonymous.get(f"/documents/{letter}@1?q=the&hit=0"))
    assert f'rel="next" href="/documents/{letter}@1?q=the&hit=' in page
    assert f'rel="next" href="/documents/{letter}-' in text(anonymous.get(f"/documents/{letter}?q=the&hit=0"))


def test_there_is_no_revision_nought(anonymous, letter):
    """A pinned address never means the newest."""
    assert anonymous.get(f"/documents/{letter}@0").status_code == 404
