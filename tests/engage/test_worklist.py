from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from langganan.engage.wording import addressed
from langganan.engage.worklist import KINDS, Kind, choose
from made_shop import TODAY, real

Row = dict[str, Any]
DAY = np.datetime64("2026-06-01")
PERSON: Row = {
    "customer_id": 1, "orders": 6, "revenue_year": 500, "group": "loyal", "state": "due",
    "interval_days": 20.4, "silent_days": 21, "last_day": DAY, "due_from": DAY, "due_to": DAY,
    "return_in_100": 60.0, "return_cases": 90, "name": "", "product": "KOPI BUBUK",
}  # fmt: skip
GOOD: Row = {
    "product_id": 1, "revenue_year": 900, "units_month": 12.0, "order_up_to": 9.0, "suggested": 4.0, "on_hand": 5.0,
    "cover_days": 11.0, "quiet_days": 2, "last_day": DAY, "offered": True, "dead": False,
}  # fmt: skip


def table(usual: Row, *rows: Row) -> dict[str, np.ndarray]:
    whole = [usual | row for row in rows]
    return {name: np.array([row[name] for row in whole], dtype=object if isinstance(value, str) else None)
            if whole else np.array([], dtype=np.array([value]).dtype) for name, value in usual.items()}  # fmt: skip


def chosen(people: list[Row], goods: list[Row], **how: Any) -> list[tuple[str, int]]:
    tasks = choose(table(PERSON, *people), table(GOOD, *goods), **how)
    return [(task.kind, task.subject_id) for task in tasks]


def test_regulars_who_are_due_by_yearly_revenue() -> None:
    people = [{"customer_id": 1}, {"customer_id": 2, "revenue_year": 900}, {"customer_id": 3, "orders": 2},
              {"customer_id": 4, "interval_days": 3.0}, {"customer_id": 5, "state": "on_time"}]  # fmt: skip
    assert chosen(people, []) == [("talk", 2), ("talk", 1)]


def test_a_word_goes_where_it_can_tip_the_scale() -> None:
    people = [
        {"customer_id": n, "state": "late", "return_in_100": share}
        for n, share in ((1, 95.0), (2, 50.0), (3, 4.0), (4, np.nan))
    ]
    assert chosen(people, []) == [("slipping", 2), ("slipping", 4)]


def test_quiet_customers_of_no_group_are_left_alone() -> None:
    assert chosen([{"state": "quiet", "group": "quiet"}, {"state": "quiet", "orders": 1}], []) == []


def test_counted_products_that_run_short_come_first() -> None:
    goods = [{"product_id": 1, "on_hand": np.nan, "suggested": np.nan, "revenue_year": 9000}, {"product_id": 2},
             {"product_id": 3, "suggested": 0.0}, {"product_id": 4, "offered": False}]  # fmt: skip
    assert chosen([], goods) == [("order", 2), ("order", 1)]


def test_one_dead_product_of_which_some_are_left() -> None:
    goods = [{"product_id": 1, "dead": True, "on_hand": np.nan, "revenue_year": 9000}, {"product_id": 2, "dead": True}]
    assert chosen([], goods) == [("dead", 2)]


def test_a_day_holds_a_handful_and_others_follow_those_put_off() -> None:
    people = [{"customer_id": n, "revenue_year": 100 - n} for n in range(9)]
    assert chosen(people, []) == [("talk", n) for n in range(5)]
    assert chosen(people, [], dismissed={("talk", 0)}) == [("talk", n) for n in range(1, 6)]
    assert chosen(people, [], kinds=KINDS | {"talk": Kind(1, 3)}) == [("talk", 0)]


def test_the_draft_is_written_as_a_person_would() -> None:
    (task,) = choose(table(PERSON, {}), table(GOOD))
    assert task.message is not None
    assert str(task.message) == "Hi, shall I set some kopi bubuk aside for you this week? Just tell me how many."
    assert str(addressed("talk", task.message, "Ibu Ani")).startswith("Hi Ibu Ani, shall I set some kopi bubuk")


@pytest.mark.parametrize(("row", "said"), [
    ({}, "Order 4. 5 are left, enough for about 11 days."),
    ({"on_hand": 0.0}, "Order 4. None are left; 12 sold in the last 28 days."),
    ({"on_hand": np.nan}, "Order so that you have 9. 12 sold in the last 28 days; what is left was never counted."),
    ({"dead": True}, "None sold since 1 June 2026, 2 days ago; 5 are left."),
])  # fmt: skip
def test_the_why_of_products(row: Row, said: str) -> None:
    (task,) = choose(table(PERSON), table(GOOD, row))
    assert str(task.why) == said


def test_the_why_of_people() -> None:
    talk, slipping = choose(table(PERSON, {}, {"customer_id": 2, "state": "late"}), table(GOOD))
    assert str(talk.why) == (
        "Usually orders about every 20 days; the last order was 21 days ago. "
        "At that pace the next comes between 1 June 2026 and 1 June 2026."
    )
    assert str(slipping.why).endswith("About 60 in 100 come back from such a silence within 60 days by themselves.")


def test_the_real_shop_has_something_to_do() -> None:
    tasks = real().refresh(as_of=TODAY).tasks
    assert {task.kind for task in tasks} == set(KINDS)
    assert all((task.message is not None) == (task.kind in {"talk", "slipping"}) for task in tasks)
    assert not any("{" in str(phrase) for task in tasks for phrase in (task.why, task.message) if phrase)
    assert date(2011, 12, 10) == TODAY


def test_a_silence_of_which_nothing_is_known_says_so() -> None:
    task = choose(table(PERSON, {"state": "late", "return_in_100": np.nan}), table(GOOD))[0]
    assert "How many come back from such a silence cannot be told yet." in str(task.why)
