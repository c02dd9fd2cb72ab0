"""Lifetimes of a whole shop: which days of the past are looked at, and which named SQL is run for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from langganan.tables import Array, Columns
from langganan.understand import rhythm
from langganan.understand.lifetime.foresee import lifetime
from langganan.understand.lifetime.result import Lifetime
from langganan.understand.lifetime.terms import Cut, Terms, cuts
from langganan.understand.season import Diary

Run = Callable[..., Columns]
"""Runs a named SQL of this stage on the shop as it was in the evening of one day: `run(name, **parameters)`."""


def of_shop(run: Run, *, as_of: date, zone: str, terms: Terms) -> Lifetime:
    """Foresee what a shop's customers will do. This function will run the SQL and give one row per customer.

    `lifetime.sql` is run once for `as_of` and once for each day of the past that is tried, `season.sql` and
    `rhythm.sql` once.
    """
    rows = run("lifetime", cut=as_of, until=as_of)
    if not len(rows["x"]):
        return lifetime(rows, as_of=as_of, terms=terms)
    bought, first = run("rhythm"), rows["first_day"].min().item()
    past = [
        Cut(day, until, run("lifetime", cut=day, until=until), _returns(bought, day, until))
        for day, until in cuts(first, as_of, horizon=terms.horizon)
    ]
    return lifetime(rows, as_of=as_of, past=past, diary=Diary(run("season"), zone), terms=terms)


def _returns(bought: Columns, day: date, until: date) -> Array:
    """The share of customers like each who come back by `until`, as `rhythm` says it from what was bought by `day`."""
    seen = bought["day"] <= np.datetime64(day, "D")
    known = {name: values[seen] for name, values in bought.items()}
    return rhythm.rhythm(known, as_of=day, horizon=(until - day).days).return_in_100 / 100
