"""The tables around annotations: what they said before, their review, their later places, listed tags; foreign ones."""

from __future__ import annotations

import sqlalchemy as sa

from archive.store.schema import METADATA

ANNOTATION_VERSIONS = sa.Table(
    "annotation_versions",
    METADATA,
    sa.Column("annotation", sa.ForeignKey("annotations.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("motivation", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("tags", sa.JSON, nullable=False),
    sa.Column("visibility", sa.String, nullable=False),
    sa.Column("anchors", sa.JSON, nullable=False),
    sa.Column("modified", sa.String, nullable=False),
)

ASSESSMENTS = sa.Table(
    "assessments",
    METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("annotation", sa.ForeignKey("annotations.id"), nullable=False, index=True),
    sa.Column("act", sa.String, nullable=False),
    sa.Column("opinion", sa.String, nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("person", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", sa.String, nullable=False),
    sqlite_autoincrement=True,
)

ASSIGNMENTS = sa.Table(
    "assignments",
    METADATA,
    sa.Column("annotation", sa.ForeignKey("annotations.id"), primary_key=True),
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True, index=True),
    sa.Column("by", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", sa.String, nullable=False),
)

ANCHORS = sa.Table(
    "anchors",
    METADATA,
    sa.Column("annotation", sa.ForeignKey("annotations.id"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True),
    sa.Column("outcome", sa.String, nullable=False),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("candidates", sa.JSON, nullable=False),
    sa.Column("settled_by", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
)

LISTED_TAGS = sa.Table(
    "listed_tags",
    METADATA,
    sa.Column("folded", sa.String, primary_key=True),
    sa.Column("label", sa.String, nullable=False),
    sa.Column("colour", sa.String, nullable=False),
    sa.Column("meaning", sa.String, nullable=False),
    sa.Column("person", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", sa.String, nullable=False),
)

FOREIGN_ANNOTATIONS = sa.Table(
    "foreign_annotations",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("author", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("visibility", sa.String, nullable=False),
    sa.Column("created", sa.String, nullable=False),
    sa.Column("modified", sa.String, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("removed", sa.String, nullable=False),
)
