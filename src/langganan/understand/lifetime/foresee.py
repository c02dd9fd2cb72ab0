"""From a shop's purchases to its customers' lifetimes: the model chosen by the backtest, fitted to today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from langganan.tables import Columns
from langganan.understand.btyd import models
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.models import Fitted
from langganan.understand.clock import STEADY
from langganan.understand.lifetime.backtest import OLD_RATE, SEASON, Backtest, Trial, backtest, best, trials
from langganan.understand.lifetime.calibration import calibration
from langganan.understand.lifetime.leaving import leaving_shows
from langganan.understand.lifetime.money import order_value
from langganan.understand.lifetime.naive import OldRate
from langganan.understand.lifetime.result import Basis, Lifetime, counts, lasting
from langganan.understand.lifetime.terms import LEAST_CUSTOMERS, LEAST_DAYS, VALUE_DAYS, Cut, Terms
from langganan.understand.season import Diary, Season, season
from langganan.understand.timed import histories, weeks_ahead

DEFAULTS = Terms()


def lifetime(
    rows: Columns, *, as_of: date, past: Sequence[Cut] = (), diary: Diary | None = None, terms: Terms = DEFAULTS
) -> Lifetime:
    """Foresee what each customer will do. This function will give one row per row of `lifetime.sql`, in its order.

    `rows` are of the day `as_of`, `past` of days before (see `cuts`) with what came after them; with a `diary` the
    shop's season is tried as well. Of all models, and of the naive rule, the one that did best in the past is used; the
    MBG/NBD without any past to try. Fewer than 20 customers, none who came again, or less than two weeks foresee
    nothing: all chances are NaN.
    """
    if not _enough(rows, as_of):
        return _nothing(rows, terms)
    tried = [trial for cut in past if _enough(cut.rows, cut.day) for trial in trials(cut, _clock(cut, diary))]
    table = backtest(tried)
    name = best(table)
    basis = _basis(rows, as_of, (name, tried), diary)
    per_row = {key: values[basis.histories.place] for key, values in counts(basis, terms.horizon).items()}
    return Lifetime(
        customer_id=rows["customer_id"], purchases=rows["x"] + 1, model=name, backtest=table, terms=terms,
        short_history=not leaving_shows(basis.histories), basis=basis, **per_row, **lasting(basis, terms),
    )  # fmt: skip


def _enough(rows: Columns, as_of: date) -> bool:
    """Whether there is anything to learn from."""
    if len(rows["x"]) < LEAST_CUSTOMERS or not rows["x"].any():
        return False
    return int((np.datetime64(as_of, "D") - rows["first_day"].min()).astype(int)) >= LEAST_DAYS


def _clock(cut: Cut, diary: Diary | None) -> Season | None:
    return None if diary is None else season(diary.daily, cut.rows, as_of=cut.day, zone=diary.zone)


def _basis(rows: Columns, as_of: date, chosen: tuple[str, list[Trial]], diary: Diary | None) -> Basis:
    name, tried = chosen
    learned = season(diary.daily, rows, as_of=as_of, zone=diary.zone) if name == SEASON and diary is not None else None
    clock = STEADY if learned is None else learned.clock
    h = histories(rows, as_of=as_of, clock=clock)
    model = _fitted(name, h)
    return Basis(
        as_of=as_of, customers=rows["customer_id"], model=model, histories=h, clock=clock, season=learned,
        orders=order_value(rows), calibration=calibration([trial for trial in tried if trial.model == name]),
        new_orders=model.new(weeks_ahead(clock, as_of, VALUE_DAYS)),
    )  # fmt: skip


def _fitted(name: str, h: Histories) -> Fitted:
    return OldRate.fit(h) if name == OLD_RATE else models.fit("mbg" if name == SEASON else name, h)


def _nothing(rows: Columns, terms: Terms) -> Lifetime:
    unknown, never = np.full(len(rows["x"]), np.nan), np.full(len(rows["x"]), np.datetime64("NaT", "D"))
    columns = {
        name: never if name.startswith("next_") else unknown
        for name, kind in Lifetime.__annotations__.items() if kind == "Array"
    }  # fmt: skip
    columns |= {"customer_id": rows["customer_id"], "purchases": rows["x"] + 1}
    table: Backtest = backtest([])
    return Lifetime(**columns, model="none", backtest=table, short_history=True, terms=terms, basis=None)
