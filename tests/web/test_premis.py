"""Provenance in PREMIS 3 terms, held against the order and the obligations of its schema."""

from xml.etree import ElementTree as ET

import make
import pytest

from archive.documents import Page, PageState
from archive.history import history
from archive.premis import premis
from archive.premis_units import Unit
from archive.provenance import Event, Outcome
from archive.spans import Span
from web.present.premis import premis_wire, premis_xml

PREMIS = "{http://www.loc.gov/premis/v3}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
IDENTIFIERS = (
    "objectIdentifier", "eventIdentifier", "agentIdentifier", "relatedObjectIdentifier",
    "linkingObjectIdentifier", "linkingAgentIdentifier",
)  # fmt: skip
ORDER = {
    "premis": "object+ event* agent* rights*",
    "intellectualEntity": "objectIdentifier+ preservationLevel* significantProperties* originalName? relationship*",
    "representation": "objectIdentifier+ significantProperties* originalName? storage* relationship*",
    "file": "objectIdentifier+ significantProperties* objectCharacteristics+ originalName? storage* relationship*",
    "significantProperties": "significantPropertiesType? significantPropertiesValue?",
    "objectCharacteristics": "compositionLevel? fixity* size? format+ creatingApplication*",
    "fixity": "messageDigestAlgorithm messageDigest messageDigestOriginator?",
    "format": "formatDesignation? formatNote*",
    "formatDesignation": "formatName formatVersion?",
    "creatingApplication": "creatingApplicationName creatingApplicationVersion? dateCreatedByApplication?",
    "storage": "contentLocation",
    "contentLocation": "contentLocationType contentLocationValue",
    "relationship": "relationshipType relationshipSubType relatedObjectIdentifier+",
    "event": "eventIdentifier eventType eventDateTime eventDetailInformation* eventOutcomeInformation* "
    "linkingAgentIdentifier* linkingObjectIdentifier*",
    "eventDetailInformation": "eventDetail?",
    "eventOutcomeInformation": "eventOutcome? eventOutcomeDetail*",
    "eventOutcomeDetail": "eventOutcomeDetailNote?",
    "agent": "agentIdentifier+ agentName* agentType? agentVersion?",
    **{name: f"{name}Type {name}Value" for name in IDENTIFIERS},
    "linkingObjectIdentifier": "linkingObjectIdentifierType linkingObjectIdentifierValue linkingObjectRole*",
    "linkingAgentIdentifier": "linkingAgentIdentifierType linkingAgentIdentifierValue linkingAgentRole*",
}
"""What may stand in each unit, in this order: `+` at least once, `*` any number, `?` once at most, else once."""


def breaches(element):
    """Yield each place where an element breaks the order or lacks what it must have."""
    name = element.tag.removeprefix(PREMIS)
    rule = ORDER.get(element.get(TYPE, "").removeprefix("premis:") or name, "")
    names = [child.tag.removeprefix(PREMIS) for child in element]
    at = 0
    for part in rule.split():
        unit, often = part.rstrip("+*?"), part[-1]
        count = 0
        while at < len(names) and names[at] == unit:
            at, count = at + 1, count + 1
        if (count == 0 and often not in "*?") or (count > 1 and often not in "+*"):
            yield f"{name}: {count} {unit}"
    if at < len(names):
        yield f"{name}: {names[at]} is out of place"
    if not names and not (element.text or "").strip():
        yield f"{name} is empty"
    for child in element:
        yield from breaches(child)


@pytest.fixture
def mixed(store):
    """A document of two pages, of which one was recognised; it came twice, and its first reading failed."""
    pages = (Page(1, "1", Span(0, 5)), Page(2, "2", Span(6, 9), PageState.RECOGNISED, "tesseract", "a picture", 81))
    document = make.keep(store, "First\fTwo", title="Mixed <scan>\x01", pages=pages)
    carrier = make.arrive(store, "mail.eml")
    came = make.arrive(store, "scan.pdf", document=document.id, original="0" * 64, parent=carrier.id, failed="timeout")
    for stage, tool in (("identification", ""), ("extraction", "pdfplumber 0.11"), ("normalization", "canon/1")):
        store.accessions.record(Event(came.id, stage, Outcome.SUCCESS, stage, came.at, tool=tool))
    store.accessions.record(Event(came.id, "ingestion", Outcome.SUCCESS, f"stored as {document.id}@1", came.at))
    make.arrive(store, "same.pdf", document=document.id, original="0" * 64, agent="verbatim ingest")
    make.arrive(store, "other.pdf", document=document.id, agent="Eve")
    return document


@pytest.fixture
def record(store, mixed):
    return premis(mixed, store.revisions.get(mixed.id, 1), history(store, mixed.id))


@pytest.fixture
def root(record):
    return ET.fromstring(premis_xml(record))


def texts(root, path):
    return [found.text for found in root.findall("/".join(PREMIS + step for step in path.split("/")))]


def test_every_unit_stands_where_the_schema_wants_it(root):
    """Order, obligation and repeatability, and nothing is empty."""
    assert list(breaches(root)) == []
    assert root.get("version") == "3.0"


def test_the_check_itself_finds_what_is_wrong(root):
    """An object without identifier, an event in front of the objects."""
    root.insert(0, root.find(f"{PREMIS}event"))
    entity = root.find(f"{PREMIS}object")
    entity.remove(entity[0])
    told = list(breaches(root))
    assert "object: 0 objectIdentifier" in told
    assert "premis: object is out of place" in told


def test_every_link_leads_to_something_that_is_told(root):
    """Objects and agents; only what the file came inside of is told elsewhere."""
    objects = set(texts(root, "object/objectIdentifier/objectIdentifierValue"))
    agents = set(texts(root, "agent/agentIdentifier/agentIdentifierValue"))
    assert set(texts(root, "event/linkingObjectIdentifier/linkingObjectIdentifierValue")) <= objects
    assert set(texts(root, "event/linkingAgentIdentifier/linkingAgentIdentifierValue")) == agents
    related = texts(root, "object/relationship/relatedObjectIdentifier/relatedObjectIdentifierValue")
    assert len([value for value in related if value not in objects]) == 1


def test_identifiers_of_one_type_are_unique(root):
    """Events, objects and agents."""
    for noun in ("object", "event", "agent"):
        named = root.findall(f"{PREMIS}{noun}/{PREMIS}{noun}Identifier")
        pairs = [tuple(part.text for part in identifier) for identifier in named]
        assert len(set(pairs)) == len(pairs)


def test_fixity_is_that_of_the_bytes_and_of_the_text(store, mixed, root):
    """SHA-256 of both, with the size of the text in bytes."""
    digests = texts(root, "object/objectCharacteristics/fixity/messageDigest")
    assert digests == [store.revisions.get(mixed.id, 1).frozen.text_sha256, "0" * 64]
    assert texts(root, "object/objectCharacteristics/size") == ["9", "7"]


def test_both_arrivals_and_the_failure_are_told(root):
    """Events in order, with the words of the Library of Congress where they have one."""
    types = texts(root, "event/eventType")
    assert types[:3] == ["accession", "message digest calculation", "text extraction"]
    assert types.count("accession") == 2
    assert texts(root, "event/eventOutcomeInformation/eventOutcome").count("fail") == 1
    notes = texts(root, "event/eventOutcomeInformation/eventOutcomeDetail/eventOutcomeDetailNote")
    assert "[timeout] it failed" in notes


def test_bytes_of_another_revision_are_not_told(root):
    """Eve brought something else."""
    assert set(texts(root, "agent/agentName")) == {"Ada", "verbatim", "canon/1", "pdfplumber", "verbatim ingest"}
    kinds = dict(zip(texts(root, "agent/agentName"), texts(root, "agent/agentType"), strict=True))
    assert (kinds["Ada"], kinds["verbatim ingest"], kinds["pdfplumber"]) == ("person", "software", "software")


def test_only_the_reading_that_gave_the_text_is_linked_to_it(record):
    """The failed one gave nothing."""
    told = premis_wire(record)["events"]
    gave = [one["eventType"] for one in told if len(one["linkingObjectIdentifier"]) == 2]
    assert gave == ["text extraction", "normalization", "ingestion"]


def test_a_page_that_was_recognised_says_so(root):
    """Doubt is exported too."""
    properties = root.findall(f"{PREMIS}object/{PREMIS}significantProperties")
    told = {part[0].text: part[1].text for part in properties}
    assert told["page 2"] == "recognised; read by tesseract: a picture; certainty 81 %"
    assert "page 1" not in told


def test_signs_that_xml_cannot_carry_are_shown_as_missing(root):
    """The title holds a control character."""
    values = texts(root, "object/significantProperties/significantPropertiesValue")
    assert "Mixed <scan>\N{REPLACEMENT CHARACTER}" in values


def test_json_lists_what_may_be_repeated(record):
    """One or many, the shape is the same."""
    told = premis_wire(record)
    assert set(told) == {"objects", "events", "agents"}
    assert [one["objectCategory"] for one in told["objects"]] == [
        "intellectualEntity", "representation", "file", "file",
    ]  # fmt: skip
    assert isinstance(told["objects"][2]["objectCharacteristics"][0]["fixity"], list)


def test_a_text_whose_arrival_is_not_recorded_is_still_valid(store):
    """Such as one that was imported."""
    letter = make.keep(store, "A letter")
    record = premis(letter, store.revisions.get(letter.id, 1), ())
    assert isinstance(record, Unit)
    assert list(breaches(ET.fromstring(premis_xml(record)))) == []


def test_the_forms_of_a_revision_carry_it(anonymous, letter):
    """As XML and in the JSON; the newest revision without a number too."""
    response = anonymous.get(f"/documents/{letter.id}@1.premis")
    assert response.content_type == "application/xml; charset=utf-8"
    assert ET.fromstring(response.data).tag == f"{PREMIS}premis"
    assert anonymous.get(f"/documents/{letter.id}.premis").status_code == 200
    assert anonymous.get(f"/documents/{letter.id}@1.json").json["provenance"]["objects"]
