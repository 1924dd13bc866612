"""What programs write where a title or an author should stand."""

import pytest

from ingest.fillers import is_filler_author, is_filler_title, is_login, is_made_up_title


@pytest.mark.parametrize(
    ("title", "left_out", "hardly_believed"),
    [
        ("Microsoft Word - draft.doc", True, True),
        ("Microsoft PowerPoint", True, False),
        ("letter-of-march.pdf", True, True),
        ("Untitled-1", True, True),
        ("Document2", True, True),
        ("Unbenannt", True, False),
        ("Scan 0042", False, True),
        ("Slide 1", False, True),
        ("Node.js", True, False),
        ("Contents.", False, False),
        ("The tolls rise", False, False),
    ],
)
def test_titles_that_programs_make_up(title, left_out, hardly_believed):
    """Properties of office files and PDFs by one vocabulary, what people write themselves by a narrower one."""
    assert (is_filler_title(title), is_made_up_title(title)) == (left_out, hardly_believed)


@pytest.mark.parametrize(
    ("name", "left_out", "login"),
    [
        ("User", True, True),
        ("Microsoft Office User", True, True),
        ("Windows-User", True, True),
        ("administrator", True, True),
        ("python-docx", True, False),
        ("guest", False, True),
        ("ida brandt 2", False, True),
        ("Ida Brandt", False, False),
    ],
)
def test_authors_that_are_accounts(name, left_out, login):
    """Left out of an office file's properties; kept and hardly believed elsewhere."""
    assert (is_filler_author(name), is_login(name)) == (left_out, login)
