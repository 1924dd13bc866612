"""The chains of a quotation on its card: the documents through which its words came."""

from __future__ import annotations

from archive.chain_steps import Chain, End, Step
from archive.chains import LONGEST
from web import urls
from web.ledgers import Ledger
from web.moments import day
from web.pages.chains import ChainLine, ChainLink, ChainsBox
from web.verdict_words import LABELS, TINTS

_GONE = "a document that is no longer held"


def chains_box(ledger: Ledger, number: int) -> ChainsBox | None:
    """Return the chains of a quotation; None where nothing leads past its first source."""
    found = ledger.chains.of.get(number, ())
    if not found:
        return None
    return ChainsBox(tuple(_line(ledger, chain) for chain in found), number in ledger.chains.cut)


def _line(ledger: Ledger, chain: Chain) -> ChainLine:
    here = ChainLink(ledger.title, "", "This text")
    links = (here, *(_link(ledger, step) for step in chain.steps))
    return ChainLine(links, tuple(filter(None, (_by_wording(ledger, chain), _end(ledger, chain)))))


def _by_wording(ledger: Ledger, chain: Chain) -> str:
    if not chain.by_wording:
        return ""
    first = _title(ledger, chain.steps[0].document)
    return f"The first step is likely, not certain: “{first}” is earlier and has the same wrong words."


def _link(ledger: Ledger, step: Step) -> ChainLink:
    onward = step.quotation is not None
    return ChainLink(
        title=_title(ledger, step.document),
        href=urls.passage(step.document, step.revision, step.span),
        about=_about(ledger, step.document),
        how=LABELS[step.verdict].lower(),
        tint=TINTS[step.verdict],
        goes_on=("a part of it is quoted there" if step.part else "quoted there itself") if onward else "",
        goes_on_href=urls.quotation(step.document, step.revision, step.quotation) if step.quotation is not None else "",
    )


def _title(ledger: Ledger, identifier: str) -> str:
    held = ledger.sources.get(identifier)
    return held.description.title if held else _GONE


def _about(ledger: Ledger, identifier: str) -> str:
    held = ledger.sources.get(identifier)
    if held is None:
        return ""
    if identifier in ledger.withdrawn:
        return "withdrawn"
    return " · ".join(filter(None, (held.description.kind.value.capitalize(), day(held.description.date))))


def _end(ledger: Ledger, chain: Chain) -> str:
    """Return what is said of the end of a chain; nothing where the words stand there as the document's own."""
    last = _title(ledger, chain.steps[-1].document)
    return {
        End.SOURCE: "",
        End.UNKNOWN: "There the words are a quotation, and where they are taken from is not known to this archive.",
        End.WAITING: "There the words are a quotation that is still to be traced; come back in a moment.",
        End.SPLIT: "There the words are part of a quotation that is put together from two documents: see its card.",
        End.CIRCLE: f"The chain leads back to “{last}”, which stands in it already, and is cut here.",
        End.DEEP: f"It goes on; chains are followed through {LONGEST} documents.",
    }[chain.end]
