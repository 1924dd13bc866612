"""A W3C annotation of any program as a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.annotations import PASSAGES_LIMIT, Visibility
from archive.brought import Passage, Row
from archive.errors import Refused
from archive.selectors import Quote
from archive.spans import Span
from web import incoming, wire
from web.importing.naming import Home, made_up, page_of

_DEEPEST = 8


def w3c_row(number: int, entry: Mapping[str, object], digests: Mapping[str, str], home: Home) -> Row:
    """Read a W3C annotation; what cannot be is `Refused`.

    `digests` are those of the texts that its sources name: only files of Verbatim have them, in which what names no
    audience is for everybody; of others it is not known.
    """
    targets = [each for each in wire.listed(entry.get("target")) if each]
    said = incoming.bodies(entry)
    identifier, via, canonical = (wire.text(entry, name) for name in ("id", "via", "canonical"))
    names = tuple(filter(None, (identifier, via, canonical)))
    answers = _answers(targets)
    sources = [] if answers else [_source(target) for target in targets]
    if len(set(map(page_of, sources))) > 1:
        raise Refused("its passages are of different documents")
    if not names:
        names = (made_up([entry]),)
    return Row(
        number,
        about=page_of(sources[0]) if sources else "",
        digest=digests.get(sources[0], "") if len(set(sources)) == 1 else "",
        passages=() if answers else tuple(_passages(targets)),
        body=said.comment,
        tags=said.tags,
        motivation=incoming.motivation_said(entry.get("motivation")),
        visibility=incoming.audience_said(entry.get("audience")) or (Visibility.PUBLIC if digests else None),
        creator=_creator(entry.get("creator")),
        created=wire.text(entry, "created"),
        names=names,
        via=via or names[0],
        canonical=canonical,
        own=home.own(names),
        twin=home.twin(identifier),
        answers=answers,
        answers_own=home.surely_own(answers),
    )


def _answers(targets: list[object]) -> str:
    """Return the address of the annotation that this one answers: the target is an address alone."""
    if len(targets) != 1:
        return ""
    (target,) = targets
    if isinstance(target, dict) and "selector" not in target:
        target = target.get("source") or target.get("id")
    return target if isinstance(target, str) else ""


def _source(target: object) -> str:
    source = wire.entries(target, "a target").get("source")
    return source if isinstance(source, str) else wire.text(wire.entries(source or {}, "a source"), "id")


def _passages(targets: list[object]) -> Iterator[Passage]:
    if len(targets) > PASSAGES_LIMIT:
        raise Refused(f"an annotation may mark {PASSAGES_LIMIT} passages, this one marks {len(targets)}")
    for target in targets:
        yield passage(wire.entries(target, "a target").get("selector"))


def passage(selector: object, depth: int = 0) -> Passage:
    """Return the quotation among selectors, or in what one of them is refined by, with its place in code points."""
    listed = [each for each in wire.listed(selector) if isinstance(each, dict)]
    quotes = [each for each in listed if each.get("type") == "TextQuoteSelector"]
    if quotes:
        quote = Quote(*(wire.text(quotes[0], name) for name in ("exact", "prefix", "suffix")))
        return Passage(quote, None if depth else _position(listed))
    refined = [each["refinedBy"] for each in listed if each.get("refinedBy") is not None]
    if refined and depth < _DEEPEST:
        return passage(refined[0], depth + 1)
    raise Refused("it has no quotation (TextQuoteSelector) by which its place could be found")


def _position(listed: list[dict[str, object]]) -> Span | None:
    for each in listed:
        start, end = each.get("start"), each.get("end")
        if each.get("type") == "TextPositionSelector" and type(start) is int and type(end) is int:
            return Span(start, end) if 0 <= start <= end else None
    return None


def _creator(sent: object) -> str:
    for each in wire.listed(sent):
        named = each.get("name") or each.get("nickname") or each.get("id") if isinstance(each, dict) else each
        if isinstance(named, str):
            return named
    return ""
