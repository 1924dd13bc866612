"""Files of quotations."""

import pytest

from archive.errors import Refused
from web.quotation_lists import MOST_BYTES, read_list


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        ("one\ntwo\r\n\r\n", "list.txt", ["one", "two"]),
        ("one\nstill one\n\n  \ntwo\n", "list.txt", ["one\nstill one", "two"]),
        ("\ufeffQuotation;source\n“one”;x\n", "", ["“one”"]),
        ("quotation\none, two\n", "list.csv", ["one, two"]),
        ("n,quotation\n1\n2,one, two\n3,three,,\n", "list.csv", ["one, two", "three"]),
        ('"n","quotation"\n"1","one"\n', "list.csv", ["one"]),
        ('quotation,n\n"one, two",1\n"a\nb",2\n', "any.txt", ["one, two", "a\nb"]),
        ("n\tquotation\n1\tone, two\n", "list.tsv", ["one, two"]),
        ('He said, "one', "list.txt", ['He said, "one']),
    ],
)
def test_lines_paragraphs_and_columns(content, name, found):
    """A quotation a line, or a paragraph where blank lines part them, or a cell of the column."""
    assert read_list(content.encode(), name) == found


def test_a_list_from_a_spreadsheet_may_be_utf_16():
    """With its mark."""
    assert read_list("“one”\ntwo".encode("utf-16")) == ["“one”", "two"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("quotation;source\n“one; two”;x\n", r"more cells than its heading.*“one \|  two” \| x"),
        ('quotation,n\n"one,1\ntwo,2\n', "read as CSV: unexpected end"),
        ("PK\x03\0\0", "no text"),
    ],
)
def test_a_quotation_is_never_cut_silently(content, reason):
    """Nor are two taken for one: a file that cannot be read with certainty is refused."""
    with pytest.raises(Refused, match=reason):
        read_list(content.encode(), "list.csv")


def test_a_list_has_a_largest_size():
    """Said in words."""
    with pytest.raises(Refused, match="larger than 2 MB"):
        read_list(b"x" * (MOST_BYTES + 1))
