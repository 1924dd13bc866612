"""To whom annotations are shown that come in a file, and what they answer."""

import json

import pytest
from exchanging import HOST, brought, fates, hypothesis, mark, of_hypothesis

from archive.annotations import Visibility


@pytest.mark.parametrize(
    ("told", "visibility"),
    [
        ({}, "private"),
        ({"permissions": {"read": ["group:__world__"]}}, "public"),
        ({"permissions": {"read": ["acct:kim@hypothes.is"]}}, "private"),
        ({"permissions": {"read": ["group:__world__", "acct:kim@hypothes.is"]}}, "private"),
        ({"permissions": {"read": 3}}, "private"),
        ({"group": "newsroom"}, "private"),
    ],
)
def test_what_was_meant_for_few_is_never_shown_to_more(store, ada_there, letter_here, told, visibility):
    """A note that does not say is for its importer alone."""
    (fared,) = of_hypothesis(store, ada_there, letter_here, hypothesis("Vale", **told))
    assert store.annotations.get(fared.annotation).visibility.value == visibility
    said_so = of_hypothesis(
        store, ada_there, letter_here, hypothesis("Vale", **told, id="2"), otherwise=Visibility.TEAM
    )
    assert store.annotations.get(said_so[0].annotation).visibility.value == ("team" if not told else visibility)


def test_a_private_reply_to_a_public_note_stays_private(store, ada_there, letter_here):
    """It is shown to no more people than it says."""
    public = {"permissions": {"read": ["group:__world__"]}}
    private = {"permissions": {"read": ["acct:kim@hypothes.is"]}}
    rows = hypothesis("Vale", id="a", **public), hypothesis("", id="b", references=["a"], target=[], **private)
    fared = of_hypothesis(store, ada_there, letter_here, *rows)
    assert [store.annotations.get(each.annotation).visibility.value for each in fared] == ["public", "private"]


@pytest.mark.parametrize("ours", [True, False])
def test_a_w3c_annotation_without_an_audience_is_public_only_in_files_of_an_archive(
    store, ada_there, letter_here, ours
):
    """Of others it is not known for whom it was."""
    source = "https://a.example/documents/aaaaaaa2@1"
    target = {"source": source, "selector": {"type": "TextQuoteSelector", "exact": "Vale"}}
    file = {
        "items": [{"type": "Annotation", "target": target}],
        "texts": [{"id": source, "sha256": "0"}] if ours else [],
    }
    (fared,) = brought(store, ada_there, letter_here, json.dumps(file))
    assert store.annotations.get(fared.annotation).visibility is (Visibility.PUBLIC if ours else Visibility.PRIVATE)


def test_an_unknown_audience_is_refused(store, ada_there, letter_here):
    """What is meant for few is never shown to more for want of understanding."""
    item = {"type": "Annotation", "audience": "https://a.example/class-of-1999", "target": "https://a.example/x"}
    (fared,) = brought(store, ada_there, letter_here, json.dumps(item))
    assert "the audience must be" in fared.told


@pytest.mark.parametrize("host", ["http://archive.example", "http://elsewhere.example"])
def test_an_id_of_another_archive_is_not_taken_for_one_of_this(store, ada_there, letter_here, host):
    """The same eight letters, another moment: at another address it is another note."""
    here = mark(store, ada_there, letter_here, "Vale", "Here.")
    item = {
        "type": "Annotation", "id": f"{host}/annotations/{here.id}", "created": "2030-01-01T00:00:00Z",
        "bodyValue": "There.",
        "target": {"source": "https://a.example/x", "selector": {"type": "TextQuoteSelector", "exact": "cameras"}},
    }  # fmt: skip
    (fared,) = brought(store, ada_there, letter_here, json.dumps(item), host=HOST)
    assert fared.fate.value == ("already here" if host == HOST else "kept")


def test_replies_come_after_what_they_answer_whatever_their_order(store, ada_there, letter_here):
    """Newest first, as Hypothesis writes them."""
    rows = [
        hypothesis("", id="c", text="third", references=["a", "b"], target=[{"source": "x"}]),
        hypothesis("", id="b", text="second", references=["a"], target=[{"source": "x"}]),
        hypothesis("cameras", id="a", text="first"),
    ]
    fared = of_hypothesis(store, ada_there, letter_here, *rows)
    assert fates(fared) == ["kept"] * 3
    third, second, first = (store.annotations.get(each.annotation) for each in fared)
    assert (third.reply_to, second.reply_to, first.reply_to) == (second.id, first.id, "")
    assert fates(of_hypothesis(store, ada_there, letter_here, *rows)) == ["already here"] * 3


def test_a_long_chain_of_replies_is_no_fault(store, ada_there, letter_here):
    """Two thousand, each to the one before, in reverse."""
    rows = [hypothesis("", id=f"n{number}", references=[f"n{number - 1}"], target=[]) for number in range(2000, 0, -1)]
    assert set(fates(of_hypothesis(store, ada_there, letter_here, *rows, hypothesis("Vale", id="n0")))) == {"kept"}
