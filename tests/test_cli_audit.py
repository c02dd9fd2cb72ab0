from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from langganan.cli import app
from langganan.measure.questionnaire import DATA

STUDY = str(DATA / "study_printed.yaml")


def run(*words):
    return CliRunner().invoke(app, ["audit", *map(str, words)])


def test_json_holds_every_finding():
    findings = json.loads(run(STUDY, "--json").stdout)["findings"]
    assert {frozenset(finding) for finding in findings} == {frozenset({"code", "severity", "sentence", "numbers"})}
    assert "fornell_larcker_fails_XY" in {finding["code"] for finding in findings}


def test_people_read_it_by_severity():
    said = run(STUDY).stdout
    assert said.index("Contradictions") < said.index("Rules that are not met") < said.index("Not reported")
    assert said.rstrip().endswith("Every check allows for rounding.")


def test_rules_name_their_source():
    assert "fornell_larcker_fails_XY · Fornell & Larcker 1981" in run(STUDY).stdout


def test_without_a_file_it_gives_a_form_to_start_from(tmp_path):
    form = tmp_path / "paper.yaml"
    form.write_text(run().stdout, encoding="utf-8")
    assert run(form, "--json").stdout == run(STUDY, "--json").stdout


def test_a_paper_without_fault_is_told_so(tmp_path):
    form = tmp_path / "paper.json"
    form.write_text('{"n": 100, "AVE": {"X": "0.60"}}')
    assert "No printed number contradicts another" in run(form).stdout


def test_indonesian_is_spoken():
    sentences = [json.loads(run(STUDY, "--json", "--language", code).stdout)["findings"] for code in ("en", "id")]
    assert [f["code"] for f in sentences[0]] == [f["code"] for f in sentences[1]]
    assert sentences[0][0]["sentence"] != sentences[1][0]["sentence"]


@pytest.mark.parametrize(
    ("words", "said"), [(("none.yaml",), "none.yaml cannot be read"), ((STUDY, "--language", "fr"), "fr")]
)
def test_a_mistake_is_one_sentence(words, said):
    command = [sys.executable, "-c", "from langganan.cli import main; main()", "audit", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_it_starts_without_the_heavy_libraries():
    """An audit is arithmetic on a page of numbers: neither NumPy, SciPy nor Django is needed."""
    code = (
        f"import sys; from langganan.measure.pls.audit import audit, read; audit(read({STUDY!r})); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "scipy", "django"} & set(loaded)
