"""The worklist: the handful of things worth doing today, each with its why and, for people, words to send."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from langganan.engage import wording
from langganan.tables import Array, Columns
from langganan.words import Phrase

REGULAR = 3
"""Orders that make a regular."""
SECOND = 2
"""Who never came a second time cannot be slipping away."""
OFTEN = 7
"""Who comes every few days (an interval shorter than this) needs no message to come again."""
UNKNOWN_SHARE = 0.5
CLOSE_GROUPS = ("best", "loyal", "slipping")


@dataclass(frozen=True)
class Kind:
    """A kind of task: at most how many a day holds, and about how many minutes one takes."""

    most: int
    minutes: int


KINDS = {"talk": Kind(5, 3), "slipping": Kind(2, 5), "order": Kind(3, 2), "dead": Kind(1, 3)}


@dataclass(frozen=True)
class Task:
    """One thing to do. `kind` is talk, slipping, order or dead; `subject_id` a customer's or product's number.

    `message` is a draft to send, for people; `value` is what the customer or product brought in the last 365
    days, in minor units; `minutes` is about how long the task takes.
    """

    kind: str
    subject_id: int
    why: Phrase
    message: Phrase | None
    value: int
    minutes: int


def choose(
    people: Columns,
    goods: Columns,
    *,
    dismissed: Collection[tuple[str, int]] = frozenset(),
    kinds: dict[str, Kind] = KINDS,
) -> tuple[Task, ...]:
    """Choose today's tasks. This function will give people first, then products, of each kind the weightiest first.

    `people` has the columns customer_id, orders, revenue_year (minor units), group, state, interval_days,
    silent_days, last_day, due_from, due_to, return_in_100, return_cases, and as text, empty where unknown, `name`
    and `product` (what the customer buys most often). `goods` has product_id, revenue_year, units_month,
    order_up_to, suggested, on_hand, cover_days, quiet_days, last_day, offered, dead. Either may hold only the rows
    that could matter.
    `dismissed` holds (kind, subject_id) to leave out.

    - talk: regulars (3 orders or more, a week or more apart) who are due now, by yearly revenue;
    - slipping: late or quiet customers of the better groups with two orders or more, by yearly revenue x p (1 - p),
      p the share that comes back by itself: near 0 a word rarely helps, near 1 none is needed. Where too few such
      silences were seen to tell p it counts as a half, and the why says that it cannot be told;
    - order: counted products that run short, by yearly revenue; then uncounted ones that sell;
    - dead: products that stopped selling, those known to be left first, by yearly revenue.
    """
    chosen: list[Task] = []
    for name, pick in PICKS.items():
        table, key = (people, "customer_id") if name in wording.MESSAGES else (goods, "product_id")
        subjects = table[key].tolist()
        wanted = [row for row in pick(table).tolist() if (name, subjects[row]) not in dismissed]
        chosen += [_task(name, subjects[row], _row(table, row), kinds[name]) for row in wanted[: kinds[name].most]]
    return tuple(chosen)


def _talk(people: Columns) -> Array:
    regular = (people["orders"] >= REGULAR) & (people["interval_days"] >= OFTEN)
    due = (people["state"] == "due") & (people["revenue_year"] > 0)
    return _first(regular & due, people["revenue_year"])


def _slipping(people: Columns) -> Array:
    share = np.nan_to_num(people["return_in_100"] / 100, nan=UNKNOWN_SHARE)
    weight = people["revenue_year"] * share * (1 - share)
    close = np.isin(people["group"], CLOSE_GROUPS) & (people["orders"] >= SECOND)
    return _first(close & np.isin(people["state"], ("late", "quiet")) & (weight > 0), weight)


def _order(goods: Columns) -> Array:
    counted = ~np.isnan(goods["on_hand"])
    short = np.where(counted, np.nan_to_num(goods["suggested"]), goods["order_up_to"]) > 0
    wanted = short & goods["offered"] & ~goods["dead"] & (goods["units_month"] > 0)
    return _first(wanted, goods["revenue_year"], before=counted)


def _dead(goods: Columns) -> Array:
    left = goods["on_hand"] > 0
    wanted = goods["dead"] & goods["offered"] & (left | (goods["revenue_year"] > 0))
    return _first(wanted, goods["revenue_year"], before=left)


def as_columns(tasks: Sequence[Task]) -> dict[str, Array]:
    """Put tasks into columns, one row each, in their order; `why` and `message` are phrases."""
    numbers = {"subject_id", "value", "minutes"}
    told = {field.name: [getattr(task, field.name) for task in tasks] for field in fields(Task)}
    return {name: np.array(values, np.int64 if name in numbers else object) for name, values in told.items()}


PICKS: dict[str, Callable[[Columns], Array]] = {
    "talk": _talk,
    "slipping": _slipping,
    "order": _order,
    "dead": _dead,
}


def _first(wanted: Array, weight: Array, before: Array | None = None) -> Array:
    """The wanted rows, the weightiest first; those marked `before` ahead of all others."""
    rows = np.flatnonzero(wanted)
    ahead = np.zeros(len(rows), bool) if before is None else before[rows]
    return rows[np.lexsort((rows, -weight[rows], ~ahead))]


def _row(table: Columns, at: int) -> dict[str, Any]:
    return {name: values[at : at + 1].tolist()[0] for name, values in table.items()}


def _task(name: str, subject: int, row: dict[str, Any], kind: Kind) -> Task:
    message = wording.message(name, row) if name in wording.MESSAGES else None
    return Task(name, subject, wording.why(name, row), message, int(row["revenue_year"]), kind.minutes)
