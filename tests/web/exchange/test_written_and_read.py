"""What is written to a file of annotations, and what comes back from it."""

import csv
import io
import json
import re

import make
import pytest
from exchanging import HOST, HOSTILE, TEXT, brought, fates, said, written

from archive.access import ANONYMOUS
from archive.marking import withdraw
from web.exporting import of_document
from web.importing.naming import Home
from web.importing.reading import read_rows
from web.present.exported import FORMS


@pytest.mark.parametrize("form", ["jsonld", "csv"])
def test_the_round_trip_keeps_places_bodies_tags_and_threads(store, elsewhere, case, ada_there, form):
    """Into another archive with the same text, and out again; the same words twice on a page are told apart."""
    there = make.keep(elsewhere, TEXT, title="The same letter")
    bo = make.person(elsewhere, "Bo")
    assert there.id != case.id
    fared = brought(elsewhere, bo, there, written(store, ada_there, case, form))
    assert fates(fared) == ["kept"] * 6
    assert not any(each.told for each in fared)
    assert said(elsewhere, there, bo) == said(store, case, ada_there)
    assert {note.author for note in elsewhere.annotations.on(there.id, viewer=bo)} == {"bo"}
    again = brought(store, ada_there, case, written(elsewhere, bo, there, form), host=HOST)
    assert fates(again) == ["already here"] * 6, "by via, they are the ones that were exported"


@pytest.mark.parametrize("form", ["jsonld", "csv"])
def test_a_file_that_comes_twice_brings_nothing_twice(store, elsewhere, case, ada_there, form):
    """Neither to another archive nor to its own, under its own address or another one of its."""
    there, bo = make.keep(elsewhere, TEXT), make.person(elsewhere, "Bo")
    file = written(store, ada_there, case, form)
    for expected in ("kept", "already here", "already here"):
        assert set(fates(brought(elsewhere, bo, there, file))) == {expected}
    for host in (HOST, "http://archive.example:8000"):
        assert set(fates(brought(store, ada_there, case, file, host=host))) == {"already here"}
    assert len(elsewhere.annotations.all_on(there.id)) == len(store.annotations.all_on(case.id)) == 6


def test_what_somebody_took_away_here_can_be_brought_again(store, elsewhere, case, ada_there):
    """The file is their copy of it."""
    there, bo = make.keep(elsewhere, TEXT), make.person(elsewhere, "Bo")
    file = written(store, ada_there, case, "jsonld")
    gone = next(each.annotation for each in brought(elsewhere, bo, there, file) if each.row.body == "Mine.")
    withdraw(elsewhere, bo, gone, expected=1)
    assert sorted(fates(brought(elsewhere, bo, there, file))) == ["already here"] * 5 + ["kept"]


def test_a_private_note_of_another_person_is_not_told(store, elsewhere, case, ada_there):
    """What Bo keeps private Cy, who brings the same file, neither sees nor learns of; Cy gets a note of their own."""
    there, bo, cy = make.keep(elsewhere, TEXT), make.person(elsewhere, "Bo"), make.person(elsewhere, "Cy")
    file = written(store, ada_there, case, "jsonld")
    brought(elsewhere, bo, there, file)
    fared = brought(elsewhere, cy, there, file)
    assert [each.row.body for each in fared if each.fate.value == "kept"] == ["Mine."]


@pytest.mark.parametrize("form", list(FORMS))
def test_only_what_the_viewer_sees_is_written(store, case, form):
    """A visitor gets neither the team's note nor a private one."""
    file = written(store, ANONYMOUS, case, form)
    assert ("twice" in file, "Mine." in file, "so it is" in file) == (False, False, True)


def test_jsonld_is_a_collection_with_all_its_items(store, case, ada_there):
    """All items on its first page, and the terms that the model has not in its context."""
    wire = json.loads(written(store, ada_there, case, "jsonld"))
    assert (wire["type"], wire["total"], len(wire["first"]["items"])) == ("AnnotationCollection", 6, 6)
    (text,) = wire["texts"]
    assert text == {
        "id": f"{HOST}/documents/{case.id}@1",
        "sha256": store.revisions.get(case.id, 1).frozen.text_sha256,
    }
    assert wire["@context"][1] == {"texts": "urn:verbatim:texts", "sha256": "urn:verbatim:sha256"}


def test_no_cell_is_a_formula_and_each_leads_to_its_words(store, case, ada_there):
    """What begins like one has an apostrophe before it."""
    table = list(csv.DictReader(io.StringIO(written(store, ada_there, case, "csv").removeprefix("\ufeff"), newline="")))
    assert [cell for row in table for cell in row.values() if cell[:1] in "=+-@\t" and cell] == []
    assert {"'" + HOSTILE, "''=twice", "'@once"} <= {row["comment"] for row in table}
    for row in table:
        assert TEXT[int(row["start"]) : int(row["end"])] == row["exact"]


def test_html_shows_markup_as_text_and_loads_nothing(store, case, ada_there):
    """One page, quotations with the addresses of their citations and the check."""
    page = written(store, ada_there, case, "html")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert re.findall(r"(?:src=|@import|url\()", page) == []
    assert re.search(
        rf'<blockquote class="words" cite="{HOST}/documents/{case.id}@1/cite/[0-9]+-[0-9]+~[0-9a-f]{{12}}">', page
    )
    assert page.count('class="reply"') == 2
    assert "<li>so it is</li>" in page


def test_markdown_has_a_footnote_for_each_quotation(store, case, ada_there):
    """And what a comment writes like a footnote or HTML is neither."""
    file = written(store, ada_there, case, "md")
    used = re.findall(r"(?<!\\)\[\^([^\]]+)\](?!:)", file)
    defined = re.findall(r"^\[\^([^\]]+)\]: ", file, re.M)
    assert sorted(used) == sorted(defined)
    assert len(used) == 5
    assert "<script" not in file
    assert "> Nothing was signed[^" in file


def test_no_link_of_a_comment_leads_to_a_script_in_markdown(store, case, ada_there):
    """Whatever way it is written; its words and the other links stay."""
    kept = ["[a](https://gault.example/a:b)", "[b](/documents)", "[c]: mailto:ida@gault.example", "[d](#e:f)"]
    led = [
        "[x](javascript:a)",
        "[x](\nJavaScript:a)",
        "[x](java\\script\\:a)",
        "[y]: data:text/html,a",
        "[y]:\n> vbscript:a",
    ]
    make.note(store, ada_there, case, "Nothing was signed", "\n\n".join([*kept, *led]))
    file = written(store, ada_there, case, "md")
    assert all(link in file for link in kept)
    assert not any(link in file for link in led)
    assert all(link.replace("](", "]\\(").replace("]:", "]\\:", 1) in file for link in led)


def test_what_a_search_leaves_out_is_said_in_the_file(store, case, ada_there):
    """In each form."""
    exported = make.again(of_document(store, ada_there, case, "/x"), cut_off="9 answer; the first 6 are here")
    for form in FORMS.values():
        assert "the first 6 are here" in form.write(exported, HOST)
    read = read_rows(FORMS["csv"].write(exported, HOST).encode(), Home(HOST))
    assert len(read) == 6, "and the remark is no row"


def test_numbers_count_only_in_the_very_text(store, elsewhere, case, ada_there):
    """In another text with the same words twice the position tells nothing, even where it happens to fit."""
    shifted = make.keep(elsewhere, TEXT.replace("Ida Brandt", "Ida B."))
    bo = make.person(elsewhere, "Bo")
    wire = json.loads(written(store, ada_there, case, "jsonld"))
    for item in wire["first"]["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            if isinstance(target, dict):
                target["selector"][1] |= {"prefix": "", "suffix": ""}
    told = {each.row.body: each for each in brought(elsewhere, bo, shifted, json.dumps(wire))}
    assert "stand at 2 places" in told[HOSTILE].told
    assert told["Mine."].fate.value == "kept"
    assert "the note that it answers is not here" in told["@once"].told


def test_notes_go_to_the_revision_whose_text_they_were_made_on(store, ada_there, case):
    """A later revision has other words; the file names the text of the first."""
    file = written(store, ada_there, case, "jsonld")
    second = make.keep(store, "Other words.", title="Copy")
    revised = make.revise(store, second, TEXT)
    newest = make.revise(store, revised, "Other words again.")
    fared = brought(store, ada_there, newest, file)
    assert {store.annotations.get(each.annotation).revision for each in fared} == {2}
