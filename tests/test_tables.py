from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import TableError
from langganan.tables import ORDER_LINES

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


def test_a_good_table_passes_in_the_schemas_order() -> None:
    assert list(ORDER_LINES.check(dict(reversed(GOOD.items())))) == list(GOOD)


def test_a_missing_column_is_named_with_those_there_are() -> None:
    with pytest.raises(TableError, match=r"no column amount.*It has: line_id"):
        ORDER_LINES.check({name: values for name, values in GOOD.items() if name != "amount"})


def test_a_column_of_the_wrong_kind_is_named_with_what_it_holds() -> None:
    with pytest.raises(TableError, match="Column amount of the table order_lines holds float64"):
        ORDER_LINES.check({**GOOD, "amount": np.array([1.5])})


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(TableError, match="differ in length"):
        ORDER_LINES.check({**GOOD, "amount": np.array([1, 2])})
