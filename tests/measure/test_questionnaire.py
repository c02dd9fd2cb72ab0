from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from langganan.errors import ArgumentError
from langganan.measure.questionnaire import NAMES, questionnaire, written

ITEMS = [f"{letter}{k}" for letter in "XYZ" for k in range(1, 5)]
READY = questionnaire()


def test_twelve_items_in_two_languages():
    assert [item.name for item in READY.items] == ITEMS
    texts = [text[language] for item in READY.items for text in (item.wording, item.about) for language in ("en", "id")]
    assert len({text.strip() for text in texts} - {""}) == 48


def test_answers_count_one_to_five_in_both_languages():
    assert {READY.scales[label] for label in ("Strongly agree", "Sangat setuju")} == {5.0}
    assert sorted(READY.scales.values()) == [1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 5.0]


@pytest.mark.parametrize(
    "columns",
    [
        ITEMS,
        [f"{item.name}. {item.wording['en']}" for item in READY.items],
        [item.wording["id"].upper() for item in READY.items],
        [f"[{item.lower()}]" for item in ITEMS],
    ],
)
def test_its_columns_are_recognised(columns):
    assert READY.recognise(["Timestamp", *columns]) == dict(zip(ITEMS, columns, strict=True))


def test_eleven_of_twelve_are_not_it():
    assert READY.recognise(ITEMS[1:]) == {}


@pytest.mark.parametrize("language", ["en", "id"])
def test_as_text_to_print(language):
    text = READY.to_markdown(language)
    assert all(f"{item.name}. {item.wording[language]}" in text for item in READY.items)
    assert READY.consent[language] in text
    assert text.count("☐") == 1 + 12 * 5


def test_as_a_table():
    rows = list(csv.DictReader(io.StringIO(READY.to_csv("id"))))
    assert ([row["item"] for row in rows], rows[8]["construct"]) == (ITEMS, "Loyalitas pelanggan")
    assert rows[0]["answers"].endswith("5 = Sangat setuju")


@pytest.fixture
def form(tmp_path):
    (tmp_path / "form.xlsx").write_bytes(READY.to_xlsform("id"))
    book = load_workbook(tmp_path / "form.xlsx", read_only=True)
    yield {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    book.close()


def test_the_form_asks_for_consent_first(form):
    kinds = [row[0] for row in form["survey"]]
    assert kinds[:3] == ["type", "note", "select_one consent"]
    assert {row[5] for row in form["survey"] if row[0] == "begin_group"} == {"${consent} = 'yes'"}
    assert [row[1] for row in form["survey"] if row[0] == "select_one agreement"] == ITEMS
    assert kinds.count("begin_group") == kinds.count("end_group") == 3


def test_the_form_is_in_both_languages(form):
    heads = [f"label::{NAMES[language]}" for language in ("en", "id")]
    assert form["survey"][0][2:4] == form["choices"][0][2:4] == heads
    assert dict(zip(*form["settings"], strict=True))["default_language"] == NAMES["id"]
    assert [row[1] for row in form["choices"] if row[0] == "agreement"] == [1, 2, 3, 4, 5]


def test_the_form_is_the_same_every_time():
    assert written(".xlsx", "en") == written(".xlsx", "en") != written(".xlsx", "id")


def test_what_cannot_be_written_is_refused():
    with pytest.raises(ArgumentError, match=r"^A questionnaire cannot be written as \.pdf\. Name the file \.xlsx"):
        written(".pdf", "en")
    with pytest.raises(ArgumentError, match=r"^There is no language 'fr'\. There are: en, id\.$"):
        written(".md", "fr")
