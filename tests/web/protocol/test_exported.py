"""All annotations that leave the archive hold to the W3C model, and say as a graph what is stored."""

import json

import make
import pytest
from annotation_model import DEMANDS, is_count, is_iri, listed
from protocol_client import annotation, send
from pyld import jsonld

from archive.documents import Kind
from index.looking_again import Lookout
from web.present.annotation import MEDIA_TYPE
from web.present.exported import TERMS

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FOREIGN = "http://localhost/annotations/foreign/"
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
XSD, DCTERMS = "http://www.w3.org/2001/XMLSchema#", "http://purl.org/dc/terms/"
FOAF, SCHEMA = "http://xmlns.com/foaf/0.1/", "http://schema.org/"
VALUE, FORMAT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "http://purl.org/dc/elements/1.1/format"


@pytest.fixture
def exported(ada, curator, store, room, letter, place):
    """Notes of every kind, a foreign one, a ledger: the addresses at which a person gets them, with what comes."""
    article = make.keep(
        store, "We read: “hold our products to the industry’s highest standards”.", title="Six", kind=Kind.ARTICLE
    )
    bodies = ["Is 😀 that so?", *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in ("a", "b"))]
    several = [annotation(letter, words)["target"] for words in ("shipment", "cameras", "Ida Brandt")]
    first = send(ada, "POST", place, annotation(letter, body=bodies, target=several, id="urn:x:1", canonical="urn:x:2"))
    send(ada, "POST", place, annotation(letter, "cameras", audience={"id": "urn:verbatim:audience:private"}))
    send(curator, "POST", place, annotation(letter, "note", bodyValue="Hm.", motivation="questioning"))
    send(curator, "POST", place, {"target": first.json["id"], "bodyValue": "It is."})
    page = {"type": "FragmentSelector", "value": "page=2"}
    choice = {"type": "Choice", "items": ["https://a.example/1", {"id": "https://a.example/2"}]}
    target = {"source": "https://a.example/", "selector": page}
    sent = {"@context": CONTEXT, "type": "Annotation", "body": choice, "target": target}
    assert send(ada, "POST", FOREIGN, sent).status_code == 201
    room.catch_up()
    Lookout(store, room).look()
    addresses = [place, f"{place}?page=0", f"{place}?page=1", f"{place}?iris=1&page=0", first.json["id"], FOREIGN]
    addresses += [f"{FOREIGN}?page=0", "/annotations/foreign.jsonld", "/annotations.json", "/annotations.jsonld"]
    addresses += [f"/documents/{letter.id}/annotations.jsonld", f"/documents/{article.id}/quotations.jsonld"]
    return {each: json.loads(ada.get(each, headers={"Accept": MEDIA_TYPE}).data) for each in addresses}


def pages(told):
    """Return the collection's page where it stands in it, or the page itself."""
    return [
        each for each in (told, told.get("first")) if isinstance(each, dict) and each.get("type") == "AnnotationPage"
    ]


def annotations(told):
    """Return the annotations that stand in an answer, each with the context in which it is read."""
    found = [each for page in pages(told) for each in page["items"]] or listed(told.get("items"))
    found = found or [told] * (told.get("type") == "Annotation")
    return [{"@context": told["@context"], **each} for each in found if isinstance(each, dict)]


def test_each_demand_is_broken_by_its_fault():
    """Otherwise the next test would say nothing; what has nothing but its members breaks none."""
    plain = {"@context": CONTEXT, "id": "urn:x:1", "type": "Annotation", "target": "http://a.example/"}
    assert len(DEMANDS) == 54
    assert [each.title for each in DEMANDS if not each.holds(plain)] == []
    assert [each.title for each in DEMANDS if each.holds({**plain, **each.fault})] == []


def test_all_annotations_that_are_exported_hold_to_the_model(exported):
    """Whoever wrote them, wherever they are given: in containers, files, searches, ledgers."""
    given = {address: annotations(told) for address, told in exported.items()}
    assert [address for address, found in given.items() if not found] == [
        address for address in exported if address.endswith("annotations/") or address == FOREIGN or "iris=1" in address
    ]
    broken = {
        (each.title, note["id"])
        for notes in given.values()
        for note in notes
        for each in DEMANDS
        if not each.holds(note)
    }
    assert broken == set()


def test_all_collections_and_their_pages_hold_to_the_model(exported):
    """Context, id, type, label, counts, and links where there must be some."""
    collections = [told for told in exported.values() if "AnnotationCollection" in listed(told.get("type"))]
    found = [page for told in exported.values() for page in pages(told)]
    assert (len(collections), len(found)) == (6, 8)
    for told in collections:
        assert CONTEXT in listed(told["@context"])
        assert (is_iri(told["id"]), isinstance(told["label"], str), is_count(told["total"])) == (True, True, True)
        assert is_iri(told["first"]) or told["first"]["type"] == "AnnotationPage"
        assert is_iri(told.get("last", "urn:x"))
    for page in found:
        assert (is_iri(page["id"]), is_count(page["startIndex"])) == (True, True)
        assert all(is_iri(each) or each["type"] == "Annotation" for each in page["items"])
        assert all(is_iri(page[end]) for end in ("next", "prev") if end in page)


def named(iri, kind="@id"):
    return {"@id": iri, "@type": kind}


def own_context():
    """Return what the terms that are used here mean by the W3C's vocabularies, written from their recommendation."""
    types = ["Annotation", "TextualBody", "SpecificResource", "TextPositionSelector", "TextQuoteSelector"]
    motives = ["highlighting", "commenting", "tagging", "questioning", "assessing", "linking", "replying"]
    links = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}
    return {
        "id": "@id",
        "type": "@type",
        "schema": SCHEMA,
        **{each: OA + each for each in [*types, *motives, "exact", "prefix", "suffix"]},
        **{each: named(OA + iri) for each, iri in links.items()},
        **{each: named(OA + each) for each in ("via", "canonical")},
        **{each: named(OA + each, f"{XSD}nonNegativeInteger") for each in ("start", "end")},
        **{each: named(DCTERMS + each, f"{XSD}dateTime") for each in ("created", "modified")},
        "motivation": named(OA + "motivatedBy", "@vocab"),
        "purpose": named(OA + "hasPurpose", "@vocab"),
        "creator": named(DCTERMS + "creator"),
        "audience": named(SCHEMA + "audience"),
        "Person": FOAF + "Person",
        "name": FOAF + "name",
        "value": VALUE,
        "format": FORMAT,
        "first": named(AS + "first"),
        "items": {**named(AS + "items"), "@container": "@list"},
    }


def loader(address, _options):
    """Give the context without asking the network."""
    assert address == CONTEXT
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": own_context()}}


def number(count):
    return {"@value": str(count), "@type": f"{XSD}nonNegativeInteger"}


def moment(at):
    return {"@value": at, "@type": f"{XSD}dateTime"}


def words(note, anchor):
    """Return a marked passage as a graph, from what is stored."""
    span, quote = anchor.span, anchor.quote
    position = {"@type": OA + "TextPositionSelector", OA + "start": number(span.start), OA + "end": number(span.end)}
    quoted = {OA + "exact": quote.exact, OA + "prefix": quote.prefix, OA + "suffix": quote.suffix}
    return {
        "@type": OA + "SpecificResource",
        OA + "hasSource": {"@id": f"http://localhost/documents/{note.document}@{note.revision}"},
        OA + "hasSelector": [position, {"@type": OA + "TextQuoteSelector", **quoted}],
    }


def body(value, purpose, **more):
    return {"@type": OA + "TextualBody", VALUE: value, OA + "hasPurpose": {"@id": OA + purpose}, **more}


def graph(note):
    """Return an annotation as a graph, from what is stored."""
    bodies = [body(note.body, "commenting", **{FORMAT: "text/markdown"})] if note.body else []
    known = {"via": note.via, "canonical": note.canonical}
    audience = {"@id": f"urn:verbatim:audience:{note.visibility.value}", "@type": f"{SCHEMA}Audience"}
    answered = {"@id": f"http://localhost/annotations/{note.reply_to}"}
    return {
        "@id": f"http://localhost/annotations/{note.id}",
        "@type": OA + "Annotation",
        OA + "motivatedBy": {"@id": OA + note.motivation.value},
        DCTERMS + "created": moment(note.created),
        DCTERMS + "modified": moment(note.modified),
        DCTERMS + "creator": {
            "@id": f"urn:verbatim:person:{note.author}",
            "@type": FOAF + "Person",
            FOAF + "name": note.author_name,
        },
        OA + "hasBody": bodies + [body(tag, "tagging") for tag in note.tags],
        OA + "hasTarget": answered if note.reply_to else [words(note, anchor) for anchor in note.anchors],
        **{OA + name: {"@id": iri} for name, iri in known.items() if iri},
        **({SCHEMA + "audience": audience} if note.visibility.value != "public" else {}),
    }


def test_what_is_exported_says_as_a_graph_what_is_stored(exported, store, letter):
    """A processor of JSON-LD makes the same statements of a file as of the record, no more and no fewer."""
    told = exported[f"/documents/{letter.id}/annotations.jsonld"]
    assert told["@context"] == [CONTEXT, TERMS]
    items = [{"@context": CONTEXT, **each} for each in told["first"]["items"]]
    stored = store.annotations.all_on(letter.id)
    assert len(stored) == len(items) == 4
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    said = jsonld.normalize(items, options)
    assert said == jsonld.normalize([graph(note) for note in stored], options)
    assert len(said.splitlines()) > 100
