"""A plain client of the Web Annotation Protocol: what it sends, and what it reads in the headers."""

import json

from web.present.annotation import MEDIA_TYPE

MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"
IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"


def annotation(letter, exact="shipment", **more):
    """Return an annotation on words of a letter, which stand there once."""
    selector = {"type": "TextQuoteSelector", "exact": exact}
    target = {"type": "SpecificResource", "source": f"http://localhost/documents/{letter.id}@1", "selector": selector}
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": target, **more}


def send(client, method, address, sent=None, **headers):
    """Send JSON-LD with headers, underscores in their names being hyphens."""
    said = {"X-CSRF-Token": client.csrf, **{name.replace("_", "-"): value for name, value in headers.items()}}
    data = None if sent is None else json.dumps(sent)
    return client.open(address, method=method, data=data, content_type=MEDIA_TYPE, headers=said)


def links(response):
    """Return the links of a response as pairs of target and relation."""
    return [tuple(link.split("; rel=")) for link in response.headers.getlist("Link")]


def prefer(*wishes):
    """Return the header that asks for these."""
    return {"Prefer": f'return=representation; include="{" ".join(wishes)}"'}
