"""The list of documents: all of them, or those in which some page is to be held against the original."""

from __future__ import annotations

from dataclasses import replace

from web import urls
from web.desk import Desk
from web.pages.search import ListPage
from web.present.search import document_line

_ON_A_PAGE = 50


def list_page(held: Desk, page: int, *, review: bool = False) -> ListPage:
    """Return a page of the list, latest date first; with `review` only documents that need it."""
    documents = held.store.documents
    to_review = documents.count_needing_review()
    total = to_review if review else documents.count()
    pages = max(1, -(-total // _ON_A_PAGE))
    listed = documents.on(limit=_ON_A_PAGE, offset=(page - 1) * _ON_A_PAGE, review=review)
    flagged = documents.needing_review([document.id for document, _ in listed])
    return ListPage(
        documents=tuple(
            replace(document_line(document, count), needs_review=document.id in flagged) for document, count in listed
        ),
        total=total,
        page=page,
        pages=pages,
        previous_href=urls.shelf(page - 1, review=review) if page > 1 else "",
        next_href=urls.shelf(page + 1, review=review) if page < pages else "",
        review=review,
        to_review=to_review,
    )
