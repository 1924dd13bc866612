"""All hits of a search in a revision become drafts of annotations."""

from __future__ import annotations

from archive.annotations import Visibility
from archive.documents import Revision
from archive.errors import Refused
from archive.marking import MARKS_LIMIT, Draft
from archive.selectors import describe
from index.confirmation import matches_in
from web.asked import Looking, sought_in


def drafts_of_hits(revision: Revision, looked: Looking, tags: tuple[str, ...], visibility: Visibility) -> list[Draft]:
    """Return a draft for each hit; `Refused` where there is none, or are more than can be marked at once."""
    hits = matches_in(revision.text, sought_in(looked).root, revision.furniture) if looked.query else ()
    if not hits:
        raise Refused("the search marks no words in this text")
    if len(hits) > MARKS_LIMIT:
        raise Refused(f"{len(hits):,} hits are too many; {MARKS_LIMIT:,} can be marked at once. Narrow the search")
    return [
        Draft(
            revision.document,
            revision.number,
            hit,
            describe(revision.text, hit),
            body="",
            tags=tags,
            visibility=visibility,
        )
        for hit in hits
    ]
