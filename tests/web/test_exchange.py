"""Annotations as files: what is written, and what becomes of each row that is read."""

import csv
import io
import json
import re

import make
import pytest

from archive.access import ANONYMOUS, Role
from archive.annotations import Anchor, Motivation, Visibility
from archive.bringing import bring
from archive.brought import Conditions, Row
from archive.marking import Draft, annotate, reply, withdraw
from archive.selectors import describe
from archive.spans import Span
from archive.store import Store
from web.exporting import of_document
from web.importing.naming import Home
from web.importing.pages import about
from web.importing.reading import read_rows
from web.present.exported import FORMS

TEXT = (
    "😀 Dear Mr Vale,\n\nWe note that the shipment isn’t approved. Nothing was signed.\n\n"
    "The cameras were sold in March. Nothing was signed.\n\nYours sincerely,\nIda Brandt"
)
HOST = "http://archive.example"
HOSTILE = '=HYPERLINK("http://evil.example") <script>alert(1)</script> [^1] “😀”'


def mark(store, actor, document, words, body="", *, nth=0, further=(), **more):
    """Mark the nth place of words."""
    places = [Span(found.start(), found.end()) for found in re.finditer(re.escape(words), TEXT)]
    spans = [places[nth], *(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in further)]
    first, *others = [Anchor(span, describe(TEXT, span)) for span in spans]
    draft = Draft(document.id, 1, first.span, first.quote, body, further=tuple(others), **more)
    return annotate(store, actor, draft)


@pytest.fixture
def ada_there(store):
    return make.person(store, "Ada")


@pytest.fixture
def case(store, ada_there):
    """A letter with notes of every kind: repeated words, several passages, a private one, replies to replies."""
    document = make.keep(store, TEXT, title="Brandt to Vale")
    first = mark(store, ada_there, document, "Nothing was signed", HOSTILE, tags=("'=1+1", "quality"), nth=1)
    mark(store, ada_there, document, "shipment", "'=twice", further=("cameras",), visibility=Visibility.TEAM)
    mark(store, ada_there, document, "Vale", "Mine.", visibility=Visibility.PRIVATE)
    mark(store, ada_there, document, "Ida Brandt", motivation=Motivation.QUESTIONING)
    answer = reply(store, ada_there, first.id, "Yes.\n\n- so it is")
    reply(store, ada_there, answer.id, "@once")
    return document


@pytest.fixture
def elsewhere(tmp_path):
    """Another archive that holds the same text, under another id."""
    other = Store(tmp_path / "other")
    yield other
    other.close()


def written(store, viewer, document, form):
    return FORMS[form].write(of_document(store, viewer, document, f"/documents/{document.id}/annotations.{form}"), HOST)


def brought(store, actor, document, content, host="http://other.example", page="", **conditions):
    content = content if isinstance(content, bytes) else content.encode()
    rows = about(read_rows(content, Home(host)), document, page)
    return bring(store, actor, rows, Conditions(document.id, document.newest, **conditions))


def fates(fared):
    return [each.fate.value for each in fared]


def said(store, document, viewer):
    """Return what annotations say and where, without ids and moments; replies by what they answer."""
    held = {note.id: note for note in store.annotations.on(document.id, viewer=viewer)}
    return sorted(
        (
            [(anchor.span, anchor.quote) for anchor in note.anchors],
            note.body,
            note.tags,
            note.motivation.value,
            note.visibility.value,
            held[note.reply_to].body if note.reply_to else "",
        )
        for note in held.values()
    )


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


@pytest.fixture
def letter_here(store):
    return make.keep(store, TEXT, title="Brandt to Vale", described={"source_url": "https://news.example/vale"})


def hypothesis(exact, prefix="", suffix="", text="So?", start=3, **more):
    """Return an annotation as Hypothesis exports it; its position is that of another text, in UTF-16."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 1, "endOffset": 9},
        {"type": "TextPositionSelector", "start": start, "end": start + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]
    target = {"source": "https://news.example/vale", "selector": selectors}
    return {
        "id": "abc_-1", "uri": "https://news.example/vale", "text": text, "tags": ["a tag"], "target": [target],
        "user": "acct:kim@hypothes.is", "references": [], **more,
    }  # fmt: skip


def of_hypothesis(store, actor, document, *rows, **more):
    return brought(store, actor, document, json.dumps(list(rows)), **more)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (hypothesis("the shipment isn’t approved"), "the shipment isn’t approved"),
        (hypothesis("Nothing was signed", prefix="in March. "), "Nothing was signed"),
        (hypothesis("Nothing was signed.\n  The cameras"), "Nothing was signed.\n\nThe cameras"),
        (hypothesis("Dear", prefix="\ude00 "), "Dear"),
        (hypothesis("Vale", prefix="Menu Home ", suffix=",We note that the"), "Vale"),
        (hypothesis("note that the shipment isn’t", prefix="Menu "), "note that the shipment isn’t"),
    ],
)
def test_an_annotation_of_hypothesis_lies_where_its_words_stand(store, ada_there, letter_here, row, expected):
    """Whatever its numbers say; a context cut in the middle of an emoji, other blanks and a menu do no harm."""
    (fared,) = of_hypothesis(store, ada_there, letter_here, row)
    assert fared.fate.value == "kept"
    kept = store.annotations.get(fared.annotation)
    assert kept.span.of(TEXT) == expected
    assert (kept.body, kept.tags, kept.via) == ("So?", ("a tag",), "https://hypothes.is/a/abc_-1")
    assert fared.row.creator == "kim@hypothes.is"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (hypothesis("Nothing was signed", start=TEXT.index("Nothing")), "stand at 2 places"),
        (hypothesis("Nothing was signed", prefix="Menu "), "stand at 2 places"),
        (hypothesis("shipment is approved"), "do not stand in this text"),
        (hypothesis("approved", prefix="is "), "other words stand before and after"),
        (hypothesis("  "), "quotes no words"),
        (hypothesis("Vale", tags=["x" * 81]), "a tag may have 80"),
        (hypothesis("Vale", tags=["a,b"]), "commas part tags"),
        (hypothesis("Vale", text="x" * 100_001), "a comment may have"),
        (hypothesis("Vale", text="half a pair \ud83d"), "cannot be stored"),
        (hypothesis("Vale", id="\0"), "must be an address"),
        (hypothesis("Vale", id="\ud800"), "must be an address"),
        (hypothesis("Vale", references=["unknown"]), "the note that it answers is not here"),
        (hypothesis("Vale", references=["abc_-1"]), "answers itself"),
        (hypothesis("Vale", target=[{"source": "https://news.example/vale"}]), "about the whole document"),
        (hypothesis("Vale", target=[{"selector": [{"type": "RangeSelector"}]}]), "has no quotation"),
        (hypothesis("Vale", target=3), "must be a JSON object"),
        (hypothesis("Vale", text=["no"]), "must be text"),
        (3, "must be a JSON object"),
        ({"what": "is this"}, "neither a W3C annotation nor one of Hypothesis"),
        ("https://hypothes.is/a/x", "only its address"),
        ({"type": "Annotation", "motivation": "highlighting"}, "about the whole document"),
    ],
)
def test_what_has_no_sure_place_is_refused_with_its_reason(store, ada_there, letter_here, row, reason):
    """And the row beside it is kept: the counts add up, nothing is guessed, nothing stored by half."""
    good = hypothesis("cameras", id="good")
    bad, kept = of_hypothesis(store, ada_there, letter_here, row, good)
    assert (bad.fate.value, kept.fate.value) == ("refused", "kept")
    assert reason in bad.told
    assert [note.quote.exact for note in store.annotations.all_on(letter_here.id)] == ["cameras"]


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


def test_of_several_pages_the_documents_own_is_taken(store, ada_there, letter_here):
    """Words that happen to stand here are no reason; where the document has no such address one must be named."""
    rows = hypothesis("Vale", id="a"), hypothesis("cameras", id="b", uri="https://else.example/#top")
    own, other = of_hypothesis(store, ada_there, letter_here, *rows)
    assert (own.fate.value, other.fate.value) == ("kept", "refused")
    assert "another page, https://else.example" in other.told
    nameless = make.keep(store, TEXT)
    assert fates(of_hypothesis(store, ada_there, nameless, *rows)) == ["refused", "refused"]
    chosen = of_hypothesis(store, ada_there, nameless, *rows, page="https://else.example/")
    assert fates(chosen) == ["refused", "kept"]


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
    response = send(ada, letter, content)
    assert response.status_code in {200, 413, 422}
    assert response.status_code != 200 or response.json["kept"] == 0
    assert store.annotations.all_on(letter.id) == []


def test_time_is_bounded_and_the_rest_comes_with_the_same_file(store, ada_there, letter_here):
    """What was not looked at is refused with that reason."""
    rows = [hypothesis("Vale", id="a"), hypothesis("cameras", id="b")]
    late = of_hypothesis(store, ada_there, letter_here, *rows, seconds=-1)
    assert {each.told.partition(":")[0] for each in late} == {"there was no time left for it"}
    assert fates(of_hypothesis(store, ada_there, letter_here, *rows)) == ["kept", "kept"]


def test_rows_without_an_id_are_recognised_by_what_they_say(store, ada_there, letter_here):
    """The same line twice is one note."""
    table = "exact,comment\nVale,One.\nVale,Two.\nVale,One.\n"
    assert fates(brought(store, ada_there, letter_here, table)) == ["kept", "kept", "already here"]
    assert fates(brought(store, ada_there, letter_here, table)) == ["already here"] * 3


def test_a_spreadsheet_with_semicolons_is_read(store, ada_there, letter_here):
    """As some countries save it."""
    (fared,) = brought(store, ada_there, letter_here, "\ufeffexact;comment;tags\r\nVale;'=so;a, b\r\n")
    kept = store.annotations.get(fared.annotation)
    assert (kept.body, kept.tags) == ("=so", ("a", "b"))


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


def test_a_quotation_inside_a_fragment_is_read(store, ada_there, letter_here):
    """A page refined by words, as tools for PDF write it."""
    selector = {
        "type": "FragmentSelector", "value": "page=2",
        "refinedBy": [
            {"type": "TextPositionSelector", "start": 0, "end": 4}, {"type": "TextQuoteSelector", "exact": "Vale"},
        ],
    }  # fmt: skip
    item = {"type": "Annotation", "target": {"source": "https://a.example/x.pdf", "selector": selector}}
    (fared,) = brought(store, ada_there, letter_here, json.dumps([item]))
    assert store.annotations.get(fared.annotation).span.of(TEXT) == "Vale"


def test_listed_tags_hold_for_imports_too(store, ada_there, letter_here):
    """A tag that is not on the list refuses its row alone."""
    rows = hypothesis("Vale", id="a"), hypothesis("cameras", id="b", tags=[])
    assert fates(of_hypothesis(store, ada_there, letter_here, *rows, listed=True)) == ["refused", "kept"]


def test_each_import_is_in_the_audit_log(store, ada_there, letter_here):
    """Who, and that it was an import."""
    (fared,) = of_hypothesis(store, ada_there, letter_here, hypothesis("Vale"))
    assert [(actor, act) for _, actor, act, _ in store.audit.on(fared.annotation)] == [("ada", "import annotation")]


def test_a_row_of_the_archive_layer_is_checked_there_too(store, ada_there, letter_here):
    """Names that SQL cannot take are refused before it is asked."""
    row = Row(1, names=("\udfff",), via="\udfff")
    (fared,) = bring(store, ada_there, [row], Conditions(letter_here.id, 1))
    assert "must be an address" in fared.told


def send(client, letter, content, content_type="application/json", query=""):
    headers = {"X-CSRF-Token": getattr(client, "csrf", ""), "Accept": "application/json"}
    place = f"/documents/{letter.id}/annotations/import{query}"
    return client.post(place, data=content, content_type=content_type, headers=headers)


def test_the_report_adds_up_as_json(ada, letter):
    """Each row once, in the order of the file."""
    rows = [hypothesis("Vale", id="a"), hypothesis("nowhere at all", id="b"), hypothesis("Vale", id="a")]
    told = send(ada, letter, json.dumps(rows), query="?visibility=public").json
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
        assert send(client, letter, b"[]").status_code == 403
        assert "Import notes" not in client.get(f"/documents/{letter.id}").get_data(as_text=True)


@pytest.mark.parametrize("form", list(FORMS))
def test_files_are_sent_as_attachments(ada, anonymous, store, letter, form):
    """Of a document, of one of its revisions, and of a search."""
    send(ada, letter, json.dumps([hypothesis("Vale", text="Hm.")]), query="?visibility=public")
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


def test_what_a_search_leaves_out_is_said_in_the_file(store, case, ada_there):
    """In each form."""
    exported = make.again(of_document(store, ada_there, case, "/x"), cut_off="9 answer; the first 6 are here")
    for form in FORMS.values():
        assert "the first 6 are here" in form.write(exported, HOST)
    read = read_rows(FORMS["csv"].write(exported, HOST).encode(), Home(HOST))
    assert len(read) == 6, "and the remark is no row"


def test_the_quote_of_an_empty_context_is_no_crash(store, ada_there, letter_here):
    """A text of blanks alone has no places."""
    blank = make.keep(store, "   \n ")
    row = hypothesis("Vale", prefix="\ud83d", suffix="\udfff")
    assert "do not stand" in of_hypothesis(store, ada_there, blank, row)[0].told


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
