"""What the season is worth: simulated shops with a known season, forecast with and without it.

Run: python benchmarks/season.py. Eight shops of 20,000 customers who drop out as the MBG/NBD says (r .6, alpha 6 weeks,
a .8, b 3) and buy at a rate that doubles and halves over the year; three years are seen and the next 91 days forecast.
`known` is the forecast with the true season, which nobody has: what is left of its error is chance.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np

import seasonal_shop
from langganan.tables import Columns
from langganan.understand.btyd import models
from langganan.understand.clock import STEADY, Clock
from langganan.understand.season import season
from langganan.understand.timed import histories, weeks_ahead

SEEN, AHEAD, CUSTOMERS, SHOPS = 1095, 91, 20_000, 8


def main() -> None:
    """Measure and print a Markdown table: errors of the total, in per cent."""
    print("| seed | real | calendar | season learned | season known |\n|---|---|---|---|---|")
    sizes = []
    for seed in range(1, SHOPS + 1):
        shop = seasonal_shop.simulated(CUSTOMERS, days=SEEN + AHEAD, seed=seed)
        cut = shop.day(SEEN)
        rows = shop.rows(cut, shop.day(SEEN + AHEAD))
        found = season(shop.daily(cut), rows, as_of=cut, zone="UTC")
        if found is None:
            raise SystemExit("No season was found in three years.")
        real = int(rows["later"].sum())
        errors = [_forecast(rows, cut, clock) / real - 1 for clock in (STEADY, found.clock, shop.clock)]
        sizes.append(np.abs(errors))
        print(f"| {seed} | {real:,} | " + " | ".join(f"{100 * error:+.1f}" for error in errors) + " |")
    print("| mean size | | " + " | ".join(f"{100 * size:.1f}" for size in np.mean(sizes, axis=0)) + " |")


def _forecast(rows: Columns, cut: date, clock: Clock) -> float:
    h = histories(rows, as_of=cut, clock=clock)
    return float(h.each(models.fit("mbg", h).expected(h, weeks_ahead(clock, cut, AHEAD))).sum())


if __name__ == "__main__":
    main()
