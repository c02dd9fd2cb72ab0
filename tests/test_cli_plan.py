from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from langganan.cli import app
from langganan.measure.pls.plan.power import inverse_square_root


def run(*words):
    return CliRunner().invoke(app, ["plan", *map(str, words)])


def asked(*words):
    return json.loads(run(*words, "--json").output)


def test_a_plan_for_the_ready_questionnaire():
    found = asked("--effect", 0.3)
    assert found["n"] == max(row["n"] for row in found["expected"])
    assert found["inverse_square_root"] == inverse_square_root(0.3)
    assert found["simulated"] is None


def test_a_model_of_ones_own_and_its_paths(tmp_path):
    (tmp_path / "model.txt").write_text("A =~ a\nB =~ b\nB ~ A\n")
    found = asked("--model", tmp_path / "model.txt", "--path", "B ~ A = 0.3")
    assert (found["n"], found["expected"][0]["path"]) == (82, 0.3)


def test_simulation_is_as_its_seed_says():
    words = ("--simulate", "--replicates", 20, "--n", 60, "--n", 90, "--seed", 4, "--points", 5)
    found = asked(*words)
    assert [row["n"] for row in found["simulated"]] == [60] * 3 + [90] * 3
    assert found["simulated"] == asked(*words)["simulated"]


def test_whom_to_invite_and_how_long_it_takes():
    found = asked("--effect", 0.3, "--response-rate", 0.25, "--quota", "Jawa=80", "--quota", "Bali=20", "--per-day", 10)
    assert [row["cell"] for row in found["quotas"]] == ["Jawa", "Bali"]
    assert sum(row["answers"] for row in found["quotas"]) == found["answers"] == found["n"]
    assert found["invitations"] == sum(row["invitations"] for row in found["quotas"]) > 4 * found["n"]
    assert found["days"] > found["n"] / 10


def test_cells_that_need_more_raise_the_number():
    found = asked("--effect", 0.5, "--quota", "Jawa=90", "--quota", "Bali=10", "--least", 100)
    assert [row["answers"] for row in found["quotas"]] == [100, 100]


def test_in_words():
    said = run("--effect", 0.3, "--response-rate", 0.5).output
    assert "Collect at least" in said
    assert "Invite" in said


def test_numbers_may_have_a_decimal_comma():
    words = ("--path", "Loyalty ~ Convenience = 0,3", "--quota", "Bali=33,3", "--quota", "Jawa=66,7", "--effect")
    assert asked(*words, "0,25") == asked(*words, "0.25")
    assert "2 is not in the range" in run("--power", 2).output
    assert "'much' is not a valid float" in run("--effect", "much").output


def test_every_number_of_respondents_is_printed_in_the_readers_language():
    sizes = [word for n in range(60, 64) for word in ("--n", n)]
    said = run("--simulate", "--replicates", 20, *sizes, "--language", "id", "--quota", "Bali=1").output
    assert [str(n) for n in range(60, 64) for _ in range(3)] == [
        line.split()[0] for line in said.splitlines() if line.strip()[:2].isdigit() and "→" in line
    ]
    assert "more" not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--path", "Loyalty ~ Nothing = 0.3"), "names no path of the model"),
        (("--effect", 0.9), "must stay below 100"),
        (("--effect", 0), "Every path is 0"),
        (("--quota", "Jawa"), "Jawa is no quota. Write one like Jakarta=40."),
        (("--language", "fr"), "There is no language 'fr'"),
    ],
)
def test_what_is_wrong_is_said(words, sentence):
    assert sentence in str(run(*words).exception)


def test_a_quota_cell_is_given_once():
    assert "J is given twice" in str(run("--quota", "J=40", "--quota", "J=60").exception)


@pytest.mark.parametrize("words", [("--points", 5), ("--n", 50)])
def test_what_only_a_simulation_heeds_is_not_passed_over(words):
    assert "Add --simulate" in str(run(*words).exception)
