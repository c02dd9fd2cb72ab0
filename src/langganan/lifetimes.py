"""Lifetimes as people read them: customers by what they are worth, with the sentences about each and about the shop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.listing import Names
from langganan.tables import Listing
from langganan.understand.lifetime import Lifetime, words
from langganan.understand.lifetime.backtest import Backtest
from langganan.words import Phrase, Voice, decimals_of

MONEY = ("order_value", "value", "value_low", "value_high")
ROUNDED = {"alive": 3, "expected": 2, "again": 3, "again_low": 3, "again_high": 3}


@dataclass(frozen=True, eq=False, repr=False)
class Lifetimes(Listing):
    """One row per customer, the most valuable first; money in whole units of the currency."""

    found: Lifetime
    names: Names
    currency: str

    def forecast(self, days: int = 90) -> Lifetimes:
        """Look another number of days ahead, 1 to 730. This function will give the same list for it."""
        return lifetimes(self.found.forecast(days), self.names, self.currency)

    @property
    def backtest(self) -> Backtest:
        """How each model did in the shop's own past, and so why this one is used."""
        return self.found.backtest

    def about(self, voice: Voice | None = None) -> tuple[str, ...]:
        """Which model is used, how it did in the shop's past, and what cannot be told yet, in plain sentences."""
        return self._said(words.shop(self.found), voice)

    def said(self, customer: str, voice: Voice | None = None) -> tuple[str, ...]:
        """What is foreseen of one customer, named as the source names them; `ArgumentError` where there is none.

        Whoever had bought nothing by the day looked at, or given all of it back, has no row: that is what is said.
        """
        rows = np.flatnonzero(self.found.customer_id == self.names.customer(customer))
        phrases = words.customer(self.found, int(rows[0])) if len(rows) else (Phrase(words.NOTHING),)
        return self._said(phrases, voice)

    def _said(self, phrases: tuple[Phrase, ...], voice: Voice | None) -> tuple[str, ...]:
        return tuple(phrase.say(voice or Voice(currency=self.currency)) for phrase in phrases)


def lifetimes(found: Lifetime, names: Names, currency: str) -> Lifetimes:
    """List customers by what they are worth over the next year. This function will give one row per customer."""
    order = np.lexsort((found.customer_id, -np.nan_to_num(found.value)))
    columns = {name: values[order] for name, values in found.columns().items() if name != "customer_id"}
    for name in MONEY:
        columns[name] = np.round(columns[name]) / 10 ** decimals_of(currency)
    for name, places in ROUNDED.items():
        columns[name] = np.round(columns[name], places)
    title = f"Customers and what is foreseen, {found.terms.horizon} days ahead, money in {currency}"
    data = {"customer": names.refs(found.customer_id[order]), **columns}
    return Lifetimes(title, data, found, names, currency)
