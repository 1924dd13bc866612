"""A ledger as the record has it: a text, its quotations, what became of each, and what people say of that."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.chain_steps import Chains
from archive.chains import chains
from archive.documents import Document, Revision
from archive.judgements import Judgement, Ruling, standing
from archive.ledgers import Traced
from archive.quotations import Quotation
from archive.requoting import Requoting
from archive.spans import Span
from archive.store import Store
from archive.store.quotations import Searched
from archive.verdicts import Verdict
from archive.withdrawals import Withdrawal


@dataclass(frozen=True, slots=True)
class Ledger:
    """Quotations of a revision with their traces and judgements, by number; `sources` are the documents of places.

    A quotation without a trace is still to be traced. `complete` says whether all quotations were taken. `requoted` is
    what became of the quotations of the revision before, whose text is `before`, None where that is not known. `chains`
    are the ways that lead past the first source.
    Of places in documents that are `withdrawn` it has no words.
    """

    revision: Revision
    title: str
    quotations: Sequence[Quotation]
    traces: Mapping[int, Traced]
    judgements: Mapping[int, Sequence[Judgement]] = field(default_factory=dict)
    sources: Mapping[str, Document] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    complete: bool = True
    searched: bool = True
    requoted: Sequence[Requoting] | None = ()
    before: str = ""
    chains: Chains = field(default_factory=lambda: Chains({}))

    def exact(self, quotation: Quotation) -> str:
        """Return the words of a quotation as they are printed, as far as they were traced."""
        return self.traced_span(quotation).of(self.revision.text)

    def traced_span(self, quotation: Quotation) -> Span:
        """Return where the words stand that were traced: all, or of an unclosed one those that end plainly."""
        traced = self.traces.get(quotation.number)
        start = quotation.span.start
        return Span(start, start + traced.upto) if traced and traced.upto else quotation.span

    def ruling(self, quotation: Quotation) -> Judgement | None:
        """Return the judgement that holds, None where nobody has judged."""
        return standing(self.judgements.get(quotation.number, ()))

    def verdict(self, quotation: Quotation) -> Verdict | None:
        """Return how a quotation stands: as a person has corrected it, else as the machine found it; None before."""
        ruling = self.ruling(quotation)
        if ruling and ruling.ruling is Ruling.CORRECTED and ruling.verdict:
            return ruling.verdict
        traced = self.traces.get(quotation.number)
        return traced.verdict if traced else None

    @property
    def waiting(self) -> int:
        """How many quotations are still to be traced."""
        return sum(quotation.number not in self.traces for quotation in self.quotations)


def ledger_of(store: Store, document: Document, revision: Revision) -> Ledger:
    """Return the ledger of a revision."""
    key = document.id, revision.number
    traces = store.traces.of(*key)
    judgements = store.judgements.on(*key)
    named = {place.document for traced in traces.values() for place in (*traced.places, *traced.own)}
    named |= {said.source for listed in judgements.values() for said in listed if said.source}
    searched = store.quotations.searched(*key)
    quotations = store.quotations.of(*key)
    led = chains(store, document, quotations, traces, judgements)
    named |= led.documents
    before, requoted = _since(store, revision, quotations, searched)
    withdrawn = store.withdrawals.among(named)
    return Ledger(
        revision=revision,
        title=document.description.title,
        quotations=quotations,
        traces={number: _shown(traced, withdrawn) for number, traced in traces.items()} if withdrawn else traces,
        judgements=judgements,
        sources=store.documents.get_many(sorted(named)),
        withdrawn=withdrawn,
        complete=searched is None or searched.complete,
        searched=searched is not None,
        requoted=requoted,
        before=before,
        chains=led,
    )


def _shown(traced: Traced, withdrawn: Collection[str]) -> Traced:
    places = [each.without_words() if each.document in withdrawn else each for each in traced.places]
    return replace(traced, places=tuple(places))


def _since(
    store: Store, revision: Revision, quotations: Sequence[Quotation], searched: Searched | None
) -> tuple[str, Sequence[Requoting] | None]:
    """Return the text of the revision before, and what became of its quotations, as far as that was looked at."""
    key = revision.document, revision.number - 1
    if not key[1] or searched is None:
        return "", ()
    if searched.requoted is None:
        return "", None
    before = {each.number: each for each in store.quotations.of(*key)}
    now = {each.number: each for each in quotations}
    found = [
        Requoting(fate, None if old is None else before[old], None if new is None else now[new])
        for fate, old, new in searched.requoted
    ]
    return store.revisions.text(*key), found
