"""Annotations on several passages, with replies, visibility, versions, review, listed tags, places in new revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns of annotations and the tables around them."""
    _columns()
    _versions()
    _review()
    _anchors()
    _tags()


def _columns() -> None:
    for name, given in (("visibility", "public"), ("work", "open"), ("reply_to", ""), ("via", ""), ("canonical", "")):
        op.add_column("annotations", sa.Column(name, sa.String(), nullable=False, server_default=given))
    op.add_column("annotations", sa.Column("further", sa.JSON(), nullable=False, server_default="[]"))
    op.create_index("ix_annotations_reply_to", "annotations", ["reply_to"])


def _versions() -> None:
    op.create_table(
        "annotation_versions",
        _annotation("annotation_versions"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("motivation", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("anchors", sa.JSON(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("annotation", "version", name="pk_annotation_versions"),
    )


def _review() -> None:
    op.create_table(
        "assessments",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        _annotation("assessments"),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        _person("assessments"),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_assessments"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assessments_annotation", "assessments", ["annotation"])
    op.create_table(
        "assignments",
        _annotation("assignments"),
        _person("assignments"),
        _person("assignments", "by"),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("annotation", "person", name="pk_assignments"),
    )
    op.create_index("ix_assignments_person", "assignments", ["person"])


def _anchors() -> None:
    op.create_table(
        "anchors",
        _annotation("anchors"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("annotation", "revision", "part", name="pk_anchors"),
    )


def _tags() -> None:
    op.create_table(
        "listed_tags",
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        _person("listed_tags"),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("folded", name="pk_listed_tags"),
    )


def _annotation(table: str) -> sa.Column[str]:
    key = sa.ForeignKey("annotations.id", name=f"fk_{table}_annotation_annotations")
    return sa.Column("annotation", sa.String(), key, nullable=False)


def _person(table: str, column: str = "person") -> sa.Column[str]:
    return sa.Column(column, sa.String(), sa.ForeignKey("people.id", name=f"fk_{table}_{column}_people"), nullable=False)
