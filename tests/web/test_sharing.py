"""A passage outside the archive: picture, embedded page, oEmbed, and what a page says of it to other programs."""

import dataclasses
import io
from urllib.parse import parse_qs, unquote, urlsplit

import make
import pytest
from lxml import html
from PIL import Image, ImageChops
from text_directives import found

from archive.citations import cite
from archive.spans import Span
from web import urls
from web.picture import Sketch, picture
from web.typefaces import SANS, SERIF, Typeface, typeface

TEXT = "Dear Mr Vale,\n\nWe hold our <products> to the industry’s highest standards & more.\fYours, Ida Brandt"
WORDS = "our <products> to the industry’s highest standards & more"
KNOWN = {"recipient": "Bo Vale", "source_url": "https://lantern.example/a?b=1", "language": "en"}


@pytest.fixture
def passage(store):
    """The address of a passage, without host."""
    document = make.keep(store, TEXT, title="On “cameras”", date="2031-03-14", described=KNOWN)
    start = TEXT.index(WORDS)
    return urls.citation(cite(store.revisions.get(document.id, 1), Span(start, start + len(WORDS))))


def forged(address):
    return address[:-1] + ("0" if address[-1] != "0" else "1")


def head(client, address):
    page = html.fromstring(client.get(address).get_data(as_text=True))
    named = {meta.get("property") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    return named, [link for link in page.iter("link") if link.get("type") == "application/json+oembed"]


def test_a_page_tells_previews_of_links_what_is_cited(anonymous, passage):
    """Open Graph and Twitter: words, title, address, picture."""
    named, _ = head(anonymous, passage)
    assert named["og:title"] == named["twitter:title"] == "On “cameras”"
    assert named["og:description"] == f"“{WORDS}”"
    assert named["og:url"] == f"http://localhost{passage}"
    assert named["og:image"] == named["twitter:image"] == f"http://localhost{passage}.png"
    assert named["twitter:card"] == "summary_large_image"


def test_a_page_of_changed_words_tells_them_nothing(anonymous, passage):
    """Neither words, nor picture, nor oEmbed, nor a way to the original."""
    named, links = head(anonymous, forged(passage))
    assert not [name for name in named if name and name.startswith(("og:", "twitter:"))]
    assert links == []
    assert "lantern.example/a?b=1#" not in anonymous.get(forged(passage)).get_data(as_text=True)


def test_a_page_and_the_json_lead_to_the_original_page(anonymous, passage):
    """The same address, and it leads to the words."""
    address = anonymous.get(passage + ".json").json["original"]
    page = html.fromstring(anonymous.get(passage).get_data(as_text=True))
    (link,) = [link for link in page.iter("a") if link.text == "on the original page"]
    assert link.get("href") == address
    assert address.startswith("https://lantern.example/a?b=1#:~:text=")
    start = TEXT.index(WORDS)
    assert found(TEXT, address.partition("#")[2]) == [(start, start + len(WORDS))]


def test_without_a_web_page_there_is_no_original(anonymous, letter):
    """Null, and no link."""
    assert anonymous.get(f"/documents/{letter.id}@1/cite/2-9.json").json["original"] is None
    assert "on the original page" not in anonymous.get(f"/documents/{letter.id}?at=2-9").get_data(as_text=True)


def test_the_picture_is_a_png_that_is_asked_for_again_for_nothing(anonymous, passage):
    """1200 by 630; a strong ETag, and 304 for who has it."""
    reply = anonymous.get(passage + ".png")
    assert reply.status_code == 200
    assert reply.mimetype == "image/png"
    assert Image.open(io.BytesIO(reply.data)).size == (1200, 630)
    etag = reply.headers["ETag"]
    assert not etag.startswith("W/")
    again = anonymous.get(passage + ".png", headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)


def test_the_etag_is_of_all_that_is_drawn(anonymous, passage):
    """A corrected title is another picture, and so is another date."""
    sketch = Sketch(WORDS, "On “cameras”", "Ida Brandt to Bo Vale, p. 1", "14 March 2031", "localhost")
    assert anonymous.get(passage + ".png").headers["ETag"] == f'"{sketch.etag}"'
    others = [dataclasses.replace(sketch, **{field.name: "other"}) for field in dataclasses.fields(sketch)]
    assert len({sketch.etag, *(other.etag for other in others)}) == 6


@pytest.mark.parametrize(
    ("ending", "status"), [(".png", 409), ("/embed", 409), (".json", 409)], ids=["picture", "embed", "json"]
)
def test_words_that_changed_are_nowhere_shown_for_those_that_were_cited(anonymous, passage, ending, status):
    """A forged check has no picture, and an embedded page that says so without any words."""
    reply = anonymous.get(forged(passage) + ending)
    assert reply.status_code == status
    if ending == "/embed":
        assert "✗ Does not fit" in reply.get_data(as_text=True)
        assert "industry" not in reply.get_data(as_text=True)


@pytest.mark.parametrize(
    ("written", "status"),
    [("@1/cite/5-99999~0123456789ab", 409), ("@9/cite/1-2~0123456789ab", 404), ("/cite/1-2~0123456789ab", 404)],
)
@pytest.mark.parametrize("ending", [".png", "/embed"])
def test_addresses_that_name_nothing_have_neither(anonymous, letter, written, status, ending):
    """A place past the end is embedded as changed words are."""
    reply = anonymous.get(f"/documents/{letter.id}{written}{ending}")
    assert reply.status_code == status
    assert reply.mimetype == "text/html"


@pytest.mark.parametrize("ending", [".png", "/embed"])
@pytest.mark.parametrize("cited", ["1-2", "1-2~0123456789ab.txt", "nonsense"])
def test_without_a_check_nothing_is_shown_elsewhere(anonymous, letter, cited, ending):
    """A span alone may hold other words tomorrow."""
    assert anonymous.get(f"/documents/{letter.id}@1/cite/{cited}{ending}").status_code == 404


def test_the_embedded_page_shows_the_words_and_runs_nothing(anonymous, passage):
    """Words, source, date, standing and a link; no script, form or frame in it."""
    reply = anonymous.get(passage + "/embed")
    page = html.fromstring(reply.get_data(as_text=True))
    assert page.findtext(".//blockquote/p") == WORDS
    shown = page.text_content()
    for told in ("On “cameras”", "Ida Brandt to Bo Vale, p. 1", "14 March 2031", "✓ Intact"):
        assert told in shown
    assert page.find(".//a").get("href") == f"http://localhost{passage}"
    assert not {"script", "form", "input", "iframe", "img", "style"} & {element.tag for element in page.iter()}


def test_the_embedded_page_says_what_became_of_the_words_since(anonymous, store, passage):
    """They are shown as cited, and that other words stand there now."""
    document = store.documents.get(passage.split("/")[2].partition("@")[0])
    make.revise(store, document, store.revisions.text(document.id, 1).replace(WORDS, WORDS.replace(" ", " no ", 1)))
    page = html.fromstring(anonymous.get(passage + "/embed").get_data(as_text=True))
    assert page.findtext(".//blockquote/p") == WORDS
    assert "≠ Changed. The cited words stand in revision 1" in page.text_content()


def test_only_the_embedded_page_may_stand_in_other_pages(anonymous, passage):
    """Its policy lets it be framed and nothing run; every other page forbids frames, its own errors too."""
    policy = anonymous.get(passage + "/embed").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    for other in (passage, passage + ".png", passage + ".json", "/oembed?url=x", "/", "/documents/zz/cite/1-2~a/embed"):
        reply = anonymous.get(other)
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in anonymous.get(passage + "/embed").headers


def test_the_embedded_page_is_the_same_for_everybody(anonymous, ada, passage):
    """Nothing of the person who looks at another site's page is in it."""
    assert ada.get(passage + "/embed").data == anonymous.get(passage + "/embed").data


def test_a_long_passage_is_shortened_and_said_to_be(anonymous, store):
    """On the embedded page after 2,000 code points."""
    text = "We hold it. " * 400
    document = make.keep(store, text)
    address = urls.citation(cite(store.revisions.get(document.id, 1), Span(0, len(text))))
    page = anonymous.get(address + "/embed").get_data(as_text=True)
    assert "[…]" in page
    assert "Shortened here" in page
    assert page.count("We hold it.") < 200


def ask(client, address, **query):
    return client.get("/oembed", query_string={"url": address, **query})


def test_oembed_is_found_on_the_page_and_gives_the_embedded_page(anonymous, passage):
    """The link in the head is answered, and its frame shows the passage."""
    _, (link,) = head(anonymous, passage)
    told = anonymous.get(link.get("href")).json
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Verbatim")
    assert (told["title"], told["author_name"]) == ("On “cameras”", "Ida Brandt")
    frame = html.fromstring(told["html"])
    assert frame.get("src") == f"http://localhost{passage}/embed"
    assert (frame.get("width"), frame.get("height")) == (str(told["width"]), str(told["height"]))
    assert "allow-scripts" not in frame.get("sandbox")
    assert anonymous.get(frame.get("src")).status_code == 200


def test_oembed_keeps_within_the_size_asked_for(anonymous, passage):
    """Both sides, and no thumbnail that is larger."""
    told = ask(anonymous, f"http://localhost{passage}", maxwidth="320", maxheight="120").json
    assert (told["width"], told["height"]) == (320, 120)
    assert "thumbnail_url" not in told
    assert ask(anonymous, f"http://localhost{passage}").json["thumbnail_width"] == 1200


@pytest.mark.parametrize(
    ("address", "query", "status"),
    [
        ("https://localhost{}", {}, 200),
        ("http://localhost{}#part", {"format": "json"}, 200),
        ("http://localhost{}", {"format": "xml"}, 501),
        ("http://localhost{}", {"maxwidth": "wide"}, 422),
        ("http://localhost{}", {"maxwidth": "0"}, 422),
        ("http://elsewhere.example{}", {}, 404),
        ("http://localhost@elsewhere.example{}", {}, 404),
        ("ftp://localhost{}", {}, 404),
        ("{}", {}, 404),
        ("", {}, 404),
        ("http://[localhost{}", {}, 404),
        ("http://localhost{}.json", {}, 404),
        ("http://localhost{}/embed", {}, 404),
        ("http://localhost/search?q={}", {}, 404),
    ],
)
def test_oembed_answers_for_citations_of_this_archive_alone(anonymous, passage, address, query, status):
    """Another host, another page, another form: told by its status."""
    reply = ask(anonymous, address.format(passage), **query)
    assert reply.status_code == status


def test_oembed_knows_no_words_that_changed(anonymous, passage):
    """404, as for an address that was never given."""
    assert ask(anonymous, f"http://localhost{forged(passage)}").status_code == 404


def drawn(words, title="A letter", source="Ida Brandt", date="14 March 2031"):
    return Image.open(io.BytesIO(picture(Sketch(words, title, source, date, "archive.example"))))


def same(one, other, box):
    return ImageChops.difference(one.crop(box).convert("RGB"), other.crop(box).convert("RGB")).getbbox() is None


WORDS_AT, FOOT = (0, 20, 1200, 455), (0, 470, 1200, 630)


def test_the_picture_shows_words_and_source():
    """Other words change its middle alone, another source its foot alone."""
    assert not same(drawn("We agree."), drawn("We differ."), WORDS_AT)
    assert same(drawn("We agree."), drawn("We differ."), FOOT)
    assert same(drawn("We agree."), drawn("We agree.", source="Bo Vale"), WORDS_AT)
    assert not same(drawn("We agree."), drawn("We agree.", source="Bo Vale"), FOOT)
    assert not same(drawn("We agree."), drawn("We agree.", date="2031"), FOOT)


def test_a_long_passage_is_cut_in_the_picture_and_said_to_be():
    """What follows the cut is not drawn, and the foot says more than that of a short one."""
    assert same(drawn("We agree. " * 200), drawn("We agree. " * 200 + "Not."), (0, 0, 1200, 630))
    assert not same(drawn("We agree. " * 200), drawn("We agree."), FOOT)


@pytest.mark.parametrize(
    "words", ["رسالة إلى", "हम सहमत हैं", "ข้อตกลง", "\U0010fffd", "a\u200db", "e\u0301\u0323\u0323x"]
)
def test_words_that_cannot_be_drawn_rightly_give_way_to_the_title(words):
    """No boxes, no letters that are not joined, nothing the wrong way round."""
    assert typeface(words, SERIF) is None
    assert same(drawn(words), drawn("\U0010fffd\U0010fffd"), (0, 0, 1200, 630))
    assert not same(drawn(words), drawn("We agree."), WORDS_AT)


def test_nothing_of_a_document_can_be_drawn():
    """There is a picture all the same, without boxes."""
    assert same(drawn("رسالة", "رسالة", "رسالة", ""), drawn("هم", "هم", "هم", ""), (0, 0, 1200, 630))


@pytest.mark.parametrize("words", ["é ß ø “Ž” – €", "e\u0301", "a\u00adb"])
def test_european_words_are_drawn(words):
    """Composed letters, and signs that are not seen."""
    face = typeface("“”", SERIF)
    assert face == Typeface("") or not same(drawn(words), drawn("\U0010fffd"), WORDS_AT)


@pytest.mark.parametrize("words", ["x" * 5000, "x " * 3000, "\n\n\n", "W" * 60, "“”" * 300])
def test_nothing_is_drawn_over_the_edge(words):
    """The margins stay empty, whatever the words."""
    for title in ("A letter", words):
        for box in ((0, 20, 40, 630), (1140, 20, 1200, 630), (0, 455, 1200, 460)):
            assert same(drawn(words, title, words), Image.new("RGB", (1200, 630), "#fbfaf7"), box)


def test_without_the_systems_typefaces_pillows_own_is_used():
    """It has no Cyrillic, and says so."""
    assert typeface("We agree.", ("no-such-face.ttf", "")) == Typeface("")
    assert typeface("Мы", ("no-such-face.ttf", "")) is None
    assert SANS[-1] == SERIF[-1] == ""


def test_the_address_in_the_discovery_link_is_encoded_once(anonymous, passage):
    """What a consumer decodes is the address of the page."""
    _, (link,) = head(anonymous, passage)
    asked = parse_qs(urlsplit(link.get("href")).query)
    assert asked == {"url": [f"http://localhost{passage}"], "format": ["json"]}
    assert unquote(asked["url"][0]) == asked["url"][0]
