"""Revisions held against each other in the browser."""

import html
import re

import make
import pytest

from archive.access import Role
from archive.comparison import Operation, compare
from archive.documents import PageState
from web.present import comparison
from web.present.differences import differences
from web.variation import variations

OLD = b"Dear Mr Vale,\n\nWe ship the cameras in March, as we told you in the long letter of last year.\n"
NEW = b"Dear Mr Vale,\n\nWe may ship the cameras in May, as we told you in the\nlong letter of last year.\n"


@pytest.fixture
def revised(store, curator, upload):
    """A letter of two revisions; returns its id."""
    upload(curator, ("letter.txt", OLD))
    (identifier,) = store.documents.ids()
    upload(curator, ("letter2.txt", NEW), revision_of=identifier)
    return identifier


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.get_data(as_text=True))


def test_two_revisions_stand_side_by_side(anonymous, revised):
    """What went is struck out, what came is underlined, the summary counts words."""
    told = page(anonymous, f"/documents/{revised}/compare/1-2")
    assert "1 word added, 1 replaced by 1, line breaks or spacing differ at 1 place." in told
    assert re.search(r"<del><a [^>]*>March</a></del>", told)
    assert re.search(r"<ins><a [^>]*>may </a></ins>", told)


def test_each_change_leads_to_its_words_in_its_revision(anonymous, store, revised):
    """The span in the address holds exactly them."""
    told = page(anonymous, f"/documents/{revised}/compare/1-2")
    found = re.findall(r'<(?:del|ins)><a href="(/documents/\w+@(\d)\?at=(\d+)-(\d+)#cited)">([^<]*)</a>', told)
    assert {words for *_, words in found} == {"may ", "March", "May"}
    for href, number, start, end, words in found:
        assert store.revisions.text(revised, int(number))[int(start) : int(end)] == words
        assert 'id="cited"' in page(anonymous, href)


def test_json_tells_the_changes_in_code_points(anonymous, revised):
    """Spacing is told as what it is."""
    wire = anonymous.get(f"/documents/{revised}/compare/1-2.json").json
    assert [(change["operation"], change["old_exact"], change["new_exact"]) for change in wire["changes"]] == [
        ("inserted", "", "may "), ("replaced", "March", "May"), ("spacing", " ", "\n"),
    ]  # fmt: skip
    assert (wire["old"]["revision"], wire["new"]["revision"], wire["tally"]["added"]) == (1, 2, 1)


@pytest.mark.parametrize("pair", ["1", "1-", "1-9", "0-1", "a-b", "1-2.txt", "1-2-3"])
def test_what_is_no_pair_of_revisions_is_a_404(anonymous, revised, pair):
    """In words."""
    assert anonymous.get(f"/documents/{revised}/compare/{pair}").status_code == 404


def test_a_reader_of_an_old_revision_is_led_to_what_changed(anonymous, revised):
    """And every revision is listed with its cause."""
    told = page(anonymous, f"/documents/{revised}@1")
    assert f'is newer: <a href="/documents/{revised}/compare/1-2">what changed</a>' in told
    assert "first reading" in told
    assert "new version" in told
    wire = anonymous.get(f"/documents/{revised}@1.json").json
    assert [(one["revision"], one["cause"]) for one in wire["revisions"]] == [(1, "first reading"), (2, "new version")]


def test_revisions_with_the_same_words_say_so(anonymous, store, curator, upload):
    """With what does differ."""
    upload(curator, ("a.txt", b"No word."))
    (identifier,) = store.documents.ids()
    deposit = upload(curator, ("b.txt", b"\xef\xbb\xbfNo word."), revision_of=identifier).get_data(as_text=True)
    assert "no word differs from revision 1" in deposit
    assert f"/documents/{identifier}/compare/1-2" in deposit
    told = page(anonymous, f"/documents/{identifier}/compare/1-2")
    assert "No word differs." in told
    assert "The bytes of the file differ." in told
    assert "(no word differs)" in page(anonymous, f"/documents/{identifier}")


def test_unchanged_stretches_are_folded(anonymous, store, curator, upload):
    """Their words are counted; nothing of the change is hidden."""
    words = " ".join(f"word{number}" for number in range(1000))
    upload(curator, ("a.txt", f"{words} end. {words}".encode()))
    (identifier,) = store.documents.ids()
    upload(curator, ("b.txt", f"{words} stop. {words}".encode()), revision_of=identifier)
    told = page(anonymous, f"/documents/{identifier}/compare/1-2")
    assert told.count("<details") == 2
    assert "… 992 words unchanged …" in told
    assert "word991</p>" not in told.partition("Read all of it")[0]


def test_no_more_places_are_shown_than_a_page_can_bear(anonymous, revised, monkeypatch):
    """And it says that there are more."""
    monkeypatch.setattr(comparison, "_SHOWN", 0)
    assert "Only the first 0 of 1 places are shown." in page(anonymous, f"/documents/{revised}/compare/1-2")


def test_a_long_change_is_cut_aloud(anonymous, revised, monkeypatch):
    """The rest is counted."""
    monkeypatch.setattr(comparison, "_LONGEST", 0)
    assert "… and 1 more words" in page(anonymous, f"/documents/{revised}/compare/1-2")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a", "b"),
        ("a " * 60 + "x", "a " * 60 + "y"),
        ("x " + "a b " * 60, "y " + "a b " * 60),
        ("a b " * 60, "a b " * 60),
        ("one " + "a b c d e " * 30 + "two", "1 " + "a b c d\ne " * 30 + "2 more"),
    ],
)
def test_places_and_folds_hold_both_texts_once(old, new):
    """Whatever is folded away and whatever is shown."""
    changes = compare(old, new)
    places, after = variations(changes, old, new)
    pairs = [
        pair
        for place in places
        for pair in ([place.before] if place.before else []) + [part.pair for part in place.parts]
    ] + ([after] if after else [])
    assert "".join(pair.old.of(old) for pair in pairs) == old
    assert "".join(pair.new.of(new) for pair in pairs) == new
    shown = {part.change for place in places for part in place.parts} - {None}
    assert shown == {change for change in changes if change.operation not in {Operation.SAME, Operation.SPACING}}


def test_what_differs_besides_the_words_is_said_page_by_page():
    """Engine, state, doubts, page breaks, marks, description."""
    old = make.revision("One two.\fThree.", structures=[make.mark("emphasis", 0, 3)])
    new = make.revision("One two.\nThree\f.", structures=[make.mark("strong", 0, 3)])
    second = make.again(new.pages[1], reader="pdfium", why="faster", state=PageState.RECOGNISED, doubts=("faint",))
    new = make.again(new, pages=(new.pages[0], second), properties={"Producer": "x"})
    told = " ".join(differences(old, new, compare(old.text, new.text), boxes=True))
    for sentence in (
        "Page 2 was read by another engine: pdfium instead of unknown (faster).",
        "The state of page 2 was “text”, now it is “recognised”.",
        "Page 2 has other doubts: faint.",
        "Pages begin at other words.",
        "Marks of the source (emphasis): 1 gone, 0 new.",
        "The file says other things of itself: Producer.",
        "The words stand at other places on the sheets.",
    ):
        assert sentence in told


def test_a_comparison_is_safe_to_show(anonymous, store, curator, upload):
    """Markup in a text stays text."""
    upload(curator, ("a.txt", b"One <b>two</b> three."))
    (identifier,) = store.documents.ids()
    upload(curator, ("b.txt", b"One <script>alert(1)</script> three."), revision_of=identifier)
    raw = anonymous.get(f"/documents/{identifier}/compare/1-2").get_data(as_text=True)
    assert "<script>alert" not in raw
    assert "&lt;script" in raw or "&lt;" in raw


def test_a_visitor_is_told_to_sign_in_for_long_texts(anonymous, sign_in, store, room):
    """As a page and as JSON; whoever is signed in gets them."""
    long = make.keep(store, "word " * 200_001)
    addresses = [f"/documents/{long.id}/compare/1-1{form}" for form in ("", ".json")]
    for told in map(anonymous.get, addresses):
        assert (told.status_code, "Sign in to have them compared" in told.get_data(as_text=True)) == (403, True)
    assert sign_in("Rea", Role.READER).get(addresses[0]).status_code == 200
