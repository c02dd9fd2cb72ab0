from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import TableError
from langganan.tables import ORDER_LINES, ORDER_ROWS, Listing

GOOD = {
    "line_id": np.array([1]),
    "order_id": np.array([1]),
    "customer_id": np.array([-1]),
    "product_id": np.array([1]),
    "day": np.array(["2026-01-01"], dtype="datetime64[D]"),
    "quantity": np.array([1.0]),
    "amount": np.array([100]),
    "kind": np.array(["sale"], dtype=object),
}
ROWS = {column.name: np.array([]) for column in ORDER_ROWS.columns if column.required}


def test_a_good_table_passes_in_the_schemas_order() -> None:
    assert list(ORDER_LINES.check(dict(reversed(GOOD.items()))))[: len(GOOD)] == list(GOOD)


def test_columns_that_need_not_be_there_say_that_nothing_is_known() -> None:
    checked = ORDER_LINES.check(GOOD)
    assert (checked["minute"].tolist(), checked["channel"].tolist()) == ([-1], [""])
    assert "channel" not in ORDER_ROWS.check(ROWS)


def test_a_missing_column_is_named_with_those_there_are() -> None:
    with pytest.raises(TableError, match=r"no column amount.*It has: line_id"):
        ORDER_LINES.check({name: values for name, values in GOOD.items() if name != "amount"})


def test_a_column_of_the_wrong_kind_is_named_with_what_it_holds() -> None:
    with pytest.raises(TableError, match="Column amount of the table order_lines holds float64"):
        ORDER_LINES.check({**GOOD, "amount": np.array([1.5])})


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(TableError, match="differ in length"):
        ORDER_LINES.check({**GOOD, "amount": np.array([1, 2])})


def test_numbers_are_printed_with_as_many_digits_as_help():
    columns = {"x": [0.123456, 12.0, np.nan], "p": [3.48e-5, 0.0123, np.nan], "n": [1.0, 2.0, 3.0]}
    said = str(Listing("Numbers", {name: np.array(values) for name, values in columns.items()})).splitlines()
    assert [line.split() for line in said[2:]] == [["0.12", "<0.001", "1"], ["12.00", "0.012", "2"], ["-", "-", "3"]]


def test_a_notebook_shows_names_and_no_tags():
    said = Listing("<b>", {"<i>": np.array(["<script>"], object)})._repr_html_()
    assert "<script>" not in said
    assert "<td>&lt;script&gt;</td>" in said
