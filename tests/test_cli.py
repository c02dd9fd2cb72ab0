from __future__ import annotations

import json
import os
import subprocess
import sys
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


def test_suggestions_say_how_they_were_found_in_the_language_asked_for(orders: str) -> None:
    said = run("recommend", "C3", orders, "-k", "2", "--explore", "0,5", "--language", "id").output
    assert "Dibeli" in said
    assert len(said.strip().rsplit("\n\n", 1)[1]) > 40


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


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_reach_is_refused(orders: str, day: str) -> None:
    assert "days from 1990 to 2100" in str(run("segments", orders, "--as-of", day).exception)


@pytest.mark.parametrize(
    "address", ["foo", "foo://bar", "postgresql://x:y@[bad", "postgresql://h:notaport/db", "mysql://a/b"]
)
def test_a_database_that_cannot_be_is_one_sentence(tmp_path: Path, address: str) -> None:
    done = in_a_process(tmp_path, "doctor", "--json", DATABASE_URL=address)
    assert done.returncode == 1
    assert "DATABASE_URL is not the address of a PostgreSQL database" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_key_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("")
    done = in_a_process(tmp_path, "doctor")
    assert (done.returncode, "Remove it and a new one is made" in done.stderr) == (1, True)


def in_a_process(home: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "langganan"), *words, "--home", str(home)]
    return subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)
