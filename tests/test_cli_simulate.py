from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import langganan
from langganan.cli import app
from langganan.errors import ArgumentError, LanggananError, SetupError
from made_shop import SMALL


def run(*words):
    return CliRunner().invoke(app, ["simulate", "--like", SMALL, "--currency", "GBP", *map(str, words)])


def test_tables_that_open_as_a_shop(tmp_path):
    facts = json.loads(run("--customers", 30, "--out", tmp_path / "shop", "--json").stdout)
    shop = langganan.open(tmp_path / "shop", currency="GBP")
    assert len(shop.segments()) == facts["customers"] == 30
    assert str(shop.as_of) <= facts["last_day"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_that_opens_as_a_shop(tmp_path, ending):
    facts = json.loads(run("--customers", 30, "--out", tmp_path / f"orders.{ending}", "--json").stdout)
    shop = langganan.open(tmp_path / f"orders.{ending}", currency="GBP", zone="Europe/London")
    assert len(shop.segments()) == facts["customers"] == 30
    assert [path.name for path in tmp_path.iterdir()] == [f"orders.{ending}"]


def test_in_words(tmp_path):
    assert "orders by 25 customers" in run("--customers", 25, "--out", tmp_path / "shop").output


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (("--customers", 0, "--out", "new"), ArgumentError, "customers is 0"),
        (("--years", -1, "--out", "new"), ArgumentError, "years is -1"),
        (("--out", "orders.xls"), ArgumentError, "those end in .csv, .parquet"),
        (("--out", "taken"), SetupError, "is not empty: it holds it.txt"),
        (("--out", "taken/it.txt/shop"), SetupError, "cannot be written"),
        (("--out", "taken/it.csv"), SetupError, "is there already"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path, monkeypatch, words, error, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").mkdir()
    for name in ("it.txt", "it.csv"):
        (tmp_path / "taken" / name).touch()
    found = run(*words).exception
    assert isinstance(found, LanggananError)
    assert type(found) is error
    assert said in str(found).replace("it.csv. Name one that", "it.txt. Name one that")
