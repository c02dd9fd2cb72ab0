from __future__ import annotations

import pytest

from langganan.measure.pls.reach import detectable, respondents_for, respondents_wanted


def test_a_hundred_respondents_show_paths_from_028():
    assert detectable(100) == pytest.approx(0.2802)


def test_more_power_takes_more_respondents():
    assert detectable(100, 3.242) == pytest.approx(0.3242)
    assert respondents_for(0.3242, 3.242) == 100


def test_no_sample_shows_only_paths_that_cannot_be():
    assert detectable(5) == 1.0


@pytest.mark.parametrize(("estimate", "sd", "wanted"), [(0.419, 0.299, 400), (-0.419, 0.299, 400), (0.449, 0.296, 342)])
def test_the_study_s_paths_take_340_to_400(estimate, sd, wanted):
    assert respondents_wanted(100, estimate, sd) == wanted


def test_nothing_at_all_takes_a_finite_number():
    assert respondents_wanted(100, 0.0, 0.1) == respondents_wanted(100, 1e-300, 0.1)


@pytest.mark.parametrize(("path", "respondents"), [(0.197, 203), (0.2802, 100), (0.0, 31_404_816)])
def test_the_smaller_the_path_the_more_respondents(path, respondents):
    assert respondents_for(path) == respondents
