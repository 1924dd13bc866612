"""The documentation, held against the code."""

import re
from pathlib import Path

import click
import pytest

from archive.settings import TABLE
from web.cli import main
from web.permissions import MATRIX

ROOT = Path(__file__).parent.parent


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLE)
def test_every_setting_is_documented_with_its_default_and_help(name):
    """docs/settings.md says what the table says."""
    row = TABLE[name]
    default = f"`{row.default}`" if row.default != "" else "–"
    assert f"| `VERBATIM_{name.upper()}` | {default} | {row.help} |" in read("docs/settings.md")


def test_no_setting_is_documented_that_does_not_exist():
    """And no more than that."""
    told = set(re.findall(r"`VERBATIM_([A-Z_]+)`", read("docs/settings.md")))
    assert told == {name.upper() for name in TABLE}


def commands(group, prefix="verbatim"):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def test_every_command_is_documented():
    """docs/command-line.md has a line for each."""
    told = read("docs/command-line.md")
    assert [name for name in commands(main) if f"| `{name}" not in told] == []


def test_every_route_is_documented_and_has_a_right(views):
    """docs/api.md has a line for each route and method, the matrix a row for each endpoint."""
    told = read("docs/api.md")
    for rule in views.url_map.iter_rules():
        assert rule.endpoint in MATRIX
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            assert f"| `{rule.rule}` | {method} |" in told, f"{method} {rule.rule}"


def test_the_matrix_has_no_row_too_many(views):
    """A right without a route is a mistake."""
    assert set(MATRIX) == {rule.endpoint for rule in views.url_map.iter_rules()}


def test_every_dependency_has_its_reason():
    """docs/dependencies.md names each one we chose."""
    listed = re.findall(r'^    "([A-Za-z0-9-]+)[=>]', read("pyproject.toml"), re.M)
    assert len(listed) > 15
    assert [name for name in listed if name.lower() not in read("docs/dependencies.md").lower()] == []


def test_every_link_in_the_documentation_leads_somewhere():
    """Relative links point at files that are there."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_changelog_knows_the_version():
    """What is packaged is what is described."""
    version = re.search(r'^version = "(.+)"', read("pyproject.toml"), re.M)[1]
    assert f"## {version}" in read("CHANGELOG.md")
