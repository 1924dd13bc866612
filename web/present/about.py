"""The head of “About this text”: in a sentence what is read here, and in a few words what each folded part holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.counting import many
from archive.documents import Document, Page, PageState, Revision
from archive.history import Record
from web.media import media_name
from web.moments import day
from web.pages.about import AboutBox

_STATES = {
    PageState.RECOGNISED: "recognised from a picture",
    PageState.NEEDS_OCR: "not yet recognised",
    PageState.BLANK: "blank",
}


def about_box(document: Document, revision: Revision, arrivals: Sequence[Record]) -> AboutBox:
    """Return the survey of one revision and of the arrivals of its document, oldest first."""
    of_all = f"revision {revision.number} of {document.newest}, " if document.newest > 1 else ""
    form, read = media_name(revision.media_type), day(revision.created)
    gist = f"{of_all}read from {revision.file_name} ({form}) on {read}."
    return AboutBox(
        gist=gist[:1].upper() + gist[1:],
        file=f"{form}, {many(len(revision.text), 'character')}",
        revisions="only one" if document.newest == 1 else f"{document.newest}",
        readings=", ".join(_counts(revision.pages)) or "as usual",
        arrivals=_arrivals([record.accession.at for record in arrivals]),
    )


def _counts(pages: Sequence[Page]) -> Iterator[str]:
    """Yield how many pages were read in each unusual way."""
    for state, words in _STATES.items():
        count = sum(page.state is state for page in pages)
        if count:
            yield f"{count:,} {words}"
    doubted = sum(bool(page.doubts) for page in pages)
    if doubted:
        yield f"{doubted:,} to be checked"


def _arrivals(moments: Sequence[str]) -> str:
    if not moments:
        return "no record"
    first = day(moments[0])
    return first if len(moments) == 1 else f"{many(len(moments), 'arrival')} since {first}"
