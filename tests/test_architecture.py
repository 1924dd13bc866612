"""The arrows of docs/architecture.md, held against every import, late ones too."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

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
EXTRACTORS = [file for file in FILES if EXTRACT in file.parents]


@functools.cache
def tree(file):
    return ast.parse(file.read_text(encoding="utf-8"))


@functools.cache
def imports(file):
    """Return every module named by an import statement anywhere in the file."""
    found = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports by relative path"
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def attributes(file):
    """Return the attributes of names that stand in the file, dotted."""
    nodes = (node for node in ast.walk(tree(file)) if isinstance(node, ast.Attribute))
    return {f"{node.value.id}.{node.attr}" for node in nodes if isinstance(node.value, ast.Name)}


def tops(file):
    return {name.partition(".")[0] for name in imports(file)}


def place(file):
    return file.relative_to(ROOT).as_posix()


def where(wrong, files=FILES):
    """Return the places of the files of which something wrong is true."""
    return [place(file) for file in files if wrong(file)]


def test_no_arrow_points_upwards():
    """A folder imports only itself and the folders below it."""
    assert not where(lambda file: tops(file) & set(LAYERS[LAYERS.index(place(file).split("/")[0]) + 1 :]))


def test_only_the_store_knows_sql():
    """SQL stands in archive/store alone."""
    assert not where(lambda file: tops(file) & SQL and not place(file).startswith("archive/store/"))


def test_only_the_web_knows_flask():
    """HTTP, HTML and the command line stand in web alone; Markdown is also a document format."""
    allowed = {"ingest/extract/markdown/extractor.py": {"markdown"}}
    known = lambda file: (tops(file) & FLASK) - allowed.get(place(file), set())  # noqa: E731
    assert not where(lambda file: known(file) and not place(file).startswith("web/"))


def test_only_extractors_know_parsers():
    """A parser of documents is imported in ingest/extract alone; Pillow also draws, and reads nothing then."""
    drawn = {"web/picture.py": {"PIL"}, "web/typefaces.py": {"PIL"}}
    known = lambda file: (tops(file) & PARSERS) - drawn.get(place(file), set())  # noqa: E731
    assert not where(lambda file: known(file) and EXTRACT not in file.parents)


def formats_in(file):
    """Return the formats whose readers a file imports from."""
    parts = [name.split(".") for name in imports(file) if name.startswith("ingest.extract.")]
    return {part[2] for part in parts} & FORMATS


def may_know(file):
    """Return the formats that a file among the extractors may import from: its own, and what word processors share."""
    own = file.relative_to(EXTRACT).parts[0].removesuffix(".py")
    return {own, "office"} if own in {"docx", "odt", "rtf"} else {own}


def test_no_extractor_imports_another():
    """Formats share what lies beside their folders, never each other; those of word processors share office too."""
    assert not where(lambda file: formats_in(file) - may_know(file), EXTRACTORS)


def test_only_the_registry_knows_the_formats():
    """Whoever wants a file read asks `ingest.extract`, and never a reader of one format."""
    assert not where(formats_in, set(FILES) - set(EXTRACTORS))


def test_no_view_imports_another():
    """Views meet only in create_app."""
    views = [file for file in FILES if file.parent == ROOT / "web/views"]
    assert not where(lambda file: any(name.startswith("web.views") for name in imports(file)), views)


def test_only_settings_read_the_environment():
    """The environment is read in one place."""
    readers = where(lambda file: (attributes(file) | imports(file)) & {"os.environ", "os.getenv"})
    assert readers == ["archive/settings.py"]


def test_no_file_is_a_drawer_for_everything():
    """No module is called utils, helpers, common, base or misc."""
    assert not where(lambda file: file.stem in FORBIDDEN_NAMES)


def test_no_file_outgrows_its_duty():
    """A file stops at 400 lines and says its duty in its first sentence."""
    assert not where(lambda file: len(file.read_text(encoding="utf-8").splitlines()) > 400)
    assert not where(lambda file: not ast.get_docstring(tree(file)) and file.name != "__init__.py")


def test_there_is_something_to_check():
    """An empty list of files would let every claim above pass."""
    assert {place(file).split("/")[0] for file in FILES} == set(LAYERS)
    assert len(FILES) > 40
    assert len(EXTRACTORS) > 40
    assert len(FORMATS) > 10


def test_engines_never_parse_what_people_type():
    """User text never reaches an engine's own query parser."""
    assert not where(lambda file: any("qparser" in name for name in imports(file)))
