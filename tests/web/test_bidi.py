"""Names that turn the words around them: shown, and harmless."""

import re

import make
import pytest
from flask import render_template_string

from archive.documents import Kind
from web.bidi import straight

TURNING = [chr(sign) for sign in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
EVIL = "evil\u202efdp.exe"


@pytest.mark.parametrize("sign", TURNING)
@pytest.mark.parametrize(
    "template",
    ["{{ it }}", "{{ [it]|join }}", "{% macro m() %}{{ it }}{% endmacro %}{{ m() }}", "<i title='{{ it }}'>"],
)
def test_no_template_puts_out_a_sign_that_turns(app, sign, template):
    """However it comes by the words: as many code points as there were."""
    with app.app_context():
        told = render_template_string(template, it=f"a{sign}b")
    assert "a\ufffdb" in told
    assert sign not in told


def test_what_a_form_sends_back_is_put_out_as_it_is(app):
    """Else an untouched field would seem changed; it is escaped all the same."""
    with app.app_context():
        assert render_template_string("{{ it|exact }}", it=f"<{EVIL}") == f"&lt;{EVIL}"


@pytest.mark.parametrize("words", ["plain", "“Größe” — מכתב", "a\u200fb", 7, None])
def test_other_signs_are_left_alone(words):
    """Right-to-left letters and their marks are no trouble."""
    assert straight(words) == words


def test_no_page_that_names_a_file_is_turned_around(curator, store, room):
    """Title, creator, file and arrival: on the document's page, its record, the lists, a failure."""
    document = make.keep(store, "Some words.", title=EVIL, creator=EVIL, kind=Kind.LETTER)
    arrivals = [make.arrive(store, EVIL, document=document.id, agent=EVIL), make.arrive(store, EVIL, failed="empty")]
    room.catch_up()
    pages = [
        "/",
        "/documents",
        "/search?q=words",
        f"/documents/{document.id}",
        f"/documents/{document.id}/witnesses",
        "/ingest",
    ]
    for page in [*pages, *(f"/accessions/{arrival.id}" for arrival in arrivals)]:
        told = curator.get(page).get_data(as_text=True)
        shown = re.sub(r"<(?:input|option)\b[^>]*>", "", told)
        assert (page, "evil\ufffdfdp.exe" in shown, "\u202e" in shown) == (page, True, False)


def test_a_downloaded_file_is_not_called_what_it_is_not(curator, upload):
    """Its name in the header has no sign that turns either."""
    page = upload(curator, (EVIL, b"Some words.")).get_data(as_text=True)
    record = re.search(r'href="(/accessions/[^"]+)"', page)[1]
    with curator.get(f"{record}/original") as sent:
        assert "%E2%80%AE" not in sent.headers["Content-Disposition"]
