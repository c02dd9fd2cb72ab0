from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from langganan.measure.pls.effects import along, reached, ways


@st.composite
def arrows(draw):
    """Arrows without circles, the constructs in any order."""
    k = draw(st.integers(2, 6))
    plain = np.triu(np.array(draw(st.lists(st.booleans(), min_size=k * k, max_size=k * k))).reshape(k, k), 1)
    order = draw(st.permutations(range(k)))
    return plain[np.ix_(order, order)]


@given(arrows(), st.integers(0, 99))
def test_total_effects_are_the_paths_and_the_products_along_every_way(arrows, seed):
    paths = np.where(arrows, np.random.default_rng(seed).normal(size=arrows.shape), 0.0)
    total, every = paths.copy(), list(ways(arrows))
    np.add.at(total, ([way[0] for way in every], [way[-1] for way in every]), along(paths, every))
    np.testing.assert_allclose(total, np.linalg.inv(np.eye(len(paths)) - paths) - np.eye(len(paths)), atol=1e-10)


@given(arrows())
def test_ways_follow_arrows_and_none_is_missing_or_twice(arrows):
    every = list(ways(arrows))
    assert len(set(every)) == len(every)
    assert all(arrows[a, b] for way in every for a, b in pairwise(way))
    powers = [np.linalg.matrix_power(arrows.astype(int), steps) for steps in range(2, len(arrows) + 1)]
    assert len(every) == sum(power.sum() for power in powers)


@given(arrows(), st.integers(1, 3))
def test_reached_is_there_being_a_way_of_so_many_steps(arrows, steps):
    lengths = {(way[0], way[-1], len(way) - 1) for way in ways(arrows)}
    lengths |= {(a, b, 1) for a, b in zip(*np.nonzero(arrows), strict=True)}
    found = reached(arrows, steps)
    for a, b in product(range(len(arrows)), repeat=2):
        assert found[a, b] == any(x == a and y == b and length >= steps for x, y, length in lengths)


def test_products_along_ways_keep_the_batch():
    paths = np.random.default_rng(1).normal(size=(3, 3, 5))
    np.testing.assert_array_equal(along(paths, [(0, 1, 2)]), [paths[0, 1] * paths[1, 2]])
    assert along(paths, []).shape == (0, 5)
