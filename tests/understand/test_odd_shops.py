"""Shops that no method was made for: every part of Understand says something true of them, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from langganan.understand import cohorts, habits, movement, preferences, segment_words
from made_shop import Line, made

DAY = "2026-01-05"
ODD: dict[str, Sequence[Line]] = {
    "one line": [("1", "ani", "A", DAY, 1, 100)],
    "all on one day": [(str(n), f"c{n % 7}", f"P{n % 3}", DAY, 1, 100) for n in range(40)],
    "one customer": [(str(n), "ani", f"P{n % 3}", f"2026-01-{n + 1:02}", 1, 100) for n in range(20)],
    "one product": [(str(n), f"c{n % 5}", "A", f"2026-01-{n + 1:02}", 1, 100) for n in range(20)],
    "a million pieces": [("1", "ani", "A", DAY, 1_000_000, 10**14), ("2", "budi", "A", DAY, 1, 1)],
    "negative totals": [("1", "ani", "A", DAY, 1, 100), ("C1", "ani", "B", "2026-01-06", -9, -900)],
    "days to come": [("1", "ani", "A", DAY, 1, 100), ("2", "ani", "A", "2030-01-01", 1, 100)],
    "letters of all kinds": [("№1", "Ibu 林 🙂", "чай", DAY, 1, 100), ("№2", "Ibu 林 🙂", "чай", "2026-01-09", 1, 100)],
    "nobody named": [("1", None, "A", DAY, 1, 100)],
}


@pytest.mark.parametrize("lines", ODD.values(), ids=ODD)
def test_every_sentence_can_be_said(lines: Sequence[Line]) -> None:
    shop, as_of = made(lines), date(2026, 2, 1)
    found, cells, likes = shop._segments(as_of), shop._cohorts(as_of), shop._preferences(as_of)
    said = [str(phrase) for row in range(len(found)) for phrase in segment_words.said(found, row)]
    said += [str(phrase) for row in range(len(cells)) for phrase in cohorts.said(cells, row)]
    said += [str(preferences.said(likes, row, name="Tea")) for row in range(len(likes))]
    said += [str(phrase) for phrase in movement.said(shop.movements(as_of, 30))]
    own = shop._habits(as_of)
    said += [str(phrase) for who in found.customer_id for phrase in habits.said(own, who, orders=1)]
    assert not any("nan" in sentence.split() or "{" in sentence for sentence in said)
    assert np.isfinite(own.low).all()
    assert (cells.customers > 0).all()
