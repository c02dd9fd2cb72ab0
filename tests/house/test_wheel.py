"""What `pip install langganan` brings is whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
LARGEST = 6_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from what would be committed."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(SOURCE, copy / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "dist")]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return next((copy / "dist").glob("*.whl"))


def test_every_file_of_the_package_is_in_it(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    there = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*") if path.is_file()}
    assert {name for name in there if "__pycache__" not in name} <= inside


def test_nothing_else_is_in_it(wheel):
    folders = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name.partition("-")[0] for name in folders} == {"langganan"}


def test_the_licence_goes_with_it(wheel):
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" in name]
    assert {Path(name).name for name in names} >= {"LICENSE", "NOTICE", "entry_points.txt"}


def test_it_stays_small(wheel):
    assert wheel.stat().st_size < LARGEST
