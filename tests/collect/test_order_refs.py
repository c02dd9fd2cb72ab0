from __future__ import annotations

import numpy as np

from langganan.collect.fields import Texts
from langganan.collect.order_refs import make_refs, one_customer_each


def column(codes, values):
    return Texts(np.array(codes, dtype=np.int32), values)


def test_a_customers_day_is_one_order():
    at = np.array(["2026-01-01T09", "2026-01-01T12", "2026-01-02T09", "2026-01-01T09"], dtype="datetime64[us]")
    refs = make_refs(column([0, 0, 0, 1], ["ani", "budi"]), at.astype("datetime64[D]"), at)
    assert refs.objects().tolist() == ["ani 2026-01-01", "ani 2026-01-01", "ani 2026-01-02", "budi 2026-01-01"]


def test_without_a_customer_a_moment_is_one_order():
    at = np.array(["2026-01-01T09", "2026-01-01T09", "2026-01-01T10"], dtype="datetime64[us]")
    refs = make_refs(column([-1, -1, -1], []), at.astype("datetime64[D]"), at).objects().tolist()
    assert refs[0] == refs[1] == "2026-01-01T09:00:00.000000Z" != refs[2]


def test_an_order_of_two_customers_is_parted():
    columns, shared, example = one_customer_each(
        column([0, 0, 0, 1], ["A1", "A2"]), column([0, 1, -1, 1], ["x", "y"]), ["x", "y"]
    )
    assert columns["order_ref"].objects().tolist() == ["A1", "A1 / y", "A1", "A2"]
    assert columns["customer_ref"].objects().tolist() == ["x", "y", "x", "y"]
    assert (shared, example) == (1, "A1")


def test_orders_of_one_customer_stay_as_they_are():
    columns, shared, example = one_customer_each(column([0, 1], ["A1", "A2"]), column([0, -1], ["x"]), ["x"])
    assert columns["customer_ref"].objects().tolist() == ["x", None]
    assert (shared, example) == (0, "")
