from __future__ import annotations

import numpy as np
import pytest

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate import frequency
from langganan.personalise.evaluate.item_neighbours import ItemKnn, item_knn, similarities
from langganan.personalise.evaluate.matrices import best, bought
from langganan.personalise.evaluate.methods import RIVALS, ours
from langganan.personalise.evaluate.tifu import Tifu, nearest, tifu, tifu_vectors
from langganan.personalise.evaluate.upcf import UpCf, alike, upcf, user_wise_popularity

BASKETS = {
    "ani": [{"rice"}, {"rice", "tea"}, {"tea"}, {"rice"}, {"soap"}],
    "budi": [{"rice"}, {"tea"}],
    "cici": [{"tea", "soap"}, {"tea", "milk"}],
}
PRODUCTS = ["milk", "rice", "soap", "tea"]


def history(baskets=BASKETS):
    rows = [
        (customer, turn, product)
        for customer, own in baskets.items()
        for turn, one in enumerate(own)
        for product in one
    ]
    names = ("customer_id", "basket", "product_id")
    return History.of({name: np.array(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)})


def named(ranked):
    return [[PRODUCTS[at] for at in row if at >= 0] for row in ranked.tolist()]


EVERYBODY = np.arange(3)


def test_popular_is_the_same_for_all():
    assert named(frequency.popular(history(), EVERYBODY, 2)) == [["tea", "rice"]] * 3


def test_personal_frequency_breaks_ties_and_fills_by_popularity():
    assert named(frequency.personal(history(), EVERYBODY, 4)) == [
        ["rice", "tea", "soap", "milk"], ["tea", "rice", "soap", "milk"], ["tea", "soap", "milk", "rice"],
    ]  # fmt: skip


def test_decay_turns_frequency_into_recency():
    ranked = frequency.personal_decay(history(), EVERYBODY, 2, settings=frequency.Decay(0.1))
    assert named(ranked)[:2] == [["soap", "rice"], ["tea", "rice"]]


def test_tifu_vector_by_hand():
    """Five baskets in two groups: two, then three. Weights r_b^(baskets ago) r_g^(groups ago) / size, over two groups."""
    vector = tifu_vectors(history(), Tifu(within=0.5, between=0.8, groups=2)).toarray()[0]
    rice = (0.5**4 + 0.5**3) * 0.8 / 2 + 0.5**1 / 3
    tea = 0.5**3 * 0.8 / 2 + 0.5**2 / 3
    assert vector == pytest.approx([0, rice / 2, 1 / 3 / 2, tea / 2])


def test_tifu_with_fewer_baskets_than_groups_has_one_for_each():
    vector = tifu_vectors(history(), Tifu(within=1, between=0.8, groups=4)).toarray()[1]
    assert vector == pytest.approx([0, 0.8**3 / 2, 0, 0.8**2 / 2])


def test_neighbours_are_the_nearest_others():
    vectors = bought(history())
    near = nearest(vectors, np.array([1]), 1).toarray()
    assert near.tolist() == [[1, 0, 0]]
    assert nearest(vectors, EVERYBODY, 300).toarray().sum(1) == pytest.approx([1, 1, 1])


def test_tifu_mixes_own_and_neighbours():
    own, near = (tifu(history(), np.array([1]), 4, settings=Tifu(neighbours=1, own=share)) for share in (1, 0))
    assert named(own)[0][:2] == ["tea", "rice"]
    assert named(near)[0][:2] == ["rice", "soap"]


def test_user_wise_popularity_looks_back_only_so_far():
    shares = user_wise_popularity(history(), 2).toarray()
    assert shares[0] == pytest.approx([0, 1 / 2, 1 / 2, 0])
    assert shares[2] == pytest.approx([1 / 2, 0, 1 / 2, 1])


def test_the_cosine_of_up_cf_is_asymmetric():
    weights = alike(bought(history()), EVERYBODY, UpCf(asymmetry=1, locality=2, neighbours=3)).toarray()
    assert weights[0] == pytest.approx([1, (2 / 3) ** 2, (2 / 3) ** 2])
    assert weights[1] == pytest.approx([1, 1, (1 / 2) ** 2])


def test_up_cf_suggests_what_those_alike_bought():
    assert named(upcf(history(), np.array([1]), 4, settings=UpCf(recency=1, locality=1)))[0][:2] == ["tea", "soap"]


def test_products_are_alike_by_their_customers():
    alike_products = similarities(bought(history()), 4).toarray()
    assert alike_products[1, 3] == pytest.approx(2 / np.sqrt(2 * 3))
    assert alike_products[0, 1] == 0
    assert named(item_knn(history(), np.array([2]), 1, settings=ItemKnn(decay=1))) == [["tea"]]


def test_what_nobody_bought_is_never_given():
    assert best(np.zeros((1, 3)), np.array([2, 0, 5]), 3).tolist() == [[2, 0, -1]]


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.code)
@pytest.mark.parametrize("baskets", [BASKETS, {"ani": [{"rice"}]}, {"ani": [{"rice"}, {"rice"}]}], ids=len)
def test_every_method_works_on_the_smallest_shop(rival, baskets):
    small = history(baskets)
    people = np.arange(len(small.customers))
    ranked = rival.prepare(small, 2, 1)(small, people, 2)
    assert len(ranked) == len(people)
    assert all(len(set(row)) == len(row) for row in (r[r >= 0].tolist() for r in ranked))


def test_what_only_hidden_orders_hold_is_never_suggested() -> None:
    rows = {"customer_id": np.array([0, 0, 1]), "basket": np.array([0, 1, 0]), "product_id": np.array([0, 1, 2])}
    known, truth = History.of(rows).without_last()
    assert ours(known, np.array([0]), 3, today=truth.today, seed=1).tolist() == [[0, -1, -1]]
