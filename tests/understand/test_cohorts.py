from __future__ import annotations

from datetime import date

import numpy as np

from made_shop import TODAY, made, real

LINES = [
    ("1", "ani", "A", "2026-01-05", 1, 100), ("2", "ani", "A", "2026-03-05", 1, 50),
    ("3", "budi", "A", "2026-01-31", 1, 10),
    ("4", "budi", "A", "2026-02-01", 1, 20), ("C4", "budi", "B", "2026-04-01", -1, -5),
    ("5", "cici", "A", "2026-04-30", 1, 7),
]  # fmt: skip


def test_every_month_since_is_there_zeros_included() -> None:
    found = made(LINES)._cohorts(date(2026, 4, 30))
    assert found.month_number.tolist() == [0, 1, 2, 3, 0]
    assert found.customers.tolist() == [2, 2, 2, 2, 1]
    assert found.active.tolist() == [2, 1, 1, 0, 1]
    assert found.returned.tolist() == [0, 1, 2, 2, 0]
    assert found.revenue.tolist() == [110, 20, 50, -5, 7]


def test_a_month_is_finished_on_its_last_evening() -> None:
    found = made(LINES)._cohorts(date(2026, 4, 29))
    assert found.finished.tolist() == [True, True, True, False]
    assert made(LINES)._cohorts(date(2026, 4, 30)).finished.all()


def test_no_customers_no_cohorts() -> None:
    assert len(made([("1", None, "A", "2026-01-05", 1, 100)])._cohorts(date(2026, 4, 30))) == 0


def test_cells_of_the_real_shop_add_up() -> None:
    found, segments = real()._cohorts(TODAY), real().refresh(as_of=TODAY).segments
    first = found.month_number == 0
    assert found.customers[first].sum() == len(segments)
    assert (found.active[first] == found.customers[first]).all()
    assert (found.returned <= found.customers).all()
    assert np.isclose(found.revenue.sum(), segments.revenue.sum(), rtol=0.001)
