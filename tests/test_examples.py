"""The examples run as they stand, and so does the Python in the documents about studies."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from langganan.measure.questionnaire import DATA

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
DOCUMENTS = [
    "how-to/compare-two-groups.md",
    "reference/model-syntax.md",
    "tutorial/from-questionnaire-to-report.md",
]


@pytest.fixture
def answered(tmp_path, monkeypatch):
    """A folder with answers in two shops, and their model."""
    with (DATA / "study_n100.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with (tmp_path / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*header, "shop"], *([*row, "AB"[i % 2]] for i, row in enumerate(rows))])
    shutil.copyfile(DATA / "study.model", tmp_path / "study.model")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_study(tmp_path):
    command = [sys.executable, "-W", "error", EXAMPLES / "study.py", "200", "study.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Personalisation → Loyalty: 0.432 [" in done.stdout
    assert "Which paths are supported?" in done.stdout
    assert "</html>" in (tmp_path / "study.html").read_text(encoding="utf-8")


def test_every_example_is_run_here():
    here = Path(__file__).read_text(encoding="utf-8")
    assert [file.name for file in EXAMPLES.glob("*.py") if f'"{file.name}"' not in here] == []


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("document", DOCUMENTS)
def test_python_in_documents_runs(document, capsys):
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    names = {}
    for block in blocks:
        exec(re.sub(r"\b(?:10_000|5_000|1_000)\b", "100", block), names)
    assert blocks
    assert "Error" not in capsys.readouterr().out
