"""The permission matrix: every route has a row, or the application does not start."""

from __future__ import annotations

from archive.access import Action

MATRIX: dict[str, Action] = {
    "static": Action.READ,
    "search.page": Action.READ,
    "search.home": Action.READ,
    "search.listing": Action.READ,
    "help.search": Action.READ,
    "documents.shelf": Action.READ,
    "documents.read": Action.READ,
    "descriptions.form": Action.DESCRIBE,
    "descriptions.save": Action.DESCRIBE,
    "revisions.compare": Action.READ,
    "revisions.reread": Action.INGEST,
    "witnesses.group": Action.READ,
    "witnesses.join": Action.INGEST,
    "witnesses.leave": Action.INGEST,
    "witnesses.compare": Action.READ,
    "citations.show": Action.READ,
    "annotations.container": Action.READ,
    "annotations.create": Action.ANNOTATE,
    "annotations.show": Action.READ,
    "annotations.replace": Action.ANNOTATE,
    "annotations.remove": Action.ANNOTATE,
    "deposits.form": Action.INGEST,
    "deposits.upload": Action.INGEST,
    "deposits.show": Action.INGEST,
    "deposits.listing": Action.INGEST,
    "accessions.show": Action.INGEST,
    "accessions.listing": Action.INGEST,
    "accessions.original": Action.INGEST,
    "accessions.read_again": Action.INGEST,
    "people.sign_in_page": Action.READ,
    "people.sign_in": Action.READ,
    "people.sign_out": Action.READ,
    "health.live": Action.READ,
    "health.ready": Action.READ,
}
