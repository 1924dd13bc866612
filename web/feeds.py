"""Feeds over HTTP: readers that come again are told when nothing is new."""

from __future__ import annotations

import datetime
from dataclasses import replace

from flask import Response, request

from web.answering import answer
from web.asked import SearchRequest
from web.desk import desk
from web.present.atom import MEDIA_TYPE
from web.present.feed import Heading, feed

_PASSAGES = 400
"""From how many passages, those of the documents added last, the entries of a feed are made."""


def feed_response(asked: SearchRequest, heading: Heading) -> Response:
    """Answer with the feed of a search, or with 304 where the reader has it."""
    held = desk()
    newest = replace(asked, order="added", page=1)
    made = feed(held.store, asked, answer(held, newest, size=_PASSAGES), heading, request.host_url)
    response = Response(made.written, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.last_modified = datetime.datetime.fromisoformat(made.updated)
    response.add_etag()
    response.make_conditional(request)
    return response
