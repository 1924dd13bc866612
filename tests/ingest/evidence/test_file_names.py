"""Evidence in the name of a file."""

import pytest

from ingest.evidence.file_names import evidence


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2031-03-14-letter-a-to-b.pdf", {("date", "2031-03-14", 60), ("kind", "letter", 60)}),
        ("E-Mail_2031_03_14.eml", {("date", "2031-03-14", 60), ("kind", "e-mail", 60)}),
        ("scan20310314.pdf", {("date", "2031-03-14", 40)}),
        ("report-on-the-letter.pdf", {("kind", "report", 30), ("kind", "letter", 30)}),
        ("newsletter-12345678.pdf", set()),
        ("2031-13-40.pdf", set()),
    ],
)
def test_a_name_is_a_weak_witness(name, found):
    """Day and kind where they stand apart; two kinds cancel each other."""
    assert {(f.field, f.value, f.confidence) for f in evidence(name) if f.field != "title"} == found
