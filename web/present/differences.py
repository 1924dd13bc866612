"""What differs between two revisions besides their words: file, means, pages, marks, description; in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from archive.comparison import Change, Operation, carried
from archive.counting import many
from archive.documents import Page, Revision, Structure
from archive.spans import Span

_PAGES_TOLD = 20


def differences(old: Revision, new: Revision, changes: Sequence[Change], *, boxes: bool) -> tuple[str, ...]:
    """Return a sentence for each difference; `boxes` says that the words stand elsewhere on the sheets."""
    return (
        *_of_file(old, new),
        *_of_means(old, new),
        *_of_pages(old, new, changes),
        *_of_marks(old, new, changes),
        *_of_description(old, new),
        *(["The words stand at other places on the sheets."] if boxes else []),
    )


def _of_file(old: Revision, new: Revision) -> Iterator[str]:
    if old.frozen.original_sha256 == new.frozen.original_sha256:
        yield "Both were read from the same bytes."
    else:
        yield "The bytes of the file differ."
    yield from _turned("The file's name", old.file_name, new.file_name)
    yield from _turned("The file's type", old.media_type, new.media_type)


def _of_means(old: Revision, new: Revision) -> Iterator[str]:
    before, after = old.frozen, new.frozen
    yield from _turned(
        "The reader", f"{before.engine} {before.engine_version}", f"{after.engine} {after.engine_version}"
    )
    yield from _turned("The reader's profile", before.profile, after.profile)
    yield from _turned("The charset", before.charset, after.charset)
    yield from _turned("The rules of the canonical text", before.canon_version, after.canon_version)
    if before.text_sha256 == after.text_sha256 and before.raw_sha256 != after.raw_sha256:
        yield "What the reader gave differs; the canonical text made of it does not."


def _of_pages(old: Revision, new: Revision, changes: Sequence[Change]) -> Iterator[str]:
    if len(old.pages) != len(new.pages):
        yield f"It had {many(len(old.pages), 'page')}, now it has {many(len(new.pages), 'page')}."
    elif any(change.operation is Operation.SPACING and _breaks_page(change, old, new) for change in changes):
        yield "Pages begin at other words."
    told = [sentence for pair in zip(old.pages, new.pages, strict=False) for sentence in _of_page(*pair)]
    yield from told[:_PAGES_TOLD]
    if len(told) > _PAGES_TOLD:
        yield f"There are {len(told) - _PAGES_TOLD} more differences of single pages."


def _breaks_page(change: Change, old: Revision, new: Revision) -> bool:
    return "\f" in change.old.of(old.text) + change.new.of(new.text)


def _of_page(old: Page, new: Page) -> Iterator[str]:
    page = f"Page {new.number}"
    if old.reader != new.reader:
        why = f" ({new.why})" if new.why else ""
        yield f"{page} was read by another engine: {new.reader or 'unknown'} instead of {old.reader or 'unknown'}{why}."
    elif old.why != new.why:
        yield f"{page} was read by the same engine for another reason: {new.why or 'first choice'}."
    yield from _turned(f"{page}, as printed,", old.label, new.label)
    yield from _turned(f"The state of page {new.number}", old.state.value, new.state.value)
    if old.confidence != new.confidence:
        yield from _turned(f"The certainty of page {new.number}", _percent(old), _percent(new))
    if old.doubts != new.doubts:
        doubts = "; ".join(new.doubts)
        yield f"{page} has other doubts: {doubts}." if doubts else f"{page} is no longer in doubt."


def _percent(page: Page) -> str:
    return f"{page.confidence} %" if page.confidence >= 0 else "none"


def _of_marks(old: Revision, new: Revision, changes: Sequence[Change]) -> Iterator[str]:
    """Yield how many marks went and came, by kind; a mark on words that changed counts as gone."""
    before = Counter(_mark(mark, carried(changes, mark.span)) for mark in old.structures)
    after = Counter(_mark(mark, mark.span) for mark in new.structures)
    gone, come = (before - after), (after - before)
    for kind in sorted({mark.kind for mark in [*old.structures, *new.structures]}, key=lambda kind: kind.value):
        went, came = (sum(count for mark, count in side.items() if mark[0] == kind.value) for side in (gone, come))
        if went or came:
            yield f"Marks of the source ({kind.value}): {went} gone, {came} new."


def _mark(mark: Structure, place: Span | None) -> tuple[str, str, str]:
    return mark.kind.value, str(place), mark.detail


def _of_description(old: Revision, new: Revision) -> Iterator[str]:
    """Yield what was found otherwise; of several findings on one field the first counts."""
    before, after = ({finding.field: finding.value for finding in reversed(side.findings)} for side in (old, new))
    for field in sorted({*before, *after}):
        yield from _turned(f"What was found as {field}", before.get(field, ""), after.get(field, ""))
    names = sorted({*old.properties, *new.properties})
    other = [name for name in names if old.properties.get(name) != new.properties.get(name)]
    if other:
        yield f"The file says other things of itself: {', '.join(other)}."


def _turned(what: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{what} was {_named(before)}, now it is {_named(after)}."


def _named(value: str) -> str:
    return f"“{value[:200]}”" if value else "not known"
