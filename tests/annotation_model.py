"""The demands of the Web Annotation Data Model on one annotation (its MUSTs), each with a fault that breaks it.

A demand is a title, a check of an annotation, and members that an annotation must not have. Where the model allows one
value or a list, so do the checks.
"""

import re
from typing import Any, NamedTuple

ADDRESS = "http://a.example/"
SETS = {"Choice", "Composite", "List", "Independents"}
WITH_VALUE = {"FragmentSelector", "CssSelector", "XPathSelector"}
POSITIONS = {"TextPositionSelector", "DataPositionSelector"}
SELECTORS = WITH_VALUE | POSITIONS | {"TextQuoteSelector", "SvgSelector", "RangeSelector"}
STATES = {"TimeState", "HttpRequestState"}


class Demand(NamedTuple):
    title: str
    holds: Any
    fault: dict


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def is_text(value):
    return isinstance(value, str)


def is_iri(value):
    return is_text(value) and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", value) is not None


def is_moment(value):
    return (
        is_text(value) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value) is not None
    )


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def typed(value, types):
    return isinstance(value, dict) and bool(set(listed(value.get("type"))) & types)


def is_set(value):
    return typed(value, SETS)


def is_textual(value):
    return "value" in value and not is_set(value)


def is_specific(value):
    return "source" in value and not is_set(value)


def is_external(value):
    return not (is_set(value) or is_textual(value) or is_specific(value))


def is_resource(value):
    """Tell whether this can be a body or a target: an address, a set, words, or the whole or a part of a resource."""
    if not isinstance(value, dict):
        return is_iri(value)
    if is_set(value):
        return all(map(is_resource, listed(value.get("items"))))
    where = value.get("source", value.get("id"))
    return is_text(value.get("value")) or is_iri(where) or (isinstance(where, dict) and is_iri(where.get("id")))


def values(name, holds, least=0, most=99):
    return lambda one: least <= len(listed(one.get(name))) <= most and all(map(holds, listed(one.get(name))))


def objects(note, *names):
    """Return bodies or targets that are objects, those inside sets too."""
    found = [one for name in names for one in listed(note.get(name)) if isinstance(one, dict)]
    return found + [each for one in found for each in objects(one, "items")]


def of(name, holds, kind=lambda _: True):
    """Return the check that something holds of every body or target (`name`) of a kind."""
    return lambda note: all(holds(one) for one in objects(note, name) if kind(one))


def chained(one, name):
    """Return selectors or states with what refines them."""
    found = [each for each in listed(one.get(name)) if isinstance(each, dict)]
    return found + [each for first in found for each in chained(first, "refinedBy")]


def parts(types, holds, name="selector"):
    """Return the check that something holds of every selector (or state) of these types."""
    return lambda note: all(
        holds(each)
        for one in objects(note, "body", "target")
        for each in chained(one, name)
        if not types or typed(each, types)
    )


def selecting(**selector):
    return {"target": {"source": ADDRESS, "selector": selector}}


def in_state(**state):
    return {"target": {"source": ADDRESS, "state": state}}


MEMBERS = [
    ("created", values("created", is_moment, most=1), "yesterday"),
    ("modified", values("modified", is_moment, most=1), ["2031-01-01T00:00:00Z"] * 2),
    ("rights", values("rights", is_iri), "mine"),
    ("canonical", values("canonical", is_iri, most=1), ["urn:x:1", "urn:x:2"]),
    ("via", values("via", is_iri), "there"),
]
"""What annotations, bodies and targets may have alike."""

ANNOTATION = [
    Demand(
        "@context", lambda note: "http://www.w3.org/ns/anno.jsonld" in listed(note["@context"]), {"@context": "x:y"}
    ),
    Demand("one id", values("id", is_iri, least=1, most=1), {"id": ["urn:x:1", "urn:x:2"]}),
    Demand("type Annotation", lambda note: typed(note, {"Annotation"}), {"type": "Page"}),
    Demand("a target", lambda note: bool(listed(note.get("target"))), {"target": []}),
    Demand("targets are resources", values("target", is_resource), {"target": "there"}),
    Demand("bodies are resources", values("body", is_resource), {"body": {"purpose": "tagging"}}),
    Demand("body or bodyValue", lambda note: not {"body", "bodyValue"} <= set(note), {"body": [], "bodyValue": "x"}),
    Demand("one bodyValue", values("bodyValue", is_text, most=1), {"bodyValue": 3}),
    Demand("generated", values("generated", is_moment, most=1), {"generated": "2031"}),
    *(Demand(name, holds, {name: fault}) for name, holds, fault in MEMBERS),
]

RESOURCES = [
    Demand(f"{name}: {title}", of(name, holds, kind), {name: {**example, **fault}})
    for name in ("body", "target")
    for title, holds, kind, example, fault in [
        *((each, holds, lambda _: True, {"id": ADDRESS}, {each: fault}) for each, holds, fault in MEMBERS),
        (
            "text direction",
            values("textDirection", lambda each: each in {"ltr", "rtl", "auto"}, most=1),
            lambda _: True,
            {"id": ADDRESS},
            {"textDirection": "up"},
        ),
        *(
            (f"{kind.__name__} without {each}", lambda one, each=each: each not in one, kind, example, {each: []})
            for kind, example, names in [
                (is_external, {"id": ADDRESS}, ["items", "purpose"]),
                (is_set, {"type": "Choice"}, ["value", "source", "purpose"]),
                (is_textual, {"value": "x"}, ["items", "source"] if name == "body" else []),
                (is_specific, {"source": ADDRESS}, ["items", "value"]),
            ]
            for each in names
        ),
    ]
]

SPECIFIC = [
    Demand(
        "no target is a TextualBody",
        of("target", lambda one: not typed(one, {"TextualBody"})),
        {"target": {"type": "TextualBody", "value": "x"}},
    ),
    Demand(
        "selectors are known",
        parts(set(), lambda one: typed(one, SELECTORS) or is_iri(one.get("id"))),
        selecting(type="Guess"),
    ),
    Demand(
        "states are known",
        parts(set(), lambda one: typed(one, STATES) or is_iri(one.get("id")), "state"),
        in_state(type="Mood"),
    ),
    Demand(
        "refinedBy",
        parts(
            set(),
            lambda one: all(typed(each, SELECTORS | STATES) or is_iri(each) for each in listed(one.get("refinedBy"))),
        ),
        selecting(type="TextQuoteSelector", exact="x", refinedBy="there"),
    ),
    Demand(
        "style classes are words",
        of("target", values("styleClass", is_text)),
        {"target": {"source": ADDRESS, "styleClass": 3}},
    ),
    Demand(
        "one value of a fragment, a path",
        parts(WITH_VALUE, values("value", is_text, 1, 1)),
        selecting(type="FragmentSelector"),
    ),
    Demand(
        "one exact of a quotation",
        parts({"TextQuoteSelector"}, values("exact", is_text, 1, 1)),
        selecting(type="TextQuoteSelector"),
    ),
    Demand(
        "start and end of a position",
        parts(POSITIONS, lambda one: is_count(one.get("start")) and is_count(one.get("end"))),
        selecting(type="TextPositionSelector", start=-1, end=3),
    ),
    Demand(
        "an SVG by value or id",
        parts({"SvgSelector"}, lambda one: ("value" in one) != ("id" in one)),
        selecting(type="SvgSelector"),
    ),
    Demand(
        "both ends of a range",
        parts(
            {"RangeSelector"},
            lambda one: all(typed(one.get(end), SELECTORS) for end in ("startSelector", "endSelector")),
        ),
        selecting(type="RangeSelector"),
    ),
    Demand(
        "a moment of a time",
        parts(
            {"TimeState"},
            lambda one: all(
                map(
                    is_moment,
                    [
                        each
                        for name in ("sourceDate", "sourceDateStart", "sourceDateEnd")
                        for each in listed(one.get(name))
                    ],
                )
            ),
            "state",
        ),
        in_state(type="TimeState", sourceDate="then"),
    ),
    Demand(
        "one value of a request",
        parts({"HttpRequestState"}, values("value", is_text, 1, 1), "state"),
        in_state(type="HttpRequestState"),
    ),
]

DEMANDS = [*ANNOTATION, *RESOURCES, *SPECIFIC]
