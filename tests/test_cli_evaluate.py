from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import a_shop
from langganan.cli import app


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_bytes(a_shop.as_csv())
    return path


def run(*words):
    done = CliRunner().invoke(app, ["evaluate", *map(str, words)])
    assert done.exit_code == 0, done.output
    return done


def test_it_prints_a_table_and_a_sentence(orders):
    said = run(orders, "-k", 2).stdout
    assert "2 suggestions for the last order of 10 customers, in per cent (7)" in said
    assert "TIFU-KNN (similar customers)" in said
    assert said.rstrip().endswith("From 20 on it can be said what is better.")


def test_json_holds_the_same(orders):
    found = json.loads(run(orders, "-k", 2, "--folds", 3, "--json").stdout)
    assert (found["k"], found["folds"], found["customers"]) == (2, 3, 10)
    assert [row["method"] for row in found["methods"]][:2] == ["ours", "personal"]
    assert found["methods"][0]["difference"] is None
    assert len(found["verdict"]) == 1


def test_the_same_seed_gives_the_same_numbers(orders):
    assert run(orders, "--seed", 3, "--json").stdout == run(orders, "--seed", 3, "--json").stdout
