"""Foreign annotations: what people say about things that are not in the archive, kept as it was sent.

They are painted on no text and found by no search; they are listed, exported and imported as a part of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.annotations import Visibility


@dataclass(frozen=True, slots=True)
class ForeignAnnotation:
    """An annotation whose targets lie elsewhere.

    `content` is what its author sent, as JSON; who wrote it, who sees it and when is the archive's to say. `version`
    counts edits from 1 and is the ETag.
    """

    id: str
    content: Mapping[str, object]
    author: str
    author_name: str
    visibility: Visibility
    created: str
    modified: str
    version: int
