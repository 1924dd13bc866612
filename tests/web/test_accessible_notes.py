"""Pages with notes for those who do not see them: controls have names, marks lead to their notes."""

from collections import Counter
from html.parser import HTMLParser

import make
import pytest

from archive.access import Role
from archive.annotations import Anchor
from archive.marking import Change, amend, reply, withdraw
from archive.reviewing import assess
from archive.reviews import Opinion
from archive.selectors import describe
from archive.spans import Span

CONTROLS = {"input", "select", "textarea", "button"}
VOID = {"input", "link", "meta", "br", "hr", "img", "wbr"}


class Reading(HTMLParser):
    """Ids, what is described by them, and controls without a name."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.described, self.targets, self.nameless = Counter(), [], set(), []
        self.labels, self.open, self.controls = {}, [], []
        self.feed(page)
        self.nameless = [
            control
            for control in self.controls
            if not (
                control.get("aria-label") or control["said"].strip() or self.labels.get(control.get("id"), "").strip()
            )
        ]

    def handle_starttag(self, tag, attributes):
        given = dict(attributes) | {"tag": tag, "said": ""}
        self.ids.update([given["id"]] if "id" in given else [])
        if tag == "mark" and "note" in given.get("class", "").split():
            self.described.append(given.get("aria-describedby"))
        if tag == "a" and given.get("href", "").startswith("#"):
            self.targets.add(given["href"][1:])
        if tag in CONTROLS and given.get("type") != "hidden" and "hidden" not in given:
            self.controls.append(given)
        if tag not in VOID:
            self.open.append(given)
        if tag in CONTROLS - {"button"}:
            given["said"] = " ".join(each["said"] for each in self.open if each["tag"] == "label")

    def handle_endtag(self, tag):
        while self.open and (closed := self.open.pop())["tag"] != tag:
            pass
        if tag == "label" and "for" in closed:
            self.labels[closed["for"]] = closed["said"]

    def handle_data(self, data):
        within = [each["tag"] for each in self.open]
        if "option" not in within and "textarea" not in within:
            for each in self.open:
                each["said"] += data


@pytest.fixture
def noted(curator, store, letter):
    """Notes nested, overlapping, alike, of two passages, over a page's end, answered, taken away, reviewed."""
    ada, cy = make.person(store, "Ada"), make.actor("Cy", Role.REVIEWER)
    text = store.revisions.text(letter.id, 1)
    outer = make.note(store, ada, letter, "the shipment isn’t approved", "Outer.", tags=("dates",))
    make.note(store, cy, letter, "shipment isn’t", "Inner.")
    make.note(store, cy, letter, "shipment isn’t", "The same.")
    make.note(store, ada, letter, "isn’t approved, and we", "Over the edge.")
    make.note(store, ada, letter, "in March.\fYours sincerely", "Over the page.")
    further = Span(text.index("Brandt"), text.index("Brandt") + 6)
    make.note(store, ada, letter, "cameras", "Two.", further=(Anchor(further, describe(text, further)),))
    gone = make.note(store, ada, letter, "products", "Gone.")
    reply(store, cy, outer.id, "An answer.")
    reply(store, cy, gone.id, "An answer to it.")
    withdraw(store, ada, gone.id, expected=1)
    amend(store, ada, outer.id, Change("Outer, changed.", ("dates",)), expected=1)
    assess(store, make.person(store, "Dee", Role.REVIEWER), outer.id, Opinion.AGREE)
    return outer


@pytest.mark.parametrize(
    "address",
    ["", "?q=were", "?by=ada", "?tag=dates", "@1", "@2", "@2/places", "versions", "/reviews", "/tags", "/annotations"],
)
def test_controls_are_named_and_marks_lead_to_their_notes(curator, store, letter, noted, address):
    """No id comes twice; links inside the page lead somewhere."""
    if address.startswith("@2"):
        make.revise(store, letter, "Quite other words.\n\nThe cameras were sold in April, to Ida Brandt.")
    where = f"/annotations/{noted.id}/versions" if address == "versions" else f"/documents/{letter.id}{address}"
    page = Reading(curator.get(address if address.startswith("/") else where).get_data(as_text=True))
    assert page.controls
    assert page.nameless == []
    assert [each for each, times in page.ids.items() if times > 1] == []
    assert [each for each in page.described if each not in page.ids] == []
    assert sorted(page.targets - set(page.ids)) == []


def test_marks_that_lie_over_one_another_are_all_described(curator, letter, noted):
    """Every note has a mark that begins it, and the words under several say how many."""
    page = Reading(curator.get(f"/documents/{letter.id}").get_data(as_text=True))
    cards = {each for each in page.ids if each.startswith("note-")}
    begun = {each.removeprefix("mark-").partition("-")[0] for each in page.ids if each.startswith("mark-")}
    assert len(begun) == 6
    assert {f"note-{each}" for each in begun} <= cards
