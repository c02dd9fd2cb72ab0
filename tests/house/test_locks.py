"""What a shop runs is what was tested."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {line.split("==")[0]: line for line in re.findall(r"^[a-z0-9][^\s;\\]*", text, re.MULTILINE)}


def test_tested_versions_are_the_shipped_ones():
    assert _pins("requirements.lock").items() <= _pins("requirements-dev.lock").items()


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[\[<>=~!; ]", line)[0] for line in project["project"]["dependencies"]}
    assert wanted <= _pins("requirements.lock").keys()


def test_every_pin_has_a_hash():
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in pin for pin in pins)
