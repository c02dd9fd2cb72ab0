from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from langganan.cli import app

FILE = str(files("langganan.data").joinpath("online_retail_600customers.parquet"))
SHOP = ("lifetime", FILE, "--currency", "GBP", "--zone", "Europe/London")


def run(*words):
    return CliRunner().invoke(app, [*SHOP, *words])


def test_json_holds_customers_model_and_backtest():
    facts = json.loads(run("--json", "--days", "30").stdout)
    assert facts["model"] in {"mbg", "pareto", "mbg_cnbd", "old_rate"}
    assert {row["model"] for row in facts["backtest"]} >= {"mbg", "old_rate", "rhythm"}
    assert all(0 <= row["again"] <= 1 for row in facts["customers"])


def test_text_says_how_it_did():
    outcome = run()
    assert "of this shop's past" in outcome.stdout
    assert "History too short" in outcome.stdout


def test_one_customer_in_words():
    said = run("--customer", "14646").stdout
    assert "come back within 90 days" in said
    assert "£" in said


def test_in_indonesian_numbers_are_written_their_way():
    said = run("--customer", "14646", "--language", "id").stdout
    assert re.search(r"£\d{1,3}\.\d{3},\d\d ", said)


def test_shares_take_a_decimal_comma():
    whole, half = (json.loads(run("--json", "--margin", margin).stdout)["customers"][0] for margin in ("1", "0,5"))
    assert half["value"] == pytest.approx(whole["value"] / 2, abs=0.01)


@pytest.mark.parametrize("wrong", [("--days", "0"), ("--margin", "2")])
def test_terms_out_of_reach(wrong):
    assert run(*wrong).exit_code != 0


def test_who_is_not_there_is_one_sentence():
    assert "There is no customer NOBODY" in str(run("--customer", "NOBODY").exception)
