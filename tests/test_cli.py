from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import a_shop
from langganan.cli import app

COMMANDS = {"demo", "init", "import", "refresh", "serve", "segments", "recommend", "stock", "password", "doctor"}


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), catch_exceptions=True)


@pytest.fixture
def orders(tmp_path: Path) -> str:
    file = tmp_path / "orders.csv"
    file.write_bytes(a_shop.as_csv())
    return str(file)


def test_help_lists_every_command() -> None:
    assert all(command in run("--help").output for command in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS - {"password"}))
def test_every_command_has_help_with_an_example(command: str) -> None:
    assert "Example" in run(command, "--help").output


def test_segments_of_a_file_as_json(orders: str) -> None:
    rows = json.loads(run("segments", orders, "--json").output)
    assert {row["customer"] for row in rows} == {f"C{n}" for n in range(1, 11)}


def test_recommendations_come_with_reasons(orders: str) -> None:
    rows = json.loads(run("recommend", "C3", orders, "-k", "2", "--json").output)
    assert (rows[0]["sku"], len(rows)) == ("P3", 2)
    assert "of" in rows[0]["reason"]


def test_stock_of_a_file(orders: str) -> None:
    rows = json.loads(run("stock", orders, "--service", "0.9", "--json").output)
    assert all(row["order_up_to"] >= 0 for row in rows)


def test_an_unknown_customer_is_one_sentence(orders: str) -> None:
    outcome = run("recommend", "NOBODY", orders)
    assert "There is no customer NOBODY" in str(outcome.exception)


def test_a_day_that_is_none_is_explained(orders: str) -> None:
    assert "Write it like 2026-11-30" in str(run("segments", orders, "--as-of", "yesterday").exception)
