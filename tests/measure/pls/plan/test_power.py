from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.measure.pls.plan.expected import expected, grid
from langganan.measure.pls.plan.plan import assign, plan
from langganan.measure.pls.plan.population import population
from langganan.measure.pls.plan.power import (
    inverse_square_root,
    minimum_detectable_path,
    regression_power,
    regression_size,
)
from langganan.measure.pls.plan.simulate import _Run, simulate
from langganan.measure.pls.specify.model import Path
from langganan.measure.pls.specify.parse import parse

LINE = parse("X =~ x\nY =~ y\nY ~ X")
CHAIN = parse("X =~ x1 + x2 + x3\nM =~ m1 + m2 + m3\nY <~ y1 + y2 + y3\nM ~ X\nY ~ X + M")


def test_inverse_square_root_as_published():
    assert inverse_square_root(0.197, tails=1) == 160
    assert inverse_square_root(-0.197) == 203
    assert minimum_detectable_path(203) == pytest.approx(0.197, abs=5e-4)


def test_regression_power_is_cohens():
    assert regression_power(0.0, 50, r2=0.3) == pytest.approx(0.05)
    size = regression_size(0.3, r2=0.09)
    assert regression_power(0.3, size, r2=0.09) >= 0.8 > regression_power(0.3, size - 1, r2=0.09)


def test_simulated_power_is_that_of_the_t_test():
    assumed = population(LINE, 0.3)
    told = simulate(assumed, (90, 150), seed=1, replicates=400, resamples=100)
    (row,) = expected(assumed).rows()
    theory = [regression_power(row["estimate"], n, r2=row["r2"]) for n in (90, 150)]
    assert (np.abs(told.power - theory) < 3.5 * told.error + 0.01).all()
    assert told.estimate == pytest.approx([0.3, 0.3], abs=0.02)


def test_a_path_of_zero_is_found_at_the_level():
    told = simulate(population(LINE, 0.0), (80,), seed=2, replicates=500, resamples=100)
    assert 0.02 < told.power[0] < 0.085


def test_needed_lies_where_power_crosses():
    told = simulate(population(LINE, 0.3), (50, 80, 120), seed=3, replicates=300, resamples=100)
    needed = told.needed(0.8)
    assert needed.low[0] <= regression_size(0.3, r2=0.09) <= needed.high[0]


def test_enough_from_the_start_and_never_enough():
    assumed = population(LINE, 0.3)
    plenty = simulate(assumed, (300, 400), seed=3, replicates=50, resamples=60).needed()
    assert (plenty.n[0], plenty.high[0]) == (300, 300)
    assert np.isnan(simulate(assumed, (10, 12), seed=3, replicates=50, resamples=60).needed().n[0])


def test_simulated_studies_do_not_depend_on_how_they_are_cut():
    run = _Run(population(LINE, 0.3), 40, 60, None, 5)
    parts = np.concatenate([run.some(0, 1), run.some(1, 3)], axis=1)
    assert (run.some(0, 4) == parts).all()


def test_population_by_path_tracing():
    made = population(CHAIN, {Path("X", "M"): 0.5, Path("X", "Y"): 0.2, Path("M", "Y"): 0.4}, loadings=0.8)
    assert made.constructs[0] == pytest.approx([1, 0.5, 0.2 + 0.5 * 0.4])
    assert made.r2 == pytest.approx([0, 0.25, 0.2**2 + 0.4**2 + 2 * 0.2 * 0.4 * 0.5])
    assert made.items[0, 3] == pytest.approx(0.8 * 0.8 * 0.5)
    assert made.items[0, 1] == pytest.approx(0.64)


def test_pls_finds_a_composites_loadings_and_shrinks_factors():
    made = population(CHAIN, 0.3, loadings=0.8)
    assert made.limit.loadings[6:] == pytest.approx([0.8] * 3)
    assert 0.24 < made.limit.paths[0, 1] < 0.3


def test_answers_have_the_correlations_they_should():
    made = population(CHAIN, 0.3)
    drawn = made.draw(20_000, np.random.default_rng(1))
    assert np.corrcoef(drawn.T) == pytest.approx(made.items, abs=0.03)
    ratings = made.draw(500, np.random.default_rng(1), points=5)
    assert np.unique(ratings).tolist() == [1, 2, 3, 4, 5]


def test_a_seed_or_level_that_is_none_is_refused():
    with pytest.raises(ArgumentError, match="seed is -1"):
        simulate(population(CHAIN, 0.3), (50,), seed=-1)
    with pytest.raises(ArgumentError, match="level is 2"):
        simulate(population(CHAIN, 0.3), (50,), seed=1, level=2)
    with pytest.raises(ArgumentError, match="level is 0"):
        plan(CHAIN, level=0)


def test_what_cannot_be_is_refused():
    with pytest.raises(ArgumentError, match="must stay below 100"):
        population(CHAIN, 0.9)
    with pytest.raises(ArgumentError, match="cannot all be true"):
        population(parse("A =~ a\nB =~ b\nC =~ c\nY =~ y\nY ~ A + B + C"), 0.1, exogenous=-0.9)
    with pytest.raises(ArgumentError, match="leave out interactions"):
        population(parse("X =~ a\nM =~ b\nY =~ c\nY ~ X + M + X:M"), 0.2)


def test_grid_spans_what_paths_need():
    made = population(CHAIN, 0.3)
    sizes, needs = grid(made), expected(made).n
    assert sizes[0] <= needs.min() < needs.max() <= sizes[-1]


def test_paths_are_read_as_models_are():
    assert assign(LINE, ["Y ~ X = 0.4"], 0.2) == {Path("X", "Y"): 0.4}
    with pytest.raises(ArgumentError, match="names no path of the model"):
        assign(LINE, ["X ~ Y = 0.4"], 0.2)
    with pytest.raises(ArgumentError, match="has no number"):
        assign(LINE, ["Y ~ X = much"], 0.2)


def test_plan_says_how_many():
    made = plan(LINE, 0.3)
    assert made.n == regression_size(0.3, r2=0.09)
    said = " ".join(map(str, made.sentences()))
    assert "X → Y (true value 0.30) needs 82 respondents" in said
    assert "inverse square root method" in said
