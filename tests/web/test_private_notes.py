"""A note that is its author's alone: no route shows anything of it to anybody else, none lets others touch it."""

import re

import make
import pytest

from archive.access import Action, Role
from archive.annotations import Visibility
from archive.carrying import carry_due
from archive.citations import cite
from archive.marking import Change, amend, reply
from archive.spans import Span
from web import urls
from web.permissions import MATRIX
from web.present.annotation import MEDIA_TYPE

SIGNS = ("plugh", "xyzzy", "quuxtag")
"""Words of the note's first and second state, of its answer, and its tag; they stand nowhere else."""

QUERIES = {
    "search": ("?q=cameras", "?q=tag:quuxtag", "?q=cameras&tag=quuxtag", "?q=user:ada"),
    "containers": ("", "?page=0"),
    "annotations": ("", "?q=cameras", "?q=tag:quuxtag"),
    "documents": ("", "?by=ada&q=cameras", "?at=0-9"),
}
"""What is asked of the routes of a kind; of the others nothing."""

KINDS = ("text/html, */*;q=0.5", "application/json", MEDIA_TYPE)


@pytest.fixture
def note(ada, store, letter):
    """A private note with an answer and an earlier version, on a revision that is no longer the newest."""
    author = make.actor("Ada")
    made = make.note(store, author, letter, "cameras", "plugh", tags=("quuxtag",), visibility=Visibility.PRIVATE)
    reply(store, author, made.id, "xyzzy")
    amend(store, author, made.id, Change("plugh again", ("quuxtag",)), expected=1)
    make.revise(store, letter, store.revisions.text(letter.id, 1).replace("March", "April"))
    carry_due(store)
    return made


def places(app, note, letter):
    """Return what stands in the addresses of routes."""
    revision = app.extensions["verbatim"].store.revisions.get(letter.id, 1)
    return {
        "reference": [letter.id, f"{letter.id}@1"],
        "identifier": [note.id],
        "pair": ["1-2"],
        "other": [letter.id],
        "cited": [urls.citation(cite(revision, Span(0, 9))).rpartition("/")[2]],
        "number": ["2"],
        "form": ["jsonld", "csv", "html", "md"],
        "filename": ["verbatim.css"],
    }


def addresses(app, note, letter):
    """Yield every address that can be read, with every kind of answer a document has."""
    known = places(app, note, letter)
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static" or MATRIX[rule.endpoint] is Action.INGEST:
            continue
        made = [rule.rule]
        for part, name in re.findall(r"(<(?:int:)?(\w+)>)", rule.rule):
            made = [each.replace(part, value) for each in made for value in known[name]]
        for address in made:
            yield from (address + query for query in QUERIES.get(rule.endpoint.partition(".")[0], ("",)))
    yield from (f"/documents/{letter.id}@2.{form}" for form in ("json", "txt", "premis"))


def shown(client, app, room, note, letter):
    """Return where anything of the note is shown: the note's words, or its id in an answer that is none to it."""
    room.catch_up()
    found = set()
    for asked in addresses(app, note, letter):
        address, _, query = asked.partition("?")
        said = client.get(asked, headers={"Accept": KINDS[0]}).get_data().decode(errors="replace")
        signs = [sign for sign in SIGNS if sign not in query] + [note.id] * (note.id not in address)
        if any(sign in said for sign in signs):
            found.add(address)
    for kind in KINDS[1:]:
        for address in (f"/annotations/{note.id}", f"/annotations/{note.id}/versions", "/annotations.json"):
            if any(sign in client.get(address, headers={"Accept": kind}).get_data(as_text=True) for sign in SIGNS):
                found.add(address)
    return found


def test_its_author_sees_it_where_notes_are_shown(app, ada, room, note, letter):
    """Otherwise the next test would say nothing."""
    found = shown(ada, app, room, note, letter)
    for where in (
        f"/documents/{letter.id}@1",
        f"/documents/{letter.id}",
        f"/documents/{letter.id}/annotations/",
        f"/documents/{letter.id}/places",
        f"/annotations/{note.id}",
        f"/annotations/{note.id}/versions",
        "/annotations",
        "/annotations.json",
        "/search",
        "/tags",
    ):
        assert where in found, where
    assert any("/cite/" in where for where in found)
    assert ada.get("/search.json?q=tag:quuxtag").json["total"] == 1


@pytest.mark.parametrize("role", [None, Role.ADMIN])
def test_nobody_else_sees_anything_of_it(app, sign_in, room, note, letter, role):
    """Neither a visitor nor an administrator, by any address, in any form."""
    client = sign_in("Root", role) if role else app.test_client()
    assert shown(client, app, room, note, letter) == set()
    for query in ("q=tag:quuxtag", "q=user:ada", "q=cameras&tag=quuxtag", "q=cameras&has=annotation"):
        assert client.get(f"/search.json?{query}").json["total"] == 0


def test_nobody_else_touches_it(sign_in, store, note, letter):
    """404 whatever is sent, as for a note that there is not; nothing changes."""
    client = sign_in("Root", Role.ADMIN)
    before = store.annotations.get(note.id)
    sent = {
        "csrf": client.csrf,
        "body": "x",
        "act": "assess",
        "opinion": "agree",
        "revision": "2",
        "part": "0",
        "gone": "y",
    }
    headers = {"X-CSRF-Token": client.csrf, "If-Match": '"2"'}
    for identifier in (note.id, "zzzzzzzz"):
        tried = [client.post(f"/annotations/{identifier}/{what}", data=sent) for what in ("replies", "review", "place")]
        tried += [
            client.open(
                f"/annotations/{identifier}", method=method, data="{}", content_type=MEDIA_TYPE, headers=headers
            )
            for method in ("PUT", "DELETE")
        ]
        tried.append(client.get(f"/annotations/{identifier}/versions"))
        assert {answer.status_code for answer in tried} == {404}
        told = [answer.get_data(as_text=True).replace(identifier, "") for answer in tried[:3]]
        assert len(set(told)) == 1
    assert (store.annotations.get(note.id), len(store.annotations.all_on(letter.id))) == (before, 2)


def imported(client, letter, identifier):
    """Import the note by its address, and an answer to it; return what is told, without the ids of what was made."""
    own = f"http://localhost/annotations/{identifier}"
    words = {"source": f"http://localhost/documents/{letter.id}@1", "selector": {"type": "TextQuoteSelector"}}
    words["selector"]["exact"] = "cameras"
    rows = [{"id": own, "target": words}, {"id": f"urn:x:{identifier}", "target": own, "bodyValue": "So it is."}]
    told = client.post(
        f"/documents/{letter.id}@1/annotations/import",
        json=[{"type": "Annotation", **row} for row in rows],
        headers={"X-CSRF-Token": client.csrf, "Accept": "application/json"},
    ).json
    return [{**row, "annotation": "", "via": row["via"].replace(identifier, "")} for row in told["results"]]


def test_an_import_tells_nobody_else_that_it_is_there(ada, sign_in, note, letter):
    """Neither by its address nor by an answer to it; its author is told."""
    root = sign_in("Root", Role.ADMIN)
    assert imported(root, letter, note.id) == imported(root, letter, "zzzzzzzz")
    assert [row["outcome"] for row in imported(ada, letter, note.id)] == ["already here", "kept"]


def test_that_it_was_taken_away_is_told_to_its_author_alone(ada, anonymous, store, note):
    """410 for the one, 404 for others."""
    headers = {"X-CSRF-Token": ada.csrf, "If-Match": '"2"'}
    assert ada.delete(f"/annotations/{note.id}", headers=headers).status_code == 204
    codes = [
        client.get(f"/annotations/{note.id}", headers={"Accept": MEDIA_TYPE}).status_code for client in (ada, anonymous)
    ]
    assert codes == [410, 404]
