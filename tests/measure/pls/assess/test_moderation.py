from __future__ import annotations

import numpy as np
import pytest

import a_study
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.moderation import interactions, simple_slopes


def test_slopes_are_the_path_and_the_moderators_share():
    bootstrap = a_study.study(a_study.MODERATION, 200).estimate().bootstrap(300)
    found, paths = simple_slopes(bootstrap), bootstrap.estimate.statistics.paths
    assert (found.source[0], found.moderator[0], found.target[0]) == ("X", "M", "Y")
    np.testing.assert_allclose(found.slope, paths[0, 2] + np.array([-1, 0, 1]) * paths[3, 2])
    drawn = bootstrap.draws.paths
    np.testing.assert_allclose(found.ci_low[2], np.quantile(drawn[0, 2] + drawn[3, 2], 0.025))
    assert found.sd[1] == pytest.approx(bootstrap.sd("paths")[0, 2])


def test_slopes_are_those_of_the_regression_on_scores():
    estimate = a_study.study(a_study.MODERATION, 300).estimate()
    x, m, y = estimate.scores[:, :3].T
    known = np.column_stack([np.ones(300), x, m, x * m])
    slopes = np.linalg.lstsq(known, y, rcond=None)[0]
    found = estimate.bootstrap(50).simple_slopes(at=[-2, 2])
    np.testing.assert_allclose(found.slope, slopes[1] + np.array([-2, 2]) * slopes[3], rtol=0.02)


def test_size_of_the_interaction_counts_by_kenny():
    estimate = a_study.study(a_study.MODERATION, 300).estimate()
    found = interactions(estimate)
    assert found.interaction.tolist() == ["X:M"]
    assert found.f2[0] == estimate.statistics.f2[3, 2]
    assert found.size.tolist() == ["large"]


def test_basic_intervals_mirror_percentile_ones():
    bootstrap = a_study.study(a_study.MODERATION, 200).estimate().bootstrap(100)
    plain, basic = bootstrap.simple_slopes(), bootstrap.simple_slopes(method="basic")
    np.testing.assert_allclose(basic.ci_low, 2 * plain.slope - plain.ci_high)


def test_a_level_beyond_1_is_refused():
    with pytest.raises(ArgumentError, match="level is 95"):
        a_study.study(a_study.MODERATION).estimate().bootstrap(50).simple_slopes(level=95)


def test_refused():
    with pytest.raises(ArgumentError, match="no interaction"):
        a_study.study().estimate().bootstrap(50).simple_slopes()


def test_at_the_mean_of_the_moderator_the_interval_is_that_of_the_path():
    boot = a_study.study(a_study.MODERATION).estimate().bootstrap(50)
    slopes, paths = (found.rows() for found in (simple_slopes(boot, at=[0], method="bca"), boot.effects(method="bca")))
    path = next(row for row in paths if (row["source"], row["target"]) == ("X", "Y"))
    assert (slopes[0]["ci_low"], slopes[0]["ci_high"]) == pytest.approx((path["ci_low"], path["ci_high"]))
