"""A refresh that dies leaves the former results standing."""

from __future__ import annotations

import random
import signal

SEED, TIMES = 20_111_210, 4


def test_a_refresh_killed_anywhere_leaves_the_former_results(workshop):
    statements = workshop.finish("refresh")
    before = workshop.look()
    chosen = random.Random(SEED).sample(range(4, statements), TIMES)
    for moment in ["share:0.2", "share:0.6", *(f"statement:{n}" for n in chosen), f"statement:{statements}"]:
        assert workshop.work("refresh", moment).returncode == -signal.SIGKILL, moment
        found = workshop.look()
        assert (found.counts, found.current) == (before.counts, before.current), moment
        assert (found.recovered, found.refresh) == (1, "failed"), moment
    workshop.finish("refresh")
    assert workshop.look().current > before.current


def test_old_results_are_cleared_away_even_after_crashes(workshop):
    for moment in ("never", "share:0.95", "never"):
        workshop.work("refresh", moment)
    assert workshop.look().refreshes_kept <= 2
