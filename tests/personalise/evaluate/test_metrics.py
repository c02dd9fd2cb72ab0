from __future__ import annotations

import numpy as np
import pytest

from langganan.personalise.basket.history import History, Truth
from langganan.personalise.evaluate.metrics import coverage, measure

ROWS = {
    "customer_id": np.array([1, 1, 2]), "basket": np.array([0, 0, 0]), "product_id": np.array([10, 11, 12]),
}  # fmt: skip
HISTORY = History.of(ROWS, products=np.arange(10, 16))
TRUTH = Truth(np.array([0, 0, 0, 1]), np.array([0, 2, 3, 5]), None)
RANKED = np.array([[2, 4, 0, 1], [4, 3, -1, -1]])


def measured(k: int) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in measure(RANKED, TRUTH, HISTORY, k=k).items()}


def test_recall_is_the_share_of_the_basket_that_was_found() -> None:
    assert measured(1)["recall"] == pytest.approx([1 / 3, 0])
    assert measured(3)["recall"] == pytest.approx([2 / 3, 0])


def test_ndcg_by_hand() -> None:
    gain = 1 / np.log2(2) + 1 / np.log2(4)
    best = 1 / np.log2(2) + 1 / np.log2(3) + 1 / np.log2(4)
    assert measured(3)["ndcg"] == pytest.approx([gain / best, 0])


def test_the_two_definitions_of_ndcg_part_where_the_basket_is_longer_than_the_list() -> None:
    found = measured(1)
    assert found["ndcg"][0] == pytest.approx(1)
    assert found["ndcg_full"][0] == pytest.approx(1 / (1 + 1 / np.log2(3) + 1 / np.log2(4)))


def test_repeat_and_explore_are_shares_of_their_own_kind() -> None:
    found = measured(3)
    assert found["repeat_recall"][0] == 1
    assert found["explore_recall"] == pytest.approx([1 / 2, 0])


def test_nothing_to_repeat_is_not_known_rather_than_nought() -> None:
    assert np.isnan(measured(3)["repeat_recall"][1])


def test_a_hit_is_one_product_or_more() -> None:
    assert measured(3)["hit"] == [1, 0]


def test_an_empty_place_is_no_product() -> None:
    none = np.full((2, 3), -1)
    assert measure(none, TRUTH, HISTORY, k=3)["recall"].tolist() == [0, 0]
    assert coverage(none, HISTORY, k=3) == 0


def test_coverage_counts_products_sold_so_far() -> None:
    assert coverage(np.array([[0, 1], [0, 1]]), HISTORY, k=2) == pytest.approx(2 / 3)
