"""Remarks in quotations, read as claims."""

import pytest

from archive.claims import claims_of
from archive.printed_signs import PartKind
from archive.quoted import read_quotation


@pytest.mark.parametrize(
    ("remark", "claims"),
    [
        ("[emphasis added]", {"emphasis added"}),
        ("(our italics)", {"emphasis added"}),
        ("[all emphasis is ours throughout]", {"emphasis added"}),
        ("[italics in the original]", {"emphasis in original"}),
        ("[original emphasis]", {"emphasis in original"}),
        ("(emphasis omitted)", {"emphasis omitted"}),
        ("[alterations in original]", {"alteration in original"}),
        ("[alteration and emphasis in original]", {"alteration in original", "emphasis in original"}),
        ("[internal quotation marks omitted; emphasis added]", {"internal quotation marks omitted", "emphasis added"}),
        ("[citations omitted]", set()),
    ],
)
def test_a_remark_claims(remark, claims):
    """In the terms of citation practice; a remark is never words of the source."""
    assert {claim.value for claim in claims_of(remark)} == claims
    assert [part.kind for part in read_quotation(f"so it is {remark}").parts] == [PartKind.WORDS, PartKind.CLAIM]
