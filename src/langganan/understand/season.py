"""Season: how much faster or slower a shop's customers buy on each day of the year, learned from the shop itself.

Purchases of the existing customers on day d are compared with what the MBG/NBD expects without a season, e(d), in a
Poisson regression: ln E y(d) = ln e(d) + b0 + b1 d + sum over columns of b x(d). Columns are four sines and cosines of
the day of the year, where two whole years were seen, and one for each event (Lebaran, 11.11, 12.12, Christmas) of
the shop's time zone that was seen whole at least once. b0 and b1 take up what the model misses in the level and in the
long run and are no part of the season. Coefficients have normal priors around 0, so that what was hardly seen is drawn
to no season; days vary more than Poisson counts (quasi-Poisson, McCullagh and Nelder 1989, section 6.2.3), which
weakens the data against the prior accordingly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.tables import Array, Columns
from langganan.understand.btyd import models
from langganan.understand.clock import STEADY, Clock
from langganan.understand.events import days_of, events_for, windows
from langganan.understand.timed import WEEK, histories

YEAR = 365.2425
TWO_YEARS = 730
WAVES = 4
WAVE_SPREAD, EVENT_SPREAD = 0.5, 0.7
"""Standard deviations of the priors: of wave k the first divided by k; an event doubles buying at one of the second."""
AHEAD = 4 * 366
ROUNDS = 3
ENOUGH = 1e-8
CURVE = 64
MOST_FITTED = 20_000
"""Of more customers than this every second, third ... says how purchases thin out with time."""


@dataclass(frozen=True, eq=False)
class Season:
    """How fast each day runs, and what that was made of.

    `year_round`: of a whole year's profile; `events`: of these, each with the factor by which buying goes up in it.
    """

    clock: Clock
    year_round: bool
    events: dict[str, float]


@dataclass(frozen=True, eq=False)
class Diary:
    """What a season is learned from: the rows of `season.sql`, and the time zone, whose events may matter."""

    daily: Columns
    zone: str


def season(daily: Columns, rows: Columns, *, as_of: date, zone: str) -> Season | None:
    """Learn the shop's season from what was bought up to `as_of`. This function will give None where none can be told.

    `daily` has the rows of `season.sql`, `rows` those of `lifetime.sql` for the same day. The pace has mean 1 over the
    days seen, and reaches four years ahead.
    """
    seen = daily["day"] <= np.datetime64(as_of, "D")
    if not seen.any() or not daily["again"][seen].any():
        return None
    days, first_time, again = _every_day({name: values[seen] for name, values in daily.items()}, as_of)
    events = [name for name in events_for(zone) if _seen_whole(name, days)]
    year_round = len(days) >= TWO_YEARS
    if not events and not year_round:
        return None
    pace, found = np.ones(len(days)), np.zeros(0)
    for _ in range(ROUNDS):
        expected = _expected(rows, first_time, as_of=as_of, clock=Clock(days[0], pace)) / pace
        found = _regression(again, expected, _columns(days, events, year_round), _spreads(events, year_round))
        pace = _pace(days, found, (events, year_round))
    future = days[-1] + np.arange(1, AHEAD + 1)
    level = np.exp(_columns(days, events, year_round) @ found).mean()
    coming = np.exp(_columns(future, events, year_round) @ found) / level
    factors = dict(zip(events, np.exp(found[len(found) - len(events) :]).tolist(), strict=True))
    return Season(Clock(days[0], np.concatenate([pace, coming])), year_round, factors)


def _pace(days: Array, found: Array, of: tuple[list[str], bool]) -> Array:
    pace = np.exp(_columns(days, *of) @ found)
    return pace / pace.mean()


def _every_day(daily: Columns, as_of: date) -> tuple[Array, Array, Array]:
    """All days from the first purchase to `as_of`, with new customers and purchases of earlier ones; 0 without any."""
    first, last = daily["day"][0], np.datetime64(as_of, "D")
    days = np.arange(first, last + 1)
    at = (daily["day"] - first).astype(np.int64)
    counts = np.zeros((2, len(days)))
    counts[0, at], counts[1, at] = daily["first_time"], daily["again"]
    return days, counts[0], counts[1]


def _seen_whole(name: str, days: Array) -> bool:
    spans = windows(name, days[0].item(), days[-1].item())
    return any(first >= days[0] and last <= days[-1] for first, last in spans)


def _expected(rows: Columns, first_time: Array, *, as_of: date, clock: Clock) -> Array:
    """Purchases that an MBG/NBD on this clock expects of earlier customers on each day.

    That is the sum over the days before of the new customers of each times what one of them buys on the day.
    """
    part = {name: values[:: 1 + len(values) // MOST_FITTED] for name, values in rows.items()}
    steady = bool(np.all(clock.pace == 1))
    model = models.fit("mbg", histories(part, as_of=as_of, clock=STEADY if steady else clock))
    read = np.cumsum(clock.pace)
    length = np.linspace(0, read[-1] - read[0] + 1, CURVE) ** 2 / max(read[-1] - read[0] + 1, 1)
    bought = np.array([model.new(float(t) / WEEK) if t else 0.0 for t in length])
    reached = np.zeros(len(read))
    for day in np.flatnonzero(first_time):
        reached[day:] += first_time[day] * np.interp(read[day:] - read[day], length, bought)
    return np.maximum(np.diff(reached, prepend=0.0), 1e-9)


def _columns(days: Array, events: list[str], year_round: bool) -> Array:  # noqa: FBT001 - one of three that belong together
    """(days x columns) the waves of the year, then the events."""
    angle = 2 * np.pi * (days - days.astype("datetime64[Y]")).astype(np.int64) / YEAR
    waves = [wave(k * angle) for k in range(1, WAVES + 1) for wave in (np.sin, np.cos)] if year_round else []
    return np.stack([*waves, *(days_of(name, days).astype(float) for name in events)], axis=1)


def _spreads(events: list[str], year_round: bool) -> Array:  # noqa: FBT001 - as above
    waves = [WAVE_SPREAD / k for k in range(1, WAVES + 1) for _ in range(2)] if year_round else []
    return np.array([*waves, *([EVENT_SPREAD] * len(events))])


def _regression(counts: Array, expected: Array, columns: Array, spreads: Array) -> Array:
    """The season's coefficients: the posterior mode, by Newton's method, with the overdispersion worked out anew."""
    years = np.linspace(-0.5, 0.5, len(counts)) * len(counts) / YEAR
    whole = np.column_stack([np.ones(len(counts)), years, columns])
    precision = np.concatenate([[1e-9, 1.0], spreads**-2])
    found, excess = np.zeros(whole.shape[1]), 1.0
    found[0] = np.log(counts.sum() / expected.sum())
    for _ in range(100):
        mean = expected * np.exp(np.clip(whole @ found, -20, 20))
        excess = max(float(((counts - mean) ** 2 / mean).sum()) / max(len(counts) - len(found), 1), 1.0)
        slope = whole.T @ (counts - mean) / excess - precision * found
        step = np.linalg.solve((whole.T * mean) @ whole / excess + np.diag(precision), slope)
        found = found + step * min(1.0, 1 / float(np.abs(step).max()))
        if np.abs(step).max() < ENOUGH:
            break
    return found[2:]
