from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from langganan.understand.rhythm import _ended_soon, _turns, rhythm
from made_shop import made, real

START = date(2026, 1, 1)


def bought(*gaps: int, customer: int = 1) -> dict[str, np.ndarray]:
    days = np.datetime64(START) + np.cumsum([0, *gaps])
    return {"customer_id": np.full(len(days), customer), "day": days.astype("datetime64[D]")}


def together(*customers: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: np.concatenate([one[name] for one in customers]) for name in ("customer_id", "day")}


def test_a_clockwork_customer_is_due_on_the_day() -> None:
    found = rhythm(bought(7, 7, 7, 7), as_of=START + timedelta(days=30))
    assert found.interval_days.round(6).tolist() == [7]
    assert found.due_from[0] == found.due_to[0] == np.datetime64(START + timedelta(days=35))
    assert found.state.tolist() == ["on_time"]


def test_states_follow_the_silence() -> None:
    days = {30: "on_time", 35: "due", 36: "late", 49: "late", 50: "quiet"}
    states = {day: rhythm(bought(7, 7, 7, 7), as_of=START + timedelta(days=day)).state[0] for day in days}
    assert states == days


def test_few_intervals_are_drawn_toward_the_shop() -> None:
    found = rhythm(together(bought(40), *(bought(*[10] * 9, customer=n) for n in range(2, 9))), as_of=date(2026, 6, 1))
    assert found.interval_days[0] == np.exp((np.log(40) + 2 * np.log(10)) / 3)
    assert found.own_intervals.tolist() == [1] + [9] * 7


def test_one_order_is_new_then_quiet() -> None:
    both = together(bought(), bought(10, 10, customer=2))
    assert rhythm(both, as_of=START + timedelta(days=25)).state[0] == "new"
    assert rhythm(both, as_of=START + timedelta(days=80)).state[0] == "quiet"


def test_without_any_interval_nothing_is_expected() -> None:
    found = rhythm(together(bought(), bought(customer=2)), as_of=START + timedelta(days=400))
    assert np.isnan(found.interval_days).all()
    assert np.isnat(found.due_from).all()
    assert found.state.tolist() == ["new", "new"]


def test_nobody_at_all() -> None:
    empty = {"customer_id": np.array([], np.int64), "day": np.array([], "datetime64[D]")}
    assert len(rhythm(empty, as_of=START)) == 0


def test_kaplan_meier_by_hand() -> None:
    # Ended after 10, 20, 80 days; still silent for 5 and 50. S(20) = (1 - 1/4)(1 - 1/3) = 1/2, S(65) = S(20).
    in_100, cases = _ended_soon(np.array([5, 50]), np.array([10, 20, 80]))
    assert np.allclose(in_100, [50, 100])
    assert cases.tolist() == [3, 1]


def test_few_cases_cannot_tell() -> None:
    found = rhythm(bought(7, 7, 7), as_of=date(2026, 3, 1))
    assert np.isnan(found.return_in_100).all()


def test_turns_count_from_one_for_each_customer() -> None:
    assert _turns(np.array([0, 0, 0, 1, 2, 2])).tolist() == [1, 2, 3, 1, 1, 2]


def test_about_half_of_later_purchases_fall_into_their_window() -> None:
    day = date(2011, 8, 1)
    found = real().refresh(as_of=day).rhythm
    sure = found.only((found.own_intervals >= 3) & (found.state == "on_time"))
    rows = real().engine.run(
        "select customer_id, min(day) as day from order_lines where kind = 'sale' and day > $after "
        "group by customer_id",
        after=day,
    )
    nexts = dict(zip(rows["customer_id"].tolist(), rows["day"], strict=True))
    came = np.array([nexts.get(customer, np.datetime64("NaT")) for customer in sure.customer_id.tolist()])
    assert len(came) > 30
    assert 0.3 < ((sure.due_from <= came) & (came <= sure.due_to)).mean() < 0.7


def test_the_share_that_comes_back_is_about_right() -> None:
    day = date(2011, 9, 10)
    found = real().refresh(as_of=day).rhythm
    told = ~np.isnan(found.return_in_100)
    rows = real().engine.run(
        "select distinct customer_id from order_lines where kind = 'sale' and day > $after and day <= $upto",
        after=day, upto=day + timedelta(days=60),
    )  # fmt: skip
    came = np.isin(found.customer_id[told], rows["customer_id"])
    assert told.mean() > 0.7
    assert abs(found.return_in_100[told].mean() / 100 - came.mean()) < 0.1


def test_several_orders_on_one_day_are_one_purchase() -> None:
    shop = made([("1", "ani", "A", "2026-01-01", 1, 5), ("2", "ani", "A", "2026-01-01", 1, 5)])
    (row,) = shop.rhythm().rows()
    assert (row["own_intervals"], row["state"]) == (0, "new")
