from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.measure.pls.assess.nca import _above, ceiling
from langganan.measure.pls.assess.necessity import bottleneck, necessity
from langganan.measure.pls.assess.structure import Structure

ONE = Structure(np.array([0]), np.array([1]), ("X", "Y"))
X = np.array([0.0, 1, 2, 3, 4, 4])
Y = np.array([0.0, 1, 1, 3, 4, 0])
"""Peers (0, 0), (1, 1), (3, 3), (4, 4): the empty steps measure 4·1 + 3·1 + 3·1 + 1·1 of 16."""


def columns():
    return np.column_stack([X, Y])


def test_steps_by_hand():
    found = ceiling(X, Y[:, None])
    assert found.steps[:, 0].tolist() == [0, 1, 1, 3, 4]
    assert found.d[0] == pytest.approx((4 + 3 + 3 + 1) / 16)


def test_line_by_hand():
    found = ceiling(X, Y[:, None], "cr_fdh")
    assert (found.intercept[0], found.slope[0]) == pytest.approx((0, 1))
    assert found.d[0] == pytest.approx(0.5)


@pytest.mark.parametrize(("slope", "intercept", "area"), [(2 / 3, 4, 4 / 3), (4 / 3, 0, 8), (2 / 3, 0, 17)])
def test_area_above_a_line_as_the_nca_package_has_it(slope, intercept, area):
    bounds = np.array([2.0]), np.array([6.0])
    assert _above(np.array([intercept]), np.array([slope]), (1, 6), bounds)[0] == pytest.approx(area)


def test_equal_peers_count_each_for_the_line():
    x, y = np.array([0.0, 1, 2, 2, 2]), np.array([0.0, 2, 3, 3, 3])
    slope = np.polyfit(x, y, 1)[0]
    assert ceiling(x, y[:, None], "cr_fdh").slope[0] == pytest.approx(slope)


def test_a_falling_line_is_no_ceiling():
    assert ceiling(X, -X[:, None], "cr_fdh").d[0] == 0
    assert ceiling(X, np.zeros((6, 1))).d[0] == 0


def test_a_batch_is_each_of_its_members():
    shuffled = np.random.default_rng(1).permuted(np.repeat(Y[:, None], 9, axis=1), axis=0)
    for kind in ("ce_fdh", "cr_fdh"):
        one_by_one = [ceiling(X, shuffled[:, [i]], kind).d[0] for i in range(9)]
        assert ceiling(X, shuffled, kind).d.tolist() == one_by_one


def test_what_is_necessary_is_found_and_what_is_not_is_left():
    rng = np.random.default_rng(2)
    x, other = rng.random((2, 200))
    scores = np.column_stack([x, other, rng.random(200) * x])
    table = necessity(
        scores, Structure(np.array([0, 1]), np.array([2, 2]), ("X", "O", "Y")), 2, permutations=400, seed=1
    )
    assert table.condition.tolist() == ["X", "X", "O", "O"]
    assert table.necessary.tolist() == [True, True, False, False]
    assert table.p.min() == 1 / 401
    assert "almost never occurred without X" in str(table.sentences()[0])


def test_p_value_is_the_share_of_all_orders():
    x = np.arange(4.0)
    table = necessity(np.column_stack([x, x]), ONE, 1, permutations=20_000, seed=3)
    assert table.p[0] == pytest.approx(1 / 24, abs=0.005)


def test_accuracy_and_gaps():
    y = Y.copy()
    y[2] = 2.5
    table = necessity(np.column_stack([X, y]), ONE, 1, permutations=0, seed=1)
    assert table.accuracy[0] == 1
    assert table.accuracy[1] < 1
    assert table.condition_gap[0] == 0
    assert np.isnan(table.p).all()


def test_bottleneck_by_hand():
    table = bottleneck(columns(), ONE, 1, kind="ce_fdh", steps=4)
    assert table.required["X"].tolist() == pytest.approx([np.nan, 25, 75, 75, 100], nan_ok=True)
    assert table.short[0].tolist() == pytest.approx([0, 1 / 6, 3 / 6, 3 / 6, 4 / 6])
    line = bottleneck(columns(), ONE, 1, steps=4)
    assert line.required["X"].tolist() == pytest.approx([np.nan, 25, 50, 75, 100], nan_ok=True)


def test_unknown_ceiling_is_refused():
    with pytest.raises(ArgumentError, match="A ceiling is ce_fdh, cr_fdh; given was ols"):
        ceiling(X, Y[:, None], "ols")
