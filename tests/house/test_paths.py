"""Nothing that belongs to one machine, and nothing secret, is committed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOMES = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w[\w.-]*/")
"""Somebody's own folders; /home/... in prose is fine where nobody's name follows."""
KEYS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|://[^/\s:@{}]+:(?!PASSWORD)[^/\s:@{}]{6,}@"
)
BINARY = {".parquet", ".woff2", ".png", ".jpg", ".ico", ".mo", ".xlsx", ".gz"}
LARGEST = 5_000_000


def _committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a checkout")
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in _committed():
        if path.suffix in BINARY or "vendor" in path.parts or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


def test_no_machines_own_paths():
    assert _lines_with(HOMES) == []


def test_no_keys():
    assert _lines_with(KEYS) == []


def test_no_large_files():
    assert [path.name for path in _committed() if path.stat().st_size > LARGEST] == []


def test_no_addresses_in_the_locks():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8")
