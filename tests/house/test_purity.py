"""What gets loaded when: the core stays ignorant, and starting stays quick. Each look needs a fresh process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import langganan

SOURCE = Path(langganan.__file__).parent
STAGES = ("collect", "understand", "personalise", "engage", "measure", "sustain", "protect")
FORBIDDEN = {
    "django", "duckdb", "psycopg", "sqlite3", "requests", "httpx", "aiohttp", "smtplib", "pandas", "polars", "pyarrow",
    "pyspark", "sqlglot",
}  # fmt: skip
NETWORK = {"http.client", "urllib.request", "langganan.web", "langganan.storage", "langganan.channels"}


def _loaded_by(code: str) -> set[str]:
    report = f"{code}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def _core() -> list[str]:
    files = [SOURCE / f"{name}.py" for name in ("words", "errors", "tables", "engine", "listing")]
    files += [file for stage in STAGES for file in (SOURCE / stage).rglob("*.py")]
    dotted = (".".join(("langganan", *file.relative_to(SOURCE).with_suffix("").parts)) for file in files)
    return sorted(name.removesuffix(".__init__") for name in dotted)


def test_core_loads_no_web_no_database_no_network():
    core = _core()
    loaded = _loaded_by("\n".join(f"import {name}" for name in core))
    assert set(core) <= loaded
    assert not {name.partition(".")[0] for name in loaded} & FORBIDDEN
    assert not loaded & NETWORK


def test_the_package_itself_loads_nothing_heavy():
    loaded = _loaded_by("import langganan")
    assert not loaded & {"numpy", "scipy", "duckdb", "django", "typer", "importlib.metadata"}


def test_the_command_line_loads_nothing_heavy():
    loaded = _loaded_by("import langganan.cli")
    assert not loaded & {"numpy", "scipy", "duckdb", "django"}


def test_the_core_does_not_load_scipy_until_it_is_used():
    assert "scipy" not in _loaded_by("\n".join(f"import {name}" for name in _core()))
