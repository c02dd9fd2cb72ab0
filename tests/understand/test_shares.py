from __future__ import annotations

import numpy as np
import pytest

from langganan.understand.shares import said_range, said_share, tenths, wilson


def test_the_interval_is_wilsons() -> None:
    """Newcombe (1998), table of examples, method 3: 81 of 263 and 1 of 29."""
    low, high = wilson(np.array([81, 1, 0, 5]), np.array([263, 29, 20, 0]))
    assert np.round(low[:3], 4).tolist() == [0.2553, 0.0061, 0]
    assert np.round(high[:3], 4).tolist() == [0.3662, 0.1718, 0.1611]
    assert np.isnan([low[3], high[3]]).all()


def test_another_level_has_another_quantile() -> None:
    """10 of 40 at z = 1: (10.5 -+ sqrt(7.5 + 1/4)) / 41."""
    ends = [float(end[0]) for end in wilson(np.array([10]), np.array([40]), z=1.0)]
    assert np.allclose(ends, [(10.5 - 7.75**0.5) / 41, (10.5 + 7.75**0.5) / 41])


def test_shares_are_frequencies() -> None:
    said = [str(said_share(count, of)) for count, of in ((3, 8), (70, 100), (0, 50), (50, 50), (1, 90), (98, 100))]
    assert said == ["3 of 8", "about 7 in 10", "none of 50", "all 50", "fewer than 1 in 10", "nearly all"]
    assert str(said_range(0, 0)) == "0 to 100 of 100, were there many like these"


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.68, "about 7 in 10"),
        (0.65, "about 7 in 10"),
        (0.049, "fewer than 1 in 10"),
        (0.05, "about 1 in 10"),
        (0.96, "nearly all"),
    ],
)
def test_chances_are_frequencies(chance: float, said: str) -> None:
    assert str(tenths(chance)) == said
