from __future__ import annotations

import numpy as np

from langganan.personalise.basket.history import History

ROWS = {
    "customer_id": np.array([7, 7, 7, 7, 3]),
    "order_id": np.array([2, 1, 1, 1, 9]),
    "product_id": np.array([50, 40, 50, 40, 40]),
    "day": np.array(["2026-01-09", "2026-01-02", "2026-01-02", "2026-01-02", "2026-01-05"], "datetime64[D]"),
}


def test_orders_are_numbered_by_day_and_each_product_is_there_once() -> None:
    history = History.of(ROWS)
    assert history.customers.tolist() == [3, 7]
    assert list(zip(history.customer, history.basket, history.product, strict=True)) == [
        (0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1)
    ]  # fmt: skip
    assert history.orders.tolist() == [1, 2]
    assert history.age.tolist() == [0, 1, 1, 0]


def test_the_last_order_is_hidden_with_its_day() -> None:
    rest, truth = History.of(ROWS).without_last()
    assert rest.orders.tolist() == [0, 1]
    assert (truth.customer.tolist(), truth.product.tolist()) == ([1], [1])
    assert truth.today is not None
    assert truth.today.astype("datetime64[D]")[1] == np.datetime64("2026-01-09")


def test_two_orders_can_be_hidden_and_the_first_of_them_is_the_truth() -> None:
    rows = {"customer_id": np.array([1] * 3), "basket": np.arange(3), "product_id": np.array([4, 5, 6])}
    rest, truth = History.of(rows).without_last(2)
    assert history_products(rest) == [4]
    assert truth.product.tolist() == [1]
    assert truth.today is None


def history_products(history: History) -> list[int]:
    return history.products[history.product].tolist()


def test_products_that_are_not_known_are_left_out_with_those_who_bought_nothing_else() -> None:
    history = History.of(ROWS, products=np.array([50, 60]))
    assert history.customers.tolist() == [7]
    assert history.products.tolist() == [50, 60]


def test_some_customers_keep_their_rows_under_new_places() -> None:
    some = History.of(ROWS).only(np.array([1]))
    assert some.customers.tolist() == [7]
    assert set(some.customer.tolist()) == {0}


def test_no_rows_at_all_are_a_history_of_nobody() -> None:
    history = History.of({name: values[:0] for name, values in ROWS.items()})
    assert len(history.customers) == len(history.orders) == 0


def test_a_draw_has_about_as_many_rows_as_asked_and_never_none() -> None:
    history = History.of(ROWS)
    assert history.drawn(np.array([0, 1]), lines=4, seed=1).tolist() == [0, 1]
    assert len(history.drawn(np.array([0, 1]), lines=1, seed=1)) == 1
