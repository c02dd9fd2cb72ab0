"""Shops made up by the MBG/NBD on a clock of their own, for tests and benchmarks of lifetimes and seasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from langganan.understand.clock import Clock

FIRST = date(2023, 1, 1)
YEAR = 365.2425


def flat(days):
    """Every day alike."""
    return np.ones(days)


def wavy(days):
    """Busy in late autumn, quiet in spring; mean about 1."""
    angle = 2 * np.pi * np.arange(days) / YEAR
    pace = np.exp(0.5 * np.cos(angle - 5.6) + 0.25 * np.cos(2 * angle))
    return pace / pace.mean()


@dataclass(frozen=True)
class SeasonalShop:
    """Who bought on which day (days since FIRST), and the clock by which they did."""

    who: np.ndarray
    days: np.ndarray
    clock: Clock

    def day(self, seen: int) -> date:
        """The last of the first `seen` days."""
        return FIRST + timedelta(days=seen - 1)

    def rows(self, cut: date, until: date):
        """What `lifetime.sql` gives."""
        last, end = (cut - FIRST).days, (until - FIRST).days
        first = np.full(self.who.max() + 1, np.iinfo(np.int64).max)
        np.minimum.at(first, self.who, self.days)
        past, ids = self.days <= last, np.flatnonzero(first <= last)
        latest, gaps = np.zeros(len(first), np.int64), np.zeros(len(first))
        np.maximum.at(latest, self.who[past], self.days[past])
        same = (self.who[1:] == self.who[:-1]) & past[1:]
        np.add.at(gaps, self.who[1:][same], np.log(np.diff(self.days)[same]))
        x = np.bincount(self.who[past], minlength=len(first)) - 1
        later = np.bincount(self.who[~past & (self.days <= end)], minlength=len(first))
        start = np.datetime64(FIRST, "D")
        return {
            "customer_id": ids, "first_day": start + first[ids], "last_day": start + latest[ids], "x": x[ids],
            "log_gaps": gaps[ids], "first_revenue": 900 + ids % 200, "repeat_revenue": x[ids] * (900 + ids % 200),
            "later": later[ids], "later_revenue": later[ids] * 1000,
        }  # fmt: skip

    def daily(self, cut: date):
        """What `season.sql` gives."""
        seen = self.days <= (cut - FIRST).days
        who, days = self.who[seen], self.days[seen]
        first = np.concatenate([[True], who[1:] != who[:-1]])
        new, again = (np.bincount(days[kind], minlength=days.max() + 1) for kind in (first, ~first))
        there = np.flatnonzero(new + again)
        return {"day": np.datetime64(FIRST, "D") + there, "first_time": new[there], "again": again[there]}


def simulated(customers, *, days, seed, pace=wavy, leaving=(0.8, 3.0)):
    """Customers who come first on any day but the last month; r .6, alpha 6 weeks, `leaving` the Beta's a and b."""
    rng, speed = np.random.default_rng(seed), pace(days)
    read = np.concatenate([[0.0], np.cumsum(speed)])
    start = rng.integers(0, days - 30, customers)
    rate, leave = rng.gamma(0.6, 1 / 6, customers) / 7, rng.beta(leaving[0], leaving[1], customers)
    at, who = read[start + 1].copy(), np.flatnonzero(rng.random(customers) >= leave)
    found = [np.arange(customers) * 10_000 + start]
    while len(who):
        at[who] += rng.exponential(size=len(who)) / rate[who]
        who = who[at[who] < read[-1]]
        found.append(who * 10_000 + np.searchsorted(read, at[who]) - 1)
        who = who[rng.random(len(who)) >= leave[who]]
    key = np.unique(np.concatenate(found))
    return SeasonalShop(key // 10_000, key % 10_000, Clock(np.datetime64(FIRST, "D"), speed))
