"""The arrows of docs/architecture.md, held against every import, late ones too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["archive", "index", "ingest", "web"]
PARSERS = {
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "PIL",
    "trafilatura",
    "lxml",
    "html",
    "email",
    "charset_normalizer",
}
SQL = {"sqlalchemy", "alembic", "sqlite3"}
FLASK = {"flask", "werkzeug", "jinja2", "click", "waitress", "nh3", "markdown"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
EXTRACT = ROOT / "ingest/extract"
FORMATS = {folder.parent.name for folder in EXTRACT.glob("*/__init__.py")} | {"text"}
FILES = sorted(file for layer in LAYERS for file in (ROOT / layer).rglob("*.py"))


def imports(file):
    """Return every module named by an import statement anywhere in the file."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports by relative path"
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def calls(file, *names):
    """Return the calls and attributes of these dotted names in the file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & set(names)


def tops(file):
    return {name.partition(".")[0] for name in imports(file)}


def place(file):
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", FILES, ids=place)
def test_no_arrow_points_upwards(file):
    """A folder imports only itself and the folders below it."""
    layer = LAYERS.index(place(file).split("/")[0])
    assert not tops(file) & set(LAYERS[layer + 1 :])


@pytest.mark.parametrize("file", FILES, ids=place)
def test_only_the_store_knows_sql(file):
    """SQL stands in archive/store alone."""
    assert place(file).startswith("archive/store/") or not tops(file) & SQL


@pytest.mark.parametrize("file", FILES, ids=place)
def test_only_the_web_knows_flask(file):
    """HTTP, HTML and the command line stand in web alone; Markdown is also a document format."""
    allowed = {"markdown"} if place(file) == "ingest/extract/markdown/extractor.py" else set()
    assert place(file).startswith("web/") or not (tops(file) & FLASK) - allowed


@pytest.mark.parametrize("file", FILES, ids=place)
def test_only_extractors_know_parsers(file):
    """A parser of documents is imported in ingest/extract alone; Pillow also draws, and reads nothing then."""
    drawn = {"PIL"} if place(file) in {"web/picture.py", "web/typefaces.py"} else set()
    assert place(file).startswith("ingest/extract/") or not tops(file) & PARSERS - drawn


def formats_in(file):
    """Return the formats whose readers a file imports from."""
    parts = [name.split(".") for name in imports(file) if name.startswith("ingest.extract.")]
    return {part[2] for part in parts} & FORMATS


@pytest.mark.parametrize("file", sorted(EXTRACT.rglob("*.py")), ids=place)
def test_no_extractor_imports_another(file):
    """Formats share what lies beside their folders, never each other; those of word processors share office too."""
    own = file.relative_to(EXTRACT).parts[0].removesuffix(".py")
    shared = {"office"} if own in {"docx", "odt", "rtf"} else set()
    assert formats_in(file) <= {own} | shared


@pytest.mark.parametrize("file", [file for file in FILES if EXTRACT not in file.parents], ids=place)
def test_only_the_registry_knows_the_formats(file):
    """Whoever wants a file read asks `ingest.extract`, and never a reader of one format."""
    assert not formats_in(file)


@pytest.mark.parametrize("file", sorted((ROOT / "web/views").glob("*.py")), ids=place)
def test_no_view_imports_another(file):
    """Views meet only in create_app."""
    assert not any(name.startswith("web.views") for name in imports(file))


@pytest.mark.parametrize("file", FILES, ids=place)
def test_only_settings_read_the_environment(file):
    """The environment is read in one place; a confined child may only be given one."""
    if place(file) not in {"archive/settings.py", "ingest/confine.py"}:
        assert not calls(file, "os.environ", "os.getenv")


@pytest.mark.parametrize("file", FILES, ids=place)
def test_no_file_is_a_drawer_for_everything(file):
    """No module is called utils, helpers, common, base or misc."""
    assert file.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("file", FILES, ids=place)
def test_no_file_outgrows_its_duty(file):
    """A file stops at 400 lines and says its duty in its first sentence."""
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)) or place(file).endswith("__init__.py")


def test_there_is_something_to_check():
    """An empty list of files would let every claim above pass."""
    assert len(FILES) > 40
    assert len(FORMATS) > 10


def test_engines_never_parse_what_people_type():
    """User text never reaches an engine's own query parser."""
    assert not any("qparser" in name for file in FILES for name in imports(file))
