"""How an annotation stood before each change, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from archive.annotations import Annotation, Version
from web import urls
from web.markdown import to_html
from web.pages.reviews import VersionLine, VersionsPage
from web.present.annotation import position


def versions_page(held: Annotation, before: Sequence[Version]) -> VersionsPage:
    """Return the page, the note as it stands first."""
    lines = [_line(each, now=False) for each in before]
    lines.append(_line(_standing(held), now=True))
    href = urls.noted(held.document, held.revision, held.id, card=True)
    return VersionsPage(held.author_name, href, tuple(reversed(lines)))


def versions_wire(held: Annotation, before: Sequence[Version]) -> dict[str, object]:
    """Return the same for machines, oldest first."""
    return {"annotation": held.id, "versions": [_wire(each) for each in (*before, _standing(held))]}


def _standing(held: Annotation) -> Version:
    return Version(held.version, held.motivation, held.body, held.tags, held.visibility, held.anchors, held.modified)


def _line(version: Version, *, now: bool) -> VersionLine:
    return VersionLine(
        number=version.version,
        now=now,
        when=version.modified,
        body_html=to_html(version.body),
        quotes=tuple(" ".join(anchor.quote.exact.split()) for anchor in version.anchors),
        tags=version.tags,
        told=f"{version.motivation.value}, seen by {_SEEN[version.visibility.value]}",
    )


_SEEN = {"private": "its author", "team": "the team", "public": "everybody"}


def _wire(version: Version) -> dict[str, object]:
    return {
        "version": version.version,
        "modified": version.modified,
        "motivation": version.motivation.value,
        "visibility": version.visibility.value,
        "body": version.body,
        "tags": list(version.tags),
        "target": [{**position(anchor.span), "exact": anchor.quote.exact} for anchor in version.anchors],
    }
