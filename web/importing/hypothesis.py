"""An annotation as Hypothesis exports it as a row. Its positions count UTF-16 of another text, and are not used."""

from __future__ import annotations

from collections.abc import Mapping

from archive.annotations import Visibility
from archive.brought import Passage, Row
from archive.errors import Refused
from archive.selectors import Quote
from web import wire
from web.importing.naming import made_up, page_of

_PLACE = "https://hypothes.is/a/"
_WORLD = "group:__world__"


def hypothesis_row(number: int, entry: Mapping[str, object]) -> Row:
    """Read an annotation of Hypothesis; what is none, or has parts of a wrong kind, is `Refused`."""
    if not {"uri", "target", "text"} & set(entry):
        raise Refused("it is neither a W3C annotation nor one of Hypothesis")
    identifier = wire.text(entry, "id").strip()
    references = _texts(entry.get("references"), "references")
    name = _PLACE + identifier if identifier else made_up([entry])
    targets = [wire.entries(each, "a target") for each in wire.listed(entry.get("target"))]
    return Row(
        number,
        about=page_of(wire.text(entry, "uri") or next((wire.text(each, "source") for each in targets), "")),
        passages=() if references else tuple(filter(None, map(_passage, targets))),
        body=wire.text(entry, "text").strip(),
        tags=_texts(entry.get("tags"), "tags"),
        visibility=_visibility(entry),
        creator=_creator(entry),
        created=wire.text(entry, "created"),
        names=(name,),
        via=name,
        answers=_PLACE + references[-1] if references else "",
    )


def _passage(target: Mapping[str, object]) -> Passage | None:
    """Return the quotation of a target; None where it is about the whole page."""
    selectors = [each for each in wire.listed(target.get("selector")) if isinstance(each, dict)]
    quotes = [each for each in selectors if each.get("type") == "TextQuoteSelector"]
    if quotes:
        return Passage(Quote(*(wire.text(quotes[0], name) for name in ("exact", "prefix", "suffix"))))
    if selectors:
        raise Refused("it has no quotation (TextQuoteSelector) by which its place could be found")
    return None


def _visibility(entry: Mapping[str, object]) -> Visibility | None:
    """Return who sees it: what is for few is for its importer alone, None where it does not say."""
    permissions = entry.get("permissions")
    if isinstance(permissions, dict) and "read" in permissions:
        return Visibility.PUBLIC if permissions["read"] == [_WORLD] else Visibility.PRIVATE
    return Visibility.PRIVATE if entry.get("group", "__world__") != "__world__" else None


def _creator(entry: Mapping[str, object]) -> str:
    info = entry.get("user_info")
    shown = info.get("display_name") if isinstance(info, dict) else None
    user = entry.get("user")
    return shown if isinstance(shown, str) and shown else (user if isinstance(user, str) else "").removeprefix("acct:")


def _texts(sent: object, name: str) -> tuple[str, ...]:
    listed = wire.listed(sent)
    if not all(isinstance(each, str) for each in listed):
        raise Refused(f"“{name}” must be a list of texts")
    return tuple(map(str, listed))
