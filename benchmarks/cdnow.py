"""CDNOW, the data that purchase models are published on: customers who first bought in early 1997, to June 1998.

Fader and Hardie's data, which we do not pass on: `cdnow_sample.csv` (2,357 customers) and `cdnow_master.parquet`
(23,570), made from the files of those names at brucehardie.com/datasets or in the package lifetimes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from langganan.tables import Array

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "clv"
CUT, END = "1997-09-30", "1998-06-30"
AHEAD = 39.0
"""Weeks from CUT to END."""


@dataclass(frozen=True, eq=False)
class Shop:
    """Customers' histories in days up to the cut, and what they bought after it."""

    x: Array
    t_x: Array
    T: Array
    log_gaps: Array
    spend: Array
    later: Array


def folder() -> Path:
    """The folder named as the first argument, or the one beside the checkout."""
    found = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (found / "cdnow_sample.csv").exists():
        print(f"Not measured: CDNOW is not in {found}. Name its folder: python benchmarks/lifetime.py FOLDER")
        raise SystemExit(0)
    return found


def read(path: Path) -> Shop:
    """Several orders of one day are one purchase."""
    lines = pd.read_csv(path) if path.suffix == ".csv" else pd.DataFrame(duckdb.read_parquet(str(path)).fetchnumpy())
    who = next(c for c in ("customer_id", "id", "master_id") if c in lines)
    lines["day"] = pd.to_datetime(lines["date"].astype(str))
    days = lines.groupby([who, "day"])["amount"].sum().reset_index()
    before = days[days["day"] <= CUT]
    people = before.groupby(who)["day"].agg(["min", "max", "count"])
    gaps = before.groupby(who)["day"].diff().dt.days
    log_gaps = np.log(gaps.dropna()).groupby(before[who]).sum().reindex(people.index).fillna(0)
    repeat = before[gaps.notna()].groupby(who)["amount"].sum().reindex(people.index).fillna(0)
    later = days[(days["day"] > CUT) & (days["day"] <= END)].groupby(who).size().reindex(people.index).fillna(0)
    x = (people["count"] - 1).to_numpy()
    return Shop(
        x,
        (people["max"] - people["min"]).dt.days.to_numpy(),
        (pd.Timestamp(CUT) - people["min"]).dt.days.to_numpy(),
        log_gaps.to_numpy(),
        np.divide(repeat.to_numpy(), x, out=np.zeros(len(x)), where=x > 0),
        later.to_numpy(),
    )
