"""Commands, the public names and the settings are documented; files that are named exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

import langganan
from langganan.cli import app

ROOT = Path(__file__).parents[2]
REFERENCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "reference").glob("*.md")))
COMMANDS = sorted(typer.main.get_command(app).commands)
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SETTINGS = re.findall(
    r"^((?:LANGGANAN|DATABASE)_\w+)", (ROOT / "src/langganan/web/settings.py").read_text(), re.MULTILINE
)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name):
    assert f"langganan {name}" in REFERENCE


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_with_an_example(name):
    help_text = CliRunner().invoke(app, [name, "--help"]).output
    assert f"langganan {name}" in help_text.replace("\n", " ")


@pytest.mark.parametrize("name", [name for name in langganan.__all__ if not name.startswith("_")])
def test_public_name_is_documented(name):
    assert re.search(rf"`?\b(lg|langganan)\.{name}\b|`{name}\b", REFERENCE)


@pytest.mark.parametrize("name", langganan.__all__)
def test_public_name_is_there(name):
    assert getattr(langganan, name) is not None


@pytest.mark.parametrize("name", SETTINGS)
def test_setting_is_documented(name):
    assert name in REFERENCE


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    near = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in near if not (document.parent / link).exists()] == []
