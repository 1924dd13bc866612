"""The application as plain clients of the protocol meet it, with two annotations on a page."""

import pytest
from protocol_client import annotation, send

from archive.settings import read_settings

WORDS = ["Dear", "note", "shipment", "isn’t", "cameras"]


@pytest.fixture
def settings(store):
    """Two annotations on a page, and plain clients of the protocol are let through."""
    return read_settings({}, archive=str(store.folder), page_size=2, require_if_match="no")


@pytest.fixture
def place(letter):
    return f"http://localhost/documents/{letter.id}/annotations/"


@pytest.fixture
def post(ada, letter, place):
    return lambda exact="shipment", **more: send(ada, "POST", place, annotation(letter, exact, **more))


@pytest.fixture
def made(post):
    response = post(bodyValue="Is that so?")
    assert response.status_code == 201
    return response


@pytest.fixture
def five(post):
    return [post(word).json["id"] for word in WORDS]
