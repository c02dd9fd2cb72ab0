"""The rolling backtest: what each model, and each naive rule, would have foreseen in the shop's own past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from langganan.tables import Array, Result
from langganan.understand.btyd import models
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.models import Fitted
from langganan.understand.clock import STEADY, Clock
from langganan.understand.lifetime.naive import OldRate
from langganan.understand.lifetime.outlook import tails
from langganan.understand.lifetime.terms import Cut
from langganan.understand.season import Season
from langganan.understand.timed import histories, weeks_ahead

OLD_RATE, SEASON, RHYTHM = "old_rate", "mbg_season", "rhythm"
CHOICES = ("mbg", "pareto", "mbg_cnbd", SEASON, OLD_RATE)
"""What may be chosen. Plain BG/NBD (`bg`) is shown and never chosen: it holds every one-time buyer to be alive."""
CALENDAR = ("mbg", "pareto", "mbg_cnbd", "bg")
SLICES = 10
LEAST_CHANCE = 1e-12
"""What was held to be impossible and happened costs 28 nats, not everything."""
MOST_TRIED = 20_000
"""Of more customers than this every second, third ... is tried: the choice needs no more."""


@dataclass(frozen=True, eq=False, repr=False)
class Backtest(Result):
    """One row per cut and model. `day` is when it was foreseen, `until` the last day of what was foreseen.

    `log_score` is the mean logarithm of the chance given to the number of orders that came (Good 1952; the higher
    the better; proper: only the truth does best); `mae` and `rmse` compare expected with real orders per customer,
    `total_error` their sums, as a share of what came (NaN where nothing did); `brier` is the mean squared error of the
    chance to come at all (Brier 1950); `pit` is the largest distance of a tenth of the probability integral transform
    from one tenth.
    The rule `rhythm` (Kaplan-Meier) foresees only whether somebody comes, `old_rate` is the naive rule.
    """

    day: Array
    until: Array
    model: Array
    customers: Array
    log_score: Array
    mae: Array
    rmse: Array
    total_error: Array
    brier: Array
    pit: Array

    def mean(self, column: str, model: str) -> float:
        """One model's mean of a column over all its cuts, each customer counting the same; NaN without any."""
        own = self.model == model
        return float(np.average(getattr(self, column)[own], weights=self.customers[own])) if own.any() else np.nan


@dataclass(frozen=True, eq=False)
class Trial:
    """What one model foresaw at one cut, per customer: the chance to come at all, orders, the chance of what came.

    `pit` holds the shares of the probability integral transform in ten slices.
    """

    cut: Cut
    model: str
    again: Array
    expected: Array | None = None
    log_chance: Array | None = None
    pit: Array | None = None

    @property
    def later(self) -> Array:
        return self.cut.rows["later"]


def trials(cut: Cut, season: Season | None = None) -> list[Trial]:
    """Forecast from one day in the past. This function will give a trial per model that can be tried there.

    `season` is what could be known of it on that day, or None.
    """
    cut = _thinned(cut)
    h = histories(cut.rows, as_of=cut.day)
    fitted: list[tuple[Fitted, Histories, Clock]] = [(models.fit(name, h), h, STEADY) for name in CALENDAR]
    fitted.append((OldRate.fit(h), h, STEADY))
    tried = [_trial(cut, model.name, model, (own, clock)) for model, own, clock in fitted]
    if season is not None:
        own = histories(cut.rows, as_of=cut.day, clock=season.clock)
        tried.append(_trial(cut, SEASON, models.fit("mbg", own), (own, season.clock)))
    if cut.returns is not None:
        tried.append(Trial(cut, RHYTHM, np.where(np.isnan(cut.returns), _usual(cut.returns), cut.returns)))
    return tried


def _usual(returns: Array) -> float:
    """What is said of those of whom nothing can be told: the mean of the others, a half without others."""
    known = returns[~np.isnan(returns)]
    return float(known.mean()) if len(known) else 0.5


def _thinned(cut: Cut) -> Cut:
    step = -(-len(cut.rows["x"]) // MOST_TRIED)
    if step <= 1:
        return cut
    rows = {name: values[::step] for name, values in cut.rows.items()}
    return Cut(cut.day, cut.until, rows, None if cut.returns is None else cut.returns[::step])


def _trial(cut: Cut, name: str, model: Fitted, on: tuple[Histories, Clock]) -> Trial:
    h, clock = on
    later, ahead = cut.rows["later"], weeks_ahead(clock, cut.day, (cut.until - cut.day).days)
    at, above = tails(model, h, ahead, later)
    return Trial(
        cut, name, h.each(model.at_least(h, ahead, 1)), h.each(model.expected(h, ahead)),
        np.log(np.maximum(at - above, LEAST_CHANCE)), pit_slices(at, above),
    )  # fmt: skip


def pit_slices(at: Array, above: Array) -> Array:
    """Spread the probability integral transform over ten slices. This function will give their shares, which sum to 1.

    What a randomised transform has on average, without chance: for a count n each slice gets the part of
    (P(N < n), P(N <= n)] that lies in it (Czado, Gneiting and Held 2009, eq. 2). `at` is P(N >= n), `above` P(N > n).
    """
    low, high = 1 - at, 1 - above
    edges = np.linspace(0, 1, SLICES + 1)[:, None]
    below = np.clip((edges - low) / np.maximum(high - low, LEAST_CHANCE), 0, 1)
    return np.diff(below.mean(axis=1))


def backtest(tried: Sequence[Trial]) -> Backtest:
    """Compare what was foreseen with what came. This function will give a row per trial, in their order."""
    rows = [_scores(trial) for trial in tried]
    kinds = {"day": "datetime64[D]", "until": "datetime64[D]", "model": object, "customers": np.int64}
    names = list(Backtest.__dataclass_fields__)
    return Backtest(**{name: np.array([row[name] for row in rows], kinds.get(name, np.float64)) for name in names})


def _scores(trial: Trial) -> Mapping[str, object]:
    later, nothing = trial.later, np.nan
    row: dict[str, object] = {
        "day": trial.cut.day, "until": trial.cut.until, "model": trial.model, "customers": len(later),
        "log_score": nothing, "mae": nothing, "rmse": nothing, "total_error": nothing, "pit": nothing,
        "brier": np.mean((trial.again - (later > 0)) ** 2),
    }  # fmt: skip
    if trial.expected is not None and trial.log_chance is not None and trial.pit is not None:
        missed = trial.expected - later
        row |= {
            "log_score": trial.log_chance.mean(), "mae": np.abs(missed).mean(), "rmse": np.sqrt((missed**2).mean()),
            "total_error": missed.sum() / later.sum() if later.any() else nothing,
            "pit": np.abs(trial.pit - 1 / SLICES).max(),
        }  # fmt: skip
    return row


def best(table: Backtest) -> str:
    """Choose a model by its log score. This function will give its name; `mbg` where nothing could be tried.

    The best over all cuts is chosen of the models that know no season, the naive rule among them. The season is used
    where it scores better than that one over the cuts at which there was one to try.
    """
    plain = {name: table.mean("log_score", name) for name in CHOICES if name != SEASON}
    if not len(table) or all(np.isnan(score) for score in plain.values()):
        return "mbg"
    chosen = max((name for name in plain if not np.isnan(plain[name])), key=plain.__getitem__)
    days = table.day[table.model == SEASON]
    there = table.only(np.isin(table.day, days))
    return SEASON if len(days) and there.mean("log_score", SEASON) > there.mean("log_score", chosen) else chosen
