"""What belongs with a document, as the reading view shows it: its thread, what came with it, where it was published."""

from __future__ import annotations

from archive.counting import many
from archive.documents import Document
from archive.relations import Company, Enclosed, InThread, Relations, Thread
from web import urls
from web.pages.relations import CompanyBox, RelatedLine, RelationsBox

_DEEPEST_SHOWN = 6


def relations_box(document: Document, found: Relations) -> RelationsBox:
    """Return everything that belongs with a document."""
    company = tuple(_company(one) for one in found.company)
    addresses = tuple(
        address
        for address in found.addresses
        if address != document.description.source_url and address.startswith(("http://", "https://"))
    )
    return RelationsBox(
        thread=_thread(document, found.thread) if found.thread else (),
        thread_cut=found.thread is not None and found.thread.cut,
        company=company,
        addresses=addresses,
        summary=_summary(found),
    )


def _summary(found: Relations) -> str:
    """Return in a few words what belongs with the document, empty where nothing does."""
    told = [f"one of {len(found.thread.mails)} mails in a thread"] if found.thread else []
    told += [
        f"{many(len(company.files), 'file')} inside" if company.own else f"came inside {company.carrier.file_name}"
        for company in found.company
    ]
    summary = " · ".join(told)
    return summary[:1].upper() + summary[1:]


def _thread(document: Document, thread: Thread) -> tuple[RelatedLine, ...]:
    answered = {key for mail in thread.mails if mail.document.id == document.id for key in mail.answers}
    return tuple(_mail(document, mail, answered) for mail in thread.mails)


def _mail(document: Document, mail: InThread, answered: set[str]) -> RelatedLine:
    described = mail.document.description
    if mail.document.id in answered:
        note = "answered by this one"
    elif document.id in mail.answers:
        note = "answers this one"
    else:
        note = ""
    return RelatedLine(
        described.title,
        urls.document(mail.document),
        described.creator,
        described.date,
        min(mail.depth, _DEEPEST_SHOWN),
        here=mail.document.id == document.id,
        note=note,
    )


def _company(company: Company) -> CompanyBox:
    files = tuple(_file(file) for file in company.files)
    if company.own:
        return CompanyBox("Came with it", None, files, company.cut)
    carrier = _file(Enclosed(company.carrier, company.document))
    return CompanyBox("Came inside", carrier, files, company.cut)


def _file(file: Enclosed) -> RelatedLine:
    """Return one file; where no text could be had it has no page for readers."""
    name = file.accession.file_name
    if file.document is None:
        return RelatedLine(name, "", "", "", note="no text of its own")
    described = file.document.description
    note = name if name != described.title else ""
    return RelatedLine(described.title, urls.document(file.document), described.creator, described.date, note=note)
