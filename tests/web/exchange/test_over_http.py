"""Files of annotations over HTTP: forms, attachments, rights, refusals."""

import io
import json

import pytest
from exchanging import hypothesis, send_file

from archive.access import Role
from web.present.exported import FORMS


@pytest.mark.parametrize(
    "content",
    [
        b"", b"  ", b"\xff\xfe", b"{", b"[" * 100_000, b"[]", b"hello", b"id,comment\n1,2\n", b'{"first": "http://x"}',
        b"[" + b",".join([b"{}"] * 10_001) + b"]", b"exact\n" + b"a\n" * 10_001, b"[1e9999" + b"0" * 5000,
        b'exact\n"' + b"x" * 200_000, b"[" + b" " * (5 << 20) + b"]", b"exact\n\0\n\0x", b"[" + b"9" * 5000 + b"]",
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_a_sentence_and_nothing_is_stored(ada, letter, store, content):
    """Never a fault."""
    response = send_file(ada, letter, content)
    assert response.status_code in {200, 413, 422}
    assert response.status_code != 200 or response.json["kept"] == 0
    assert store.annotations.all_on(letter.id) == []


def test_the_report_adds_up_as_json(ada, letter):
    """Each row once, in the order of the file."""
    rows = [hypothesis("Vale", id="a"), hypothesis("nowhere at all", id="b"), hypothesis("Vale", id="a")]
    told = send_file(ada, letter, json.dumps(rows), query="?visibility=public").json
    assert (told["rows"], told["kept"], told["already_here"], told["refused"]) == (3, 1, 1, 1)
    assert [each["outcome"] for each in told["results"]] == ["kept", "refused", "already here"]
    kept = told["results"][0]
    assert kept["creator"] == "kim@hypothes.is"
    assert ada.get(kept["annotation"], headers={"Accept": "application/json"}).json["via"] == kept["via"]


def test_the_form_takes_a_file_and_the_page_tells_each_row(ada, letter):
    """Markup and half a pair of surrogates in the file are shown as text."""
    page = ada.get(f"/documents/{letter.id}").get_data(as_text=True)
    assert f'href="/documents/{letter.id}/annotations/import"' in page
    assert 'enctype="multipart/form-data"' in ada.get(f"/documents/{letter.id}/annotations/import").get_data(
        as_text=True
    )
    rows = [hypothesis("Vale", id="a"), hypothesis("<script>\ud83d", id="b", user="acct:<b>\udfff")]
    file = io.BytesIO(json.dumps(rows).encode()), "notes.json"
    response = ada.post(
        f"/documents/{letter.id}/annotations/import",
        data={"csrf": ada.csrf, "file": file, "visibility": "team"},
        content_type="multipart/form-data",
    )
    told = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "2 notes in the file: 1 kept, 0 already here, 1 refused" in told
    assert "“&lt;script&gt;?”" in told


@pytest.mark.parametrize("said", [{}, {"visibility": "nobody"}])
def test_a_form_without_a_file_or_with_an_unknown_word_is_refused(ada, letter, said):
    """422, as everywhere."""
    sent = {"csrf": ada.csrf, **said}
    response = ada.post(f"/documents/{letter.id}/annotations/import", data=sent, content_type="multipart/form-data")
    assert response.status_code == 422


def test_only_annotators_import(anonymous, sign_in, letter):
    """Visitors and readers neither see the form nor bring anything."""
    for client in (anonymous, sign_in("Rea", Role.READER)):
        assert client.get(f"/documents/{letter.id}/annotations/import").status_code == 403
        assert send_file(client, letter, b"[]").status_code == 403
        assert "Import notes" not in client.get(f"/documents/{letter.id}").get_data(as_text=True)


@pytest.mark.parametrize("form", list(FORMS))
def test_files_are_sent_as_attachments(ada, anonymous, store, letter, form):
    """Of a document, of one of its revisions, and of a search."""
    send_file(ada, letter, json.dumps([hypothesis("Vale", text="Hm.")]), query="?visibility=public")
    for address in (
        f"/documents/{letter.id}/annotations.{form}",
        f"/documents/{letter.id}@1/annotations.{form}",
        f"/annotations.{form}?q=hm",
    ):
        response = anonymous.get(address)
        assert (response.status_code, response.headers["X-Cut-Off"]) == (200, "no")
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "Hm" in response.get_data(as_text=True)
    assert "Hm" not in anonymous.get(f"/annotations.{form}?q=camels").get_data(as_text=True)


@pytest.mark.parametrize("address", ["annotations.pdf", "annotations.", "annotations.jsonldx"])
def test_other_forms_are_not_held(anonymous, letter, address):
    """404 with what there is."""
    assert anonymous.get(f"/documents/{letter.id}/{address}").status_code == 404
    assert anonymous.get(f"/{address}").status_code == 404


def test_a_revision_that_is_not_held_has_no_annotations(anonymous, letter):
    """404, not an empty file."""
    assert anonymous.get(f"/documents/{letter.id}@9/annotations.csv").status_code == 404
