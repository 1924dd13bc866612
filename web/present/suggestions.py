"""Words that the archive does not have, each with the same search for a word that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.folding import words
from index.suggestions import Suggestion
from web.asked import SearchRequest, address
from web.pages.frame import Link
from web.pages.search import Suggested


def suggested(asked: SearchRequest, suggestions: Sequence[Suggestion]) -> tuple[Suggested, ...]:
    """Return the searches that may have been meant: what was typed, with one word put right."""
    return tuple(Suggested(suggestion.word, tuple(_corrected(asked, suggestion))) for suggestion in suggestions)


def _corrected(asked: SearchRequest, suggestion: Suggestion) -> Iterator[Link]:
    found = [word for word in words(asked.query) if word.term == suggestion.word]
    for likely in suggestion.likely:
        typed = asked.query
        for word in reversed(found):
            typed = typed[: word.start] + likely + typed[word.end :]
        yield Link(likely, address(asked, query=typed))
