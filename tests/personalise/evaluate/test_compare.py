from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.personalise.basket.history import History
from langganan.personalise.evaluate import Evaluation, evaluate
from langganan.personalise.evaluate.methods import RIVALS
from made_shop import made
from made_shop import real as real_shop

NONE = np.zeros(0, np.int64)


def of(*, ours, rule, gap, customers=100):
    """An evaluation with one rule beside ours."""
    column = np.array([0.0, 0.0])
    names = ("recall_low", "recall_high", "recall_folds", "ndcg", "ndcg_folds", "ndcg_full", "hit", "repeat_recall",
             "explore_recall", "coverage", "difference")  # fmt: skip
    return Evaluation(
        k=5, folds=0, customers=customers, labels=("our model", "personal frequency"),
        method=np.array(["ours", "personal"], object), recall=np.array([ours, rule]),
        difference_low=np.array([np.nan, gap[0]]), difference_high=np.array([np.nan, gap[1]]),
        **dict.fromkeys(names, column),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ((0.02, 0.04), "“personal frequency” 16.0: 2.0 to 4.0 more."),
        ((-0.01, 0.04), "it cannot be told yet which is better (the difference is −1.0 to 4.0)."),
        ((-0.04, -0.02), "the rule is better here (the difference is −4.0 to −2.0)."),
    ],
)
def test_the_verdict_follows_the_interval(gap, said):
    (sentence,) = map(str, of(ours=0.19, rule=0.16, gap=gap).verdict())
    assert sentence.startswith("With 5 suggestions our model finds 19.0 of 100 products of the next order")
    assert sentence.endswith(said)


def test_of_few_customers_nothing_is_concluded():
    (sentence,) = map(str, of(ours=0.9, rule=0.1, gap=(0.5, 0.9), customers=19).verdict())
    assert sentence.startswith("Only 19 customers have an order to guess")


def test_without_a_second_order_there_is_nothing_to_guess():
    rows = {"customer_id": np.array([1, 2]), "basket": np.array([0, 0]), "product_id": np.array([1, 1])}
    found = evaluate(History.of(rows), k=3)
    assert found.customers == 0
    assert np.isnan(found.recall).all()


def test_an_empty_history_is_no_accident():
    found = evaluate(History.of({"customer_id": NONE, "basket": NONE, "product_id": NONE}), k=3)
    assert str(found.verdict()[0]).startswith("No customer has two orders")


@pytest.fixture(scope="module")
def real():
    return real_shop().evaluate(5, folds=2, as_of=date(2011, 10, 31))


def test_all_methods_are_judged_on_the_real_shop(real):
    assert real.method.tolist() == ["ours", *(rival.code for rival in RIVALS)]
    assert real.customers > 250
    assert ((real.recall_low < real.recall) & (real.recall < real.recall_high)).all()
    assert (real.recall_folds > 0).all()
    assert real.ndcg_full == pytest.approx(np.minimum(real.ndcg_full, real.ndcg))


def test_personal_habits_beat_what_all_buy_in_the_real_shop(real):
    found = dict(zip(real.method.tolist(), real.recall.tolist(), strict=True))
    assert min(found[name] for name in ("ours", "personal", "tifu_knn", "up_cf")) > 3 * found["popular"]


def test_a_difference_is_the_difference_of_the_means(real):
    assert real.difference[1:] == pytest.approx(real.recall[0] - real.recall[1:])


def test_what_cannot_be_asked_for_is_said():
    shop = made([("1", "ani", "A", "2026-01-01", 1, 1)])
    with pytest.raises(ArgumentError, match="k is 0"):
        shop.evaluate(0)
    with pytest.raises(ArgumentError, match="folds is 101"):
        shop.evaluate(folds=101)


def test_the_day_is_looked_from():
    lines = [(str(turn), "ani", "A", f"2026-01-0{turn}", 1, 1) for turn in range(1, 4)]
    shop = made([*lines, ("9", "budi", "A", "2026-01-01", 1, 1)])
    assert shop.evaluate(1, as_of=date(2026, 1, 1)).customers == 0
    assert shop.evaluate(1).customers == 1


@pytest.mark.parametrize(
    ("customers", "said"), [(0, "No customer has two orders"), (1, "Only 1 customer has an order")]
)
def test_one_and_none_are_said_as_such(customers, said):
    (sentence,) = map(str, of(ours=0.9, rule=0.1, gap=(0.5, 0.9), customers=customers).verdict())
    assert sentence.startswith(said)
