"""Published results that need no data but what stands in tests/reference/customers.json; CDNOW is benchmarked."""

from __future__ import annotations

import numpy as np
import pytest

from langganan.understand.btyd.beta_geometric import BetaGeometric
from langganan.understand.btyd.gamma_gamma import Spend
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.pareto import Pareto
from made_customers import PUBLISHED, nobody

BG = BetaGeometric(**PUBLISHED["bg"]["more_digits"], at_start=False)
PARETO = Pareto(**PUBLISHED["pareto"]["parameters"])


@pytest.mark.parametrize(("name", "model", "within"), [("bg", BG, 1e-3), ("pareto", PARETO, 1e-2)])
def test_expected_purchases_of_a_customer(name, model, within):
    case = PUBLISHED[name]["expected"]
    one = Histories.of(*(np.array([case[key]]) for key in ("x", "t_x", "T")), unit=1.0)
    assert model.expected(one, case["ahead"])[0] == pytest.approx(case["value"], abs=within)


@pytest.mark.parametrize(
    ("name", "model", "within"), [("bg", BG, 5e-4), ("pareto", Pareto(**PUBLISHED["pareto"]["new"]["at"]), 1e-8)]
)
def test_expected_purchases_of_a_new_customer(name, model, within):
    case = PUBLISHED[name]["new"]
    assert [model.new(t) for t in case["ahead"]] == pytest.approx(case["value"], abs=within)


@pytest.mark.parametrize(("k", "ahead", "chance"), PUBLISHED["bg"]["exactly"])
def test_chance_of_exactly_k_purchases(k, ahead, chance):
    model = BetaGeometric(**PUBLISHED["bg"]["at"], at_start=False)
    least = model.at_least(nobody(), ahead, k)[0] if k else 1.0
    assert least - model.at_least(nobody(), ahead, k + 1)[0] == pytest.approx(chance, rel=1e-6)


def test_average_amount():
    assert Spend(6.25, 3.74, 15.44).average == pytest.approx(PUBLISHED["spend"]["mean_amount"], rel=0.005)
