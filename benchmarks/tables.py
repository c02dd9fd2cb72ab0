"""RFM and cohort tables of the full demo shop: ours beside plain pandas, same lines, same answers, one run.

Run: python benchmarks/tables.py. CPU seconds after reading, best of five.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import langganan
from langganan.engine import named_sql
from langganan.shop import Shop

sys.path.insert(0, str(Path(__file__).parent))
from measure import machine

AS_OF = date(2011, 12, 10)
PACKAGED = Path(__file__).parent.parent / "src/langganan/data/online_retail.parquet"


def main() -> None:
    """Time both, check that they agree, print one table."""
    shop = langganan.open(PACKAGED, zone="Europe/London", currency="GBP", as_of=AS_OF)
    for table in ("undone", "purchases"):
        shop.engine.make(table, named_sql("langganan", table), as_of=AS_OF)
    lines = pd.DataFrame(
        shop.engine.run("select customer_id, order_id, day, amount from purchases where customer_id >= 0")
    )
    takings = pd.DataFrame(shop.engine.run("select customer_id, day, amount from takings where customer_id >= 0"))
    people, cells = shop.segments(), shop.cohorts()
    theirs, (rival_people, rival_cells) = _best(lambda: (_rfm(lines, takings), _cohorts(lines)))
    ours, _ = _best(_another_day(shop))
    _agree(people, cells, rival_people, rival_cells)
    print(f"{machine()}, pandas {pd.__version__}\n\n| RFM and cohort tables | CPU s | ratio |\n|---|---|---|")
    print(f"| langganan, a day not asked about yet (works out what was undone too) | {ours:.3f} | 1 |")
    print(f"| pandas, purchases at hand | {theirs:.3f} | {theirs / ours:.1f} |")


def _best(work: Callable[[], Any]) -> tuple[float, Any]:
    best, answer = np.inf, None
    for _ in range(5):
        start = time.process_time()
        answer = work()
        best = min(best, time.process_time() - start)
    return best, answer


def _another_day(shop: Shop) -> Callable[[], Any]:
    """Ask about another day each time: answers about a day are remembered."""
    days = iter(pd.date_range("2011-12-03", "2011-12-08"))
    return lambda: (shop.segments(as_of=(day := next(days).date())), shop.cohorts(as_of=day))


def _rfm(lines: pd.DataFrame, takings: pd.DataFrame) -> pd.DataFrame:
    people = lines.groupby("customer_id").agg(last_day=("day", "max"), orders=("order_id", "nunique"))
    people["revenue"] = takings.groupby("customer_id")["amount"].sum()
    for score, column in (("r", "last_day"), ("f", "orders"), ("m", "revenue")):
        share = people[column].rank(method="average") / len(people)
        people[score] = np.ceil(share * 5).clip(1, 5).astype(int)
    return people


def _cohorts(lines: pd.DataFrame) -> pd.DataFrame:
    month = lines["day"].dt.year * 12 + lines["day"].dt.month
    first = month.groupby(lines["customer_id"]).transform("min")
    cells = lines.assign(first=first, number=month - first).groupby(["first", "number"])["customer_id"].nunique()
    return cells.reset_index(name="customers")


def _agree(people: Any, cells: Any, rival: pd.DataFrame, rival_cells: pd.DataFrame) -> None:
    """The answers must be the same, or the times mean nothing."""
    if sorted(people.to_pandas()["orders"]) != sorted(rival["orders"]) or int(cells["active"].sum()) != int(
        rival_cells["customers"].sum()
    ):
        raise SystemExit("ours and the rival's tables differ")


if __name__ == "__main__":
    main()
