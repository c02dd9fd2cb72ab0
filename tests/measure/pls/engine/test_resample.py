from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langganan.measure.pls.engine import resample
from langganan.measure.pls.engine.resample import UNIT, Drawn, Given, everybody, from_indices, leave_out, row_blocks


def _counts(drawn):
    return np.concatenate([counts for _, counts in drawn])


@settings(max_examples=30)
@given(seed=st.integers(0, 2**63 - 1), n=st.integers(1, 40), first=st.integers(0, 600), size=st.integers(1, 300))
def test_any_part_of_the_stream_is_that_part_of_the_whole(seed, n, first, size):
    whole = _counts(Drawn(seed, n, 0, first + size))
    np.testing.assert_array_equal(_counts(Drawn(seed, n, first, size)), whole[:, first:])
    assert (whole.sum(0) == n).all()


def test_seeds_and_units_differ():
    one, other = _counts(Drawn(1, 50, 0, 2 * UNIT)), _counts(Drawn(2, 50, 0, 2 * UNIT))
    assert (one[:, 0] != other[:, 0]).any()
    assert (one[:, 0] != one[:, UNIT]).any()


@pytest.fixture(params=[1000, 40, 7], ids="rows of {}".format)
def rows(request, monkeypatch):
    monkeypatch.setattr(resample, "ROWS", request.param)
    return request.param


def test_resamples_in_blocks_draw_everybody_alike(rows):
    """Counts 0, 1, 2 and 3 or more of each respondent, against Binomial(n, 1/n): chi-square, fixed seed."""
    from scipy.stats import binom, chisquare

    counts = _counts(Drawn(11, 100, 0, 4 * UNIT)).astype(int)
    assert (counts.sum(0) == 100).all()
    seen = np.bincount(np.minimum(counts, 3).ravel(), minlength=4)
    chances = binom.pmf(range(3), 100, 0.01)
    assert chisquare(seen, counts.size * np.append(chances, 1 - chances.sum())).pvalue > 0.01
    assert chisquare(counts.sum(1)).pvalue > 0.01


def test_counts_of_two_respondents_are_as_correlated_as_those_of_a_multinomial(rows):
    counts = _counts(Drawn(5, 100, 0, 20 * UNIT))
    covariance = np.cov(counts)
    off = covariance[~np.eye(100, dtype=bool)]
    assert np.mean(off) == pytest.approx(-1 / 100, abs=1e-3)
    near = np.mean([covariance[i, i + 1] for i in range(0, 99, 2)])
    assert near == pytest.approx(-1 / 100, abs=0.01)


def test_blocks_cover_everybody_once(rows):
    blocks = [rows for rows, _ in Drawn(1, 100, 0, 1)]
    assert blocks == row_blocks(100)
    assert sum((list(range(100))[block] for block in blocks), []) == list(range(100))  # noqa: RUF017 - few


def test_totals_are_what_counts_sum_to():
    drawn = Drawn(3, 20, 10, 5)
    np.testing.assert_array_equal(drawn.totals, _counts(drawn).sum(0))
    folds = leave_out(20, 6)
    np.testing.assert_array_equal(folds.totals, [16, 16, 17, 17, 17, 17])
    assert (drawn.size, folds.size, everybody(7).size) == (5, 6, 1)


@given(st.integers(1, 9), st.integers(1, 5), st.integers(0, 99))
def test_indices_become_counts(n, size, seed):
    indices = np.random.default_rng(seed).integers(0, n, (size, n))
    counts = from_indices(indices).counts
    assert counts.tolist() == [[(drawn == person).sum() for drawn in indices] for person in range(n)]


def test_each_group_is_left_out_once():
    counts = leave_out(10, 4).counts
    np.testing.assert_array_equal(counts.sum(1), 3)
    np.testing.assert_array_equal(leave_out(5, 5).counts, 1 - np.eye(5))


def test_counts_may_be_gone_through_twice_and_are_numbers(rows):
    given_counts = Given(np.eye(100, 3) > 0)
    for _ in range(2):
        parts = [counts for _, counts in given_counts]
        assert {part.dtype for part in parts} == {np.dtype(float)}
        np.testing.assert_array_equal(np.concatenate(parts), np.eye(100, 3))
