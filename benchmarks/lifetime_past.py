"""What foreseeing is worth: the rolling backtest of lifetimes on real shops, beside the naive rules.

Run: python benchmarks/lifetime_past.py [DATA]. DATA is the folder with clv/cdnow_master.parquet, ../shared/data of this
checkout unless said; without it only the packaged shop (UCI Online Retail) is measured. Scores are means over customers
and cuts: the logarithm of the chance given to what came (higher is better), absolute and root mean squared error per
customer, the error of the sum, Brier's score of the chance to come at all (lower is better), and how far the
probability integral transform is from even. `rhythm` is Kaplan-Meier by number of orders, `old_rate` the naive rule.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

from langganan.engine import Engine, named_sql
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.tables import Columns
from langganan.understand import rhythm
from langganan.understand.lifetime import Cut, Lifetime, Terms, cuts, lifetime
from langganan.understand.lifetime.backtest import Backtest
from langganan.understand.season import Diary

ROOT = Path(__file__).parent.parent
PACKAGED = ROOT / "src/langganan/data/online_retail.parquet"
HORIZONS = (60, 90)
COLUMNS = ("log_score", "mae", "rmse", "total_error", "brier", "pit")


def main() -> None:
    """Measure and print a Markdown table per shop and horizon."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data"
    shops = {"UCI Online Retail": (_uci(), "Europe/London")}
    if (data / "clv/cdnow_master.parquet").exists():
        shops["CDNOW"] = (_cdnow(data / "clv/cdnow_master.parquet"), "America/New_York")
    for name, (engine, zone) in shops.items():
        for horizon in HORIZONS:
            start = time.process_time()
            found = _foreseen(engine, zone, Terms(horizon=horizon))
            spent = time.process_time() - start
            _print(f"{name}, {horizon} days ahead; {len(found):,} customers, {spent:.2f} s of CPU", found)


def _foreseen(engine: DuckDBEngine, zone: str, terms: Terms) -> Lifetime:
    """The lifetimes of a shop whose `purchases` are on the engine, seen from the last day."""
    first, as_of = (value.item() for value in _ends(engine))
    past = [_cut(engine, *days) for days in cuts(first, as_of, horizon=terms.horizon)]
    diary = Diary(engine.run(named_sql("langganan.understand", "season"), as_of=as_of), zone)
    return lifetime(_rows(engine, as_of, as_of), as_of=as_of, past=past, diary=diary, terms=terms)


def _cut(engine: DuckDBEngine, day: date, until: date) -> Cut:
    beat = rhythm.rhythm(
        engine.run(named_sql("langganan.understand", "rhythm"), as_of=day), as_of=day, horizon=(until - day).days
    )
    return Cut(day, until, _rows(engine, day, until), beat.return_in_100 / 100)


def _rows(engine: Engine, day: date, until: date) -> Columns:
    return engine.run(named_sql("langganan.understand", "lifetime"), cut=day, until=until)


def _ends(engine: Engine) -> tuple[np.datetime64, np.datetime64]:
    row = engine.run("select min(day) as first, max(day) as last from visits where customer_id >= 0")
    return row["first"][0], row["last"][0]


def _uci() -> Engine:
    import langganan

    shop = langganan.open(PACKAGED, zone="Europe/London", currency="GBP")
    shop.lifetime()  # which makes the table of visits
    return shop.engine


def _cdnow(path: Path) -> DuckDBEngine:
    """CDNOW: 23,570 customers who bought first in January to March 1997, up to June 1998; amounts in cents."""
    engine = DuckDBEngine()
    engine.attach("master", str(path))
    engine.make("visits", """
        select customer_id, cast(date as date) as day, cast(round(amount * 100) as bigint) as amount from master
    """)  # fmt: skip
    return engine


def _print(title: str, found: Lifetime) -> None:
    table: Backtest = found.backtest
    short = "; history too short to see customers leaving" if found.short_history else ""
    print(f"\n{title}. Chosen: {found.model}{short}\n")
    print("| model | cuts | " + " | ".join(COLUMNS) + " |\n|---|---|" + "---|" * len(COLUMNS))
    for name in dict.fromkeys(table.model.tolist()):
        tried = int((table.model == name).sum())
        print(f"| {name} | {tried} | " + " | ".join(f"{_mean(table, column, name):.4f}" for column in COLUMNS) + " |")


def _mean(table: Backtest, column: str, name: str) -> float:
    """Over cuts; of errors of sums their size, of the transform the worst."""
    own = table.only(table.model == name)
    if column == "total_error":
        return float(np.abs(own.total_error).mean())
    return float(own.pit.max()) if column == "pit" else table.mean(column, name)


if __name__ == "__main__":
    main()
