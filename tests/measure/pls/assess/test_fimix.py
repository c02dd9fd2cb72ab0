from __future__ import annotations

import numpy as np
import pytest

from langganan.errors import ArgumentError
from langganan.measure.pls.assess.fimix import fimix
from langganan.measure.pls.assess.segments import compare
from langganan.measure.pls.assess.structure import Structure

MODEL = Structure(np.array([0, 1, 2]), np.array([2, 2, 3]), ("X", "M", "Y", "Z"))


def standardised(columns):
    scores = np.column_stack(columns)
    return (scores - scores.mean(0)) / scores.std(0)


def two_kinds(n=400, seed=3):
    """X drives the first 40 % of people, M the others; noise is small."""
    rng = np.random.default_rng(seed)
    x, m, noise, more = rng.standard_normal((4, n))
    first = np.arange(n) < 0.4 * n
    y = np.where(first, x, -m) + 0.4 * noise
    return standardised([x, m, y, np.where(first, y, -y) + 0.4 * more]), first


def one_kind(n=400, seed=4):
    rng = np.random.default_rng(seed)
    x, m, noise, more = rng.standard_normal((4, n))
    y = 0.5 * x + 0.3 * m + noise
    return standardised([x, m, y, 0.5 * y + more])


def test_two_kinds_of_people_are_told_apart():
    scores, first = two_kinds()
    found = fimix(scores, MODEL, 2, seed=1)
    assert (found.segment == np.where(first, 1, 0)).mean() > 0.93
    assert np.abs(found.paths[:2] - [[0, 0.95], [-0.95, 0]]).max() < 0.1
    assert found.shares == pytest.approx([0.6, 0.4], abs=0.03)
    assert found.r2.min() > 0.8
    assert found.parameters == 2 * (3 + 2) + 1


def test_the_criteria_choose_two_and_say_so():
    table = compare(two_kinds()[0], MODEL, most=3, seed=1)
    assert table.chosen == 2
    assert table.en[1] > 0.8
    assert "2 segments with different paths" in str(table.sentences()[1])


def test_no_segments_are_claimed_where_there_are_none():
    table = compare(one_kind(), MODEL, most=3, seed=1)
    assert table.chosen == 1
    assert "no segments may be claimed" in str(table.sentences()[-1])


def test_a_segment_too_small_is_not_claimed():
    table = compare(two_kinds()[0], MODEL, most=2, seed=1, least=200)
    assert table.chosen == 1
    assert "fewer than 200" in str(table.sentences()[-1])


def test_one_segment_is_the_plain_regression():
    scores = one_kind()
    found = fimix(scores, MODEL, 1, seed=1)
    plain = np.linalg.lstsq(scores[:, :2], scores[:, 2], rcond=None)[0]
    assert found.paths[:2, 0] == pytest.approx(plain, abs=1e-12)
    spread = [(scores[:, 2] - scores[:, :2] @ plain).var(), 1 - np.corrcoef(scores[:, 2:].T)[0, 1] ** 2]
    expected = -200 * sum(np.log(2 * np.pi * v) + 1 for v in spread)
    assert found.log_likelihood == pytest.approx(expected, rel=1e-9)


def test_criteria_by_hand():
    scores = one_kind()
    table = compare(scores, MODEL, most=1, seed=1)
    likelihood, free = -2 * table.log_likelihood[0], 5
    assert table.aic3[0] == pytest.approx(likelihood + 3 * free)
    assert table.caic[0] == pytest.approx(likelihood + free * (np.log(400) + 1))
    assert table.mdl5[0] == pytest.approx(likelihood + 5 * free * np.log(400))


def test_entropy_of_certain_and_of_even_membership():
    from langganan.measure.pls.assess.segments import _entropy

    assert _entropy(np.eye(2)) == 0
    assert _entropy(np.full((6, 3), 1 / 3)) == pytest.approx(6 * np.log(3))


def test_levels_make_segments_only_with_intercepts():
    rng = np.random.default_rng(5)
    x, noise = rng.standard_normal((2, 300))
    up = np.arange(300) < 150
    scores = standardised([x, np.where(up, 2, -2) + 0.5 * x + 0.3 * noise])
    line = Structure(np.array([0]), np.array([1]), ("X", "Y"))
    found = fimix(scores, line, 2, seed=1, intercepts=True)
    assert np.ptp(found.intercepts[0]) > 1.5
    assert (found.segment == found.segment[0])[:150].all()


def test_the_same_seed_gives_the_same_segments():
    scores = two_kinds()[0]
    first, second = (fimix(scores, MODEL, 3, seed=9) for _ in range(2))
    assert (first.membership == second.membership).all()


def test_too_few_people_are_refused():
    with pytest.raises(ArgumentError, match="5 segments need 20 respondents or more; there are 12"):
        fimix(one_kind(12), MODEL, 5, seed=1)
