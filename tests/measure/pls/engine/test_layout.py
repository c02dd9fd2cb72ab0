from __future__ import annotations

import numpy as np
import pytest

import a_study
from langganan.measure.pls.engine.stages import stages


@pytest.fixture
def layout():
    return stages(a_study.study(a_study.NETWORK).model)[0].layout


def test_blocks_adjoin_and_owners_follow(layout):
    assert [layout.indicators[block] for block in layout.blocks][:3] == [
        ("a1", "a2", "a3"),
        ("b1", "b2", "b3"),
        ("c1",),
    ]
    assert layout.owner.tolist() == [0, 0, 0, 1, 1, 1, 2, 3, 3, 4, 4, 4, 4]


def test_sources_targets_and_neighbours(layout):
    assert layout.sources == ((), (), (0, 1), (0, 2), (1, 2, 3))
    assert layout.targets == ((2, 3), (2, 4), (3, 4), (4,), ())
    assert layout.neighbours == ((2, 3), (2, 4), (0, 1, 3, 4), (0, 2, 4), (1, 2, 3))


def test_causal_order_puts_sources_first_however_constructs_are_named():
    text = "Y =~ y1; M =~ m1; X =~ x1\nY ~ M + X; M ~ X"
    layout = stages(a_study.study(text).model)[0].layout
    assert [layout.constructs[place] for place in layout.causal_order] == ["X", "M", "Y"]


def test_every_pair_of_indicators_is_there_once_in_the_run_of_its_blocks(layout):
    pairs, p = layout.pairs, len(layout.indicators)
    assert {(i, j) for i, j in zip(pairs.rows, pairs.columns, strict=True)} == set(
        zip(*np.triu_indices(p, 1), strict=True)
    )
    assert pairs.counts.sum() == len(pairs.rows) == p * (p - 1) // 2
    run = np.repeat(np.arange(len(pairs.counts)), pairs.counts)
    np.testing.assert_array_equal(layout.owner[pairs.rows], pairs.first[run])
    np.testing.assert_array_equal(layout.owner[pairs.columns], pairs.second[run])


@pytest.mark.parametrize(("consistent", "corrected"), [(False, [0, 0, 0, 0, 0]), (True, [1, 0, 0, 1, 1])])
def test_consistent_pls_corrects_reflective_constructs_of_several_items(consistent, corrected):
    layout = stages(a_study.study(a_study.NETWORK, consistent=consistent).model)[0].layout
    assert list(layout.corrected) == corrected
    assert layout.is_corrected == consistent
