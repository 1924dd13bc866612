"""What a browser has of a page already is not sent again."""

import re

import make
import pytest

from web.parts import HEADER

WORDS = [f"Letter {number} of the ferry at Quell was answered on the day it came." for number in range(200)]
TURNING = "So \u202e it turns"


@pytest.fixture
def document(store):
    """A text of several screenfuls with a note at each end, one of them with a sign that turns."""
    held, bea = make.keep(store, "\n\n".join(WORDS)), make.person(store, "Bea")
    make.note(store, bea, held, WORDS[0], "Compare.")
    make.note(store, bea, held, WORDS[-1], TURNING)
    return held


def parts(page):
    """Return the parts of a page by their names."""
    found = re.split(r'(?=<(?:div class="screenful"|section )[^>]*data-part=")', page)[1:]
    return {re.search(r'data-part="([^"]*)"', part)[1]: part for part in found}


def test_only_what_is_new_is_sent(anonymous, store, document):
    """The screenful with the new mark and its card have their words; of the others the names stand in their order."""
    address = f"/documents/{document.id}"
    before = anonymous.get(address).text
    assert TURNING in before
    made = make.note(store, make.person(store, "Cy"), document, WORDS[100], "New.")
    whole = parts(anonymous.get(address).text)
    answer = anonymous.get(address, headers={HEADER: ",".join(parts(before))})
    sent = parts(answer.text)
    assert answer.headers["Cache-Control"] == "no-store"
    assert list(sent) == list(whole)
    new = [name for name in sent if name not in parts(before)]
    assert [sent[name] for name in new] == [whole[name] for name in new]
    assert [f'id="{sort}-{made.id}"' in sent[name] for sort, name in zip(("mark", "note"), new, strict=True)] == [
        True
    ] * 2
    assert all("Letter" not in part for name, part in sent.items() if name not in new)
