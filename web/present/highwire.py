"""What a document is, in the `citation_*` meta tags of Highwire Press, which reference managers read from a page."""

from __future__ import annotations

from archive.documents import Document, Kind, Revision
from archive.naming import names
from web import urls
from web.present.reference import csl_type, line


def meta_tags(document: Document, revision: Revision, host: str) -> tuple[tuple[str, str], ...]:
    """Return names and contents in order; what is not known has no tag. `host` is where addresses begin."""
    described = document.description
    address = host.rstrip("/") + urls.revision(document.id, revision.number)
    tags = [
        ("citation_title", line(described.title)),
        *(("citation_author", name.inverted) for name in names(line(described.creator))),
        ("citation_publication_date", line(described.date).replace("-", "/")),
        (_publication(document), line(described.publisher)),
        ("citation_language", line(described.language)),
        ("citation_public_url", address),
        ("citation_pdf_url", f"{address}.pdf" if revision.media_type == "application/pdf" else ""),
    ]
    return tuple((name, content) for name, content in tags if content)


def _publication(document: Document) -> str:
    if csl_type(document.description).startswith("article"):
        return "citation_journal_title"
    report = document.description.kind is Kind.REPORT
    return "citation_technical_report_institution" if report else "citation_publisher"
