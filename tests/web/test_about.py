"""“About this text” and what stands around it stay surveyable, however much there is to tell."""

import io
import re
import zipfile

import make
import pytest

from archive.access import Role


def page(client, document):
    return client.get(f"/documents/{document.id}").get_data(as_text=True)


@pytest.fixture
def cy(sign_in):
    return sign_in("Cy", Role.REVIEWER)


def test_it_begins_with_a_sentence_and_every_part_folds(anonymous, letter):
    """Only the description is open; each other part says in its line what it holds."""
    told = page(anonymous, letter)
    assert re.search(r'<p class="gist">Read from \S+ \(Markdown\) on \d+ \w+ \d{4}\.</p>', told)
    parts = re.findall(r'<details class="part"( open)?><summary><h3[^>]*>(.*?)</h3>', told)
    assert [name for is_open, name in parts if is_open] == ["Description"]
    assert len(parts) == 4


def test_of_forty_arrivals_five_are_shown_each_as_a_line(anonymous, store, letter):
    """The others are counted and fold out."""
    for number in range(40):
        make.arrive(store, f"copy-{number}.txt", document=letter.id, original="a" * 64)
    told = page(anonymous, letter)
    shown, _, rest = told.partition("<summary>35 more arrivals</summary>")
    assert (shown.count('class="arrival"'), rest.count('class="arrival"')) == (5, 35)
    assert "40 arrivals since" in shown
    assert '<details class="arrival" open' not in told


def test_a_single_arrival_is_open(anonymous, store, letter):
    """Nobody has to unfold what is all there is."""
    make.arrive(store, "letter.txt", document=letter.id)
    assert '<details class="arrival" open' in page(anonymous, letter)


def test_of_thirty_files_ten_are_shown_in_the_order_in_which_they_came(anonymous, store, letter):
    """The others are counted and fold out."""
    carrier = make.arrive(store, "mail.eml", document=letter.id)
    names = [f"part-{number}.txt" for number in range(30)]
    for name in names:
        make.arrive(store, name, parent=carrier.id)
    box = page(anonymous, letter).partition('id="related"')[2].partition("</section>")[0]
    assert re.findall(r"part-\d+\.txt", box) == names
    assert re.findall(r"part-\d+\.txt", box.partition("<summary>20 more files</summary>")[0]) == names[:10]


def test_an_earlier_revision_that_is_read_is_not_folded_away(store, cy, upload, letter):
    """Of many revisions the newest are shown; where an older one is read, its list is open."""
    for number in range(9):
        upload(cy, (f"{number}.txt", f"Version {number}.".encode()), revision_of=letter.id)
    newest = page(cy, letter)
    assert '<details class="rest"><summary>2 earlier revisions</summary>' in newest
    oldest = cy.get(f"/documents/{letter.id}@1").get_data(as_text=True)
    assert '<details class="rest" open><summary>2 earlier revisions</summary>' in oldest


def test_what_a_zip_file_held_that_was_left_out_is_told_on_its_deposit(cy, upload):
    """An empty member is not lost without a word."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("letter.txt", "Words.")
        archive.writestr("nothing.txt", "")
    told = upload(cy, ("letters.zip", stream.getvalue())).get_data(as_text=True)
    assert "1 file found inside; empty: nothing.txt" in told


def test_who_is_not_signed_in_is_told_what_it_takes(anonymous):
    """In sentences, and how to get there."""
    told = anonymous.get("/ingest").get_data(as_text=True)
    assert "Nobody is signed in; to take files in, one must be reviewer or above." in told
    assert "verbatim user link" in told


def test_deposits_are_called_by_their_first_file(cy, upload):
    """And files by the documents they became."""
    deposit = upload(cy, ("a.txt", b"One thing."), ("b.txt", b"Another thing.")).get_data(as_text=True)
    assert "2 of 2 files done" in deposit
    assert '<span class="called">' in deposit
    assert re.search(r'<a href="/ingest/\w+">a.txt and 1 more</a>', cy.get("/ingest").get_data(as_text=True))
