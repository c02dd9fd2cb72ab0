from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from langganan.cli import app
from langganan.measure.questionnaire import DATA

EXAMPLE = str(DATA / "study_n100.csv")
MODEL = "X =~ X1 + X2\nY =~ Y1 + Y2\nY ~ X\n"
KEYS = {
    "n", "loadings", "weights", "reliability", "htmt", "fornell_larcker", "r2", "f2", "vif", "paths", "total_effects",
    "bootstrap", "verdict",
}  # fmt: skip


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def in_a_process(*words):
    """As somebody types it: what comes out, and on the error channel."""
    command = [sys.executable, "-c", "from langganan.cli import main; main()", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def model(tmp_path):
    (tmp_path / "shop.model").write_text(MODEL)
    return tmp_path / "shop.model"


@pytest.fixture
def answers(tmp_path):
    """A function that writes answers with some columns changed, and gives the file."""

    def write(**columns):
        head, *rows = [line.split(",") for line in Path(EXAMPLE).read_text().split()]
        for name, change in columns.items():
            at = head.index(name)
            for place, row in enumerate(rows):
                row[at] = str(change(place, row) if callable(change) else change)
        lines = [";".join(row) for row in [head, *rows]]
        (tmp_path / "answers.csv").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path / "answers.csv"

    return write


def test_one_object_with_everything():
    done = run("study", EXAMPLE, "--bootstrap", "200", "--seed", "3", "--json")
    found = json.loads(done.output)
    assert set(found) >= KEYS
    assert (found["n"], found["bootstrap"]["resamples"], found["bootstrap"]["seed"]) == (100, 200, 3)
    assert set(found["paths"][0]) == {"from", "to", "estimate", "mean", "sd", "t", "p", "ci_low", "ci_high"}
    assert all(set(line) == {"code", "holds", "sentence"} for line in found["verdict"])


def test_the_same_seed_gives_the_same_numbers():
    words = ("study", EXAMPLE, "--bootstrap", "100", "--seed", "7", "--json")
    assert run(*words).output == run(*words).output != run(*words[:-2], "8", "--json").output


def test_without_a_bootstrap_nothing_is_said_about_significance():
    found = json.loads(run("study", EXAMPLE, "--bootstrap", "0", "--json").output)
    assert found["bootstrap"]["resamples"] == 0
    assert {path["p"] for path in found["paths"]} == {None}


def test_tables_first_then_the_verdict():
    text = run("study", EXAMPLE, "--bootstrap", "100").output
    titles = ["Measurement model", "Fornell-Larcker", "Path coefficients", "Total effects", "Explained variance"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "Personalisation → Loyalty" in text


def test_a_model_of_ones_own(model):
    found = json.loads(run("study", EXAMPLE, "--model", model, "--bootstrap", "0", "--json").output)
    assert list(found["loadings"]) == ["X", "Y"]


def test_options_reach_the_estimate(model):
    plain, other = (
        json.loads(run("study", EXAMPLE, "-m", model, "-b", "0", "--json", *more).output)["paths"][0]["estimate"]
        for more in ([], ["--consistent", "--scheme", "factor"])
    )
    assert other > plain


def test_intervals_and_tails_are_told_as_asked_and_the_verdict_keeps_to_its_own():
    words = ("study", EXAMPLE, "-b", "99", "--no-predict", "--json")
    usual, other = (json.loads(run(*words, *more).output) for more in ((), ("--tails", "1", "--interval", "basic")))
    assert other["paths"][0]["p"] == usual["paths"][0]["p"] / 2
    width = [found["paths"][0]["ci_high"] - found["paths"][0]["ci_low"] for found in (usual, other)]
    assert width[1] < width[0]
    assert other["verdict"] == usual["verdict"]
    assert "90 % basic intervals" in other["doubts"][-1]
    assert "tails" not in usual["bootstrap"]


def test_a_model_may_be_given_itself():
    text = "X =~ X1 + X2; M =~ Y1 + Y2; Y =~ Z1 + Z2; Y ~ X + M + X:M"
    two, other = (
        json.loads(run("study", EXAMPLE, "-m", text, "-b", "0", "--json", *more).output)["paths"][2]["estimate"]
        for more in ((), ("--product", "product-indicator"))
    )
    assert two != other


def test_words_and_missing_codes_are_read(answers, model):
    labels = {"1": "STS", "2": "TS", "3": "N", "4": "Setuju", "5": "Sangat Setuju"}
    file = answers(X1=lambda place, row: labels[row[0]], Y1=lambda place, row: -99 if place == 3 else row[4])
    options = ["--scale", "likert-5-id", "--missing-code", "-99", "--missing", "casewise"]
    found = json.loads(run("study", file, "-m", model, "-b", "0", "--json", *options).output)
    assert found["n"] == 99


@pytest.mark.parametrize("name", ["tables.xlsx", "tables.tex", "tables.md", "tables.csv", "report.html"])
def test_files_are_written(tmp_path, name):
    option = "--report" if name.startswith("report") else "--tables"
    assert run("study", EXAMPLE, "-b", "50", option, tmp_path / name).exit_code == 0
    content = (tmp_path / name).read_bytes()
    assert content.startswith({"xlsx": b"PK", "html": b"<!doctype html>"}.get(name.split(".")[1], b""))
    assert len(content) > 1000


def test_groups_are_compared(answers, model):
    file = answers(Z4=lambda place, row: "ab"[place % 2])
    found = json.loads(run("study", file, "-m", model, "-b", "99", "--group", "Z4", "--json").output)["groups"]
    assert found["groups"] == [{"name": "a", "n": 50}, {"name": "b", "n": 50}]
    assert [(row["source"], row["target"]) for row in found["differences"]] == [("X", "Y")]
    text = run("study", file, "-m", model, "-b", "99", "--group", "Z4").output
    assert "Measurement invariance (MICOM)" in text
    assert "Respondents: a 50, b 50." in text


def test_a_group_that_is_not_there():
    outcome = run("study", EXAMPLE, "-b", "99", "--group", "kota")
    assert str(outcome.exception).startswith("There is no column kota to form groups by")


@pytest.mark.parametrize(("option", "said"), [("--predict", True), ("--no-predict", False)])
def test_prediction_is_judged_where_it_was_run(option, said):
    verdict = json.loads(run("study", EXAMPLE, "-b", "0", option, "--json").output)["verdict"]
    assert any(line["code"] == "prediction_Loyalty" and line["holds"] is not None for line in verdict) is said


def test_in_indonesian():
    assert run("study", EXAMPLE, "-b", "99", "--language", "id").exit_code == 0


BAD = [
    ({"X2": 3}, MODEL, [], "Everybody answered X2 with 3, so it cannot tell anybody from anybody else. Take it out of the model."),
    ({"X2": lambda place, row: row[0]}, MODEL, [], "X1 and X2 hold the same answer in every row: one is a copy. Take one out of the model."),
    ({"X2": ""}, MODEL, [], "Nobody answered X2: its column is empty. Take it out of the model, or mend the file."),
    ({"X2": lambda place, row: "inf" if place == 1 else row[1]}, MODEL, [], "Answer 2 in column X2 is infinite. Leave the cell empty if nothing was answered."),
    ({"X2": lambda place, row: "Sangat setuju" if row[1] == "5" else row[1]}, MODEL, [], 'answers.csv, row 2, column X2: "Sangat setuju" is no number. The ready scale likert-5-id fits: give scale="likert-5-id" (--scale likert-5-id).'),
    ({}, MODEL.replace("X2", "X_2"), [], "Line 1 (X =~ X1 + X_2): answers.csv has no column X_2, which is to measure X. The nearest name is X2."),
    ({}, MODEL + "X ~ Y\n", [], "Line 4 (X ~ Y): The paths run in a circle: X → Y → X. Take one of them out; cause and effect must have an order."),
    ({}, MODEL + "Y ~ Q\n", [], "Line 4 (Y ~ Q): There is no construct Q. Define it (Q =~ its items), or use one of: X, Y."),
    ({"X2": lambda place, row: row[1] if place else ""}, MODEL, ["--missing", "refuse"], "1 of 100 respondents left an answer out, most often X2 (1), and missing answers are to be refused. Complete them, or say missing=mean or missing=casewise."),
    ({}, MODEL, ["--scheme", "paths"], "scheme is 'paths'. It is one of: path, factor, centroid."),
    ({}, MODEL, ["--report", "report.docx"], "report.docx cannot be written. Its name should end in one of: .html, .pdf."),
    ({}, MODEL, ["--language", "fr"], "There is no language 'fr'. There are: en, id."),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "text", "options", "sentence"), BAD)
def test_bad_input_is_one_sentence(answers, model, columns, text, options, sentence):
    model.write_text(text)
    outcome = run("study", answers(**columns), "-m", model, "-b", "50", *options)
    assert outcome.exit_code == 1
    assert str(outcome.exception) == sentence


def test_no_traceback(answers, model):
    done = in_a_process("study", answers(X2=3), "-m", model)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Everybody answered X2 with 3")


DOUBTED = [
    (lambda place, row: 1 + int(row[1]) // 4, "? Two different answers only: X2."),
    (lambda place, row: "" if place < 9 else row[1], "? 2.2 % of all answers are missing, most in X2 (9 %, more than 5 %)."),
    (lambda place, row: -99 if place == 0 else row[1], "? X2 holds -99 beside answers from 1 to 5."),
    (lambda place, row: 6 - int(row[1]), "? X2 loads against the other items of X."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), DOUBTED)
def test_what_is_doubtful_is_said_beside(answers, model, change, sentence):
    done = run("study", answers(X2=change), "-m", model, "-b", "50")
    assert done.exit_code == 0
    assert sentence in done.stderr


def test_fewer_respondents_than_items(tmp_path):
    (tmp_path / "few.csv").write_text("\n".join(Path(EXAMPLE).read_text().split()[:9]))
    done = run("study", tmp_path / "few.csv", "-b", "50")
    assert "? There are fewer respondents (8) than items (12)." in done.stderr


@pytest.mark.parametrize("name", ["form.xlsx", "form.csv", "form.md"])
def test_the_questionnaire_is_written(tmp_path, name):
    done = run("questionnaire", tmp_path / name, "--language", "id")
    assert done.exit_code == 0
    assert "langganan study" in done.output
    if name == "form.xlsx":
        assert load_workbook(tmp_path / name).sheetnames == ["survey", "choices", "settings"]
    else:
        assert "toko ini" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_folder_that_is_not_there(tmp_path):
    for words in (
        ("questionnaire", tmp_path / "no" / "form.csv"),
        ("study", EXAMPLE, "-b", "0", "--tables", tmp_path / "no" / "t.md"),
    ):
        outcome = run(*words)
        assert "cannot be written (No such file or directory). Look at its folder." in str(outcome.exception)


def test_the_questionnaire_is_printed():
    assert "The products that this shop suggests" in run("questionnaire").output


def test_help_imports_nothing_heavy():
    code = "import sys, langganan.cli; print(sorted({'numpy', 'rich.progress', 'duckdb'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_where_one_file_cannot_be_written_none_is(tmp_path):
    page = tmp_path / "a.html"
    done = in_a_process("study", EXAMPLE, "--bootstrap", "0", "--report", page, "--tables", tmp_path / "no" / "t.md")
    assert (done.returncode, page.exists()) == (1, False)
    assert "t.md cannot be written (No such file or directory)" in done.stderr


def test_a_report_predicts_only_what_was_asked(tmp_path):
    words = ("study", EXAMPLE, "--bootstrap", "0", "--report")
    assert run(*words, tmp_path / "a.html").exit_code == run(*words, tmp_path / "b.html", "--no-predict").exit_code == 0
    found = ["Predictive power" in (tmp_path / name).read_text() for name in ("a.html", "b.html")]
    assert found == [True, False]


@pytest.mark.parametrize("unit", ["1e308", "1e200", "1e120", "1e-200"])
def test_answers_of_any_size_give_no_warning(answers, unit):
    done = in_a_process("study", answers(X1=lambda _, row: f"{row[0]}{unit[1:]}"), "--bootstrap", "0")
    assert "Warning" not in done.stderr
    assert "did not work" not in done.stderr


@pytest.mark.parametrize("words", [("--bootstrap", "-5"), ("--bootstrap", "1"), ("--seed", "-1"), ("--seed", 2**64)])
def test_a_number_that_cannot_be_is_one_sentence(words):
    done = in_a_process("study", EXAMPLE, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert " is " in done.stderr
    assert len(done.stderr.splitlines()) == 1
