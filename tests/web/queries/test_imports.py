from __future__ import annotations

import pytest

from langganan.web.models import RejectedRow
from langganan.web.queries.imports import field_choices, import_story, imports, rejects_file
from langganan.words import Phrase, Voice

pytestmark = pytest.mark.django_db


def test_the_newest_import_comes_first(batch):
    batch(), batch(state="applied", file_name="februari.csv")
    assert [(row.file_name, row.state, row.orders) for row in imports()] == [
        ("februari.csv", "applied", 4),
        ("januari.csv", "preview", 4),
    ]


def test_a_column_is_shown_with_examples_and_meaning(batch):
    columns = import_story(batch()).columns
    assert [(column.header, column.field) for column in columns] == [
        ("No", "order_ref"),
        ("Tanggal", "ordered_at"),
        ("Kode", ""),
    ]
    assert columns[2].examples == "A1, =1+1"


def test_rows_here_already_are_not_counted_as_new(batch):
    assert import_story(batch()).new_rows == 6


def test_rules_and_doubts_are_in_words(batch):
    story = import_story(batch())
    assert [doubt.say() for doubt in story.doubts] == ["Dates were read as day/month."]
    assert [(rule.n, rule.phrase.say()) for rule in story.rules] == [(1, "Lines that came back.")]


def test_an_import_that_is_still_being_read_has_a_story(batch):
    story = import_story(batch(state="reading", summary={}, layout={}))
    assert (story.busy, story.columns, story.new_rows) == (True, [], 0)


def test_rejects_come_back_with_where_and_why(batch):
    made, reason = batch(), Phrase("{given} is not a date.", {"given": "kemarin"})
    RejectedRow.objects.create(
        batch=made, row=5, column="Tanggal", reason=reason.to_json(), cells=["3", "kemarin", "=cmd()"]
    )
    with rejects_file(made, Voice()) as file:
        lines = file.read().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("No;Tanggal;Kode;langganan_file")
    assert lines[1] == "3;kemarin;'=cmd();januari.csv;5;Tanggal;kemarin is not a date.;"


@pytest.mark.parametrize(
    ("layout", "delimiter"),
    [
        ({"kind": "csv", "delimiter": ";"}, ";"), ({"kind": "xlsx", "delimiter": ";"}, ","),
        ({"kind": "csv", "delimiter": "~"}, ","), ({}, ","),
    ],
)  # fmt: skip
def test_rejects_come_back_with_the_files_delimiter(batch, layout, delimiter):
    with rejects_file(batch(layout=layout), Voice()) as file:
        header = file.read().decode("utf-8-sig")
    assert header.startswith(delimiter.join(["No", "Tanggal", "Kode", "langganan_file"]))


def test_every_field_has_words():
    assert all(phrase.say() for _, phrase in field_choices())
