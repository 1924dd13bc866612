"""Permanent addresses, built in this one place; web/references.py reads them."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote_plus

from archive.citations import Citation
from archive.documents import Document, Passage
from archive.spans import Span

FOREIGN = "/annotations/foreign/"
"""The address of the container of foreign annotations."""

SEARCHES = "/searches"
"""The address of one's own saved searches."""


AUDIENCE = "urn:verbatim:audience:"
"""What stands before the word for those who see an annotation."""


def document(held: Document, **query: str) -> str:
    """Return the address of the newest revision, with the title as slug."""
    slug = f"-{held.slug}" if held.slug else ""
    return _with_query(f"/documents/{held.id}{slug}", query)


def revision(identifier: str, number: int, **query: str) -> str:
    """Return the address of a pinned revision."""
    return _with_query(f"/documents/{identifier}@{number}", query)


def reading(held: Document, number: int, **query: str) -> str:
    """Return the address at which a revision is read: the document's where it is the newest, else its own."""
    return document(held, **query) if number == held.newest else revision(held.id, number, **query)


def noted(identifier: str, number: int, note: str, *, card: bool = False) -> str:
    """Return the address of a note's passage, or of its card, in a pinned revision, on the page that shows it."""
    return revision(identifier, number, note=note) + f"#{'note' if card else 'mark'}-{note}"


def passage(identifier: str, number: int, span: Span) -> str:
    """Return the address of a place in a pinned revision; of nothing but the revision where the span is empty."""
    return revision(identifier, number, at=str(span)) + "#cited" if len(span) else revision(identifier, number)


def comparison(identifier: str, old: int, new: int) -> str:
    """Return the address of the comparison of two revisions."""
    return f"/documents/{identifier}/compare/{old}-{new}"


def witnesses(identifier: str, other: str = "") -> str:
    """Return the address of a document's witnesses, or of its comparison with another document."""
    return f"/documents/{identifier}/witnesses" + (f"/{other}" if other else "")


def reread(identifier: str) -> str:
    """Return the address to which the wish to have a document read again is sent."""
    return f"/documents/{identifier}/reread"


def ledger(identifier: str, number: int = 0, *, form: str = "", **query: str) -> str:
    """Return the address of a document's quotations: of the newest revision, or of the one with this number."""
    pinned = f"@{number}" if number else ""
    return _with_query(f"/documents/{identifier}{pinned}/quotations{form}", query)


def quotation(identifier: str, number: int, quotation: int, *, card: bool = True) -> str:
    """Return the address of a quotation's card, or of its words, in the ledger of a revision."""
    return ledger(identifier, number, near=str(quotation)) + f"#{'card' if card else 'q'}-{quotation}"


def quoted_by(identifier: str, number: int = 0, *, form: str = "", **query: str) -> str:
    """Return the address at which a document shows who quotes it."""
    pinned = f"@{number}" if number else ""
    return _with_query(f"/documents/{identifier}{pinned}/quoted{form}", query)


def timeline(*, around: str = "", form: str = "", **query: str) -> str:
    """Return the address of the archive in the order of time, or of the documents around one; empty values go."""
    return _with_query(f"{f'/documents/{around}' if around else ''}/timeline{form}", query)


def judgements(identifier: str, number: int, quotation: int) -> str:
    """Return the address to which a judgement on a quotation of a revision is sent."""
    return f"/documents/{identifier}@{number}/quotations/{quotation}/judgements"


def finds(*, form: str = "") -> str:
    """Return the address of what looking again has found."""
    return f"/finds{form}"


def citation(cited: Citation) -> str:
    """Return the address of exact words: revision, span and check."""
    return f"/documents/{cited.document}@{cited.revision}/cite/{cited.span}~{cited.check}"


def container(identifier: str) -> str:
    """Return the address of a document's annotations."""
    return f"/documents/{identifier}/annotations/"


def contained(container: str, **query: str) -> str:
    """Return the address of a container in one of its forms, or of one of its pages; empty values are left out."""
    return _with_query(container, query)


def description(identifier: str) -> str:
    """Return the address of the page that corrects a document's description."""
    return f"/documents/{identifier}/description"


def annotation(identifier: str) -> str:
    """Return the address of one annotation."""
    return f"/annotations/{identifier}"


def foreign(identifier: str) -> str:
    """Return the address of one foreign annotation."""
    return f"{FOREIGN}{identifier}"


def replies(identifier: str) -> str:
    """Return the address to which an answer to an annotation is sent."""
    return f"/annotations/{identifier}/replies"


def versions(identifier: str) -> str:
    """Return the address of how an annotation stood before."""
    return f"/annotations/{identifier}/versions"


def review(identifier: str) -> str:
    """Return the address to which a reviewer's view of an annotation is sent."""
    return f"/annotations/{identifier}/review"


def place(identifier: str) -> str:
    """Return the address to which it is sent where an annotation stands in a later revision."""
    return f"/annotations/{identifier}/place"


def places(document: str, number: int, page: int = 1) -> str:
    """Return the address of the places of earlier revisions' annotations in a revision, or of a page of them."""
    return f"/documents/{document}@{number}/places" + (f"?page={page}" if page > 1 else "")


def events(document: str, number: int) -> str:
    """Return the address at which a change of the annotations on a revision is told."""
    return f"/documents/{document}@{number}/annotations/events"


def hits(document: str, number: int) -> str:
    """Return the address to which the wish to mark all hits in a revision is sent."""
    return f"/documents/{document}@{number}/annotations/hits"


def exported(document: str, form: str) -> str:
    """Return the address of a document's annotations as a file."""
    return f"/documents/{document}/annotations.{form}"


def exported_notes(form: str, **query: str) -> str:
    """Return the address of a search inside annotations as a file; empty values are left out."""
    return _with_query(f"/annotations.{form}", query)


def exported_foreign() -> str:
    """Return the address of all foreign annotations as a file."""
    return "/annotations/foreign.jsonld"


def importing(document: str) -> str:
    """Return the address at which annotations are imported to a document."""
    return f"/documents/{document}/annotations/import"


def notes(**query: str) -> str:
    """Return the address of a search inside annotations; empty values are left out."""
    return _with_query("/annotations", query)


def marked(name: str, value: str) -> str:
    """Return the address of the annotations with this `tag` or of this `user`; quotation marks of the value go."""
    blank = value.replace('"', " ")
    return notes(q=f'{name}:"{blank}"')


def accession(identifier: str) -> str:
    """Return the address of an arrival's record."""
    return f"/accessions/{identifier}"


def deposit(identifier: str) -> str:
    """Return the address of the page that tells how far a deposit is."""
    return f"/ingest/{identifier}"


def ingest(*, aside: bool = False) -> str:
    """Return the address of the upload page at its files without text: the open ones, or those set aside."""
    return f"/ingest{'?aside=yes' if aside else ''}#without-text"


def hit(held: Document, number: int, query: str, start: int, *, exact: bool = False) -> str:
    """Return the address of a hit in a revision of a document; `start` is its first code point."""
    return reading(held, number, **marking(query, exact=exact), hit=str(start)) + f"#hit-{start}"


def unmarked(held: Document, number: int, query: str, span: Span, *, exact: bool = False) -> str:
    """Return the address of a hit in which a query marks no words: its passage is shown."""
    return reading(held, number, **marking(query, exact=exact), at=str(span)) + "#cited"


def marking(query: str, *, exact: bool) -> dict[str, str]:
    """Return the parameters by which a text is read with the words of a query marked."""
    return {"q": query, "exact": "1" if exact else ""}


def likeness(held: Passage) -> str:
    """Return the address of the passages that are like a passage."""
    return f"/documents/{held.document}@{held.revision}/passages/{held.number}/like"


def surroundings(held: Passage, query: str, *, exact: bool = False) -> str:
    """Return the address at which a passage is given with its neighbours."""
    path = f"/documents/{held.document}@{held.revision}/passages/{held.number}.json"
    return _with_query(path, marking(query, exact=exact))


def shelf(page: int, *, review: bool = False) -> str:
    """Return the address of a page of the list of documents, or of those that need review."""
    return _with_query("/documents", {"review": "yes" if review else "", "page": str(page)})


def search(ending: str = "", **query: str) -> str:
    """Return the address of a search, with an ending (`.csv`) for another form; empty values are left out."""
    return _with_query(f"/search{ending}", query)


def saved(identifier: str) -> str:
    """Return the address of a saved search."""
    return f"{SEARCHES}/{identifier}"


def saved_feed(identifier: str) -> str:
    """Return the address of the feed of a saved search."""
    return f"{SEARCHES}/{identifier}.atom"


def trace(*, form: str = "", **query: str) -> str:
    """Return the address of a traced quotation, in a form (`.json`); empty values are left out."""
    return _with_query(f"/trace{form}", query)


def sign_in(token: str) -> str:
    """Return the address that a one-time link opens."""
    return _with_query("/sign-in", {"token": token})


def _with_query(path: str, query: dict[str, str]) -> str:
    given = "&".join(f"{name}={_quoted(value)}" for name, value in query.items() if value)
    return f"{path}?{given}" if given else path


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    """Return a value as addresses have it: on one page most have the same ones."""
    return quote_plus(value)
