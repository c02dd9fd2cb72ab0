"""A refresh that dies leaves the former results standing."""

from __future__ import annotations

import random
import signal

SEED, TIMES = 20_111_210, 5


def test_a_refresh_killed_anywhere_leaves_the_former_results(workshop):
    statements = workshop.finish("refresh", workshop.begin_refresh())
    before, current = workshop.counts(), workshop.states()["current"]
    chosen = random.Random(SEED).sample(range(2, statements - 8), TIMES)
    for moment in ["share:0.2", "share:0.6", *(f"statement:{n}" for n in chosen)]:
        number = workshop.begin_refresh()
        assert workshop.work("refresh", number, moment).returncode == -signal.SIGKILL, moment
        assert (workshop.counts(), workshop.states()["current"]) == (before, current), moment
        assert workshop.recover() == 1, moment
        assert workshop.states()["refreshes"][-1] == "failed", moment
    number = workshop.begin_refresh()
    workshop.finish("refresh", number)
    assert workshop.states()["current"] == number


def test_old_results_are_cleared_away_even_after_crashes(workshop):
    for moment in ("never", "statement:14", "never", "never", "never"):
        workshop.work("refresh", workshop.begin_refresh(), moment)
        workshop.recover()
    kept = "from langganan.web.models import *; print(CustomerInsight.objects.values('refresh').distinct().count())"
    assert int(workshop.home.ask(kept)) <= 2
