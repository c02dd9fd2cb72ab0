"""Fit the model of the next basket on a history, and score customers with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.backtest import Backtest, Examples, backtest
from langganan.personalise.basket.candidates import Ask, Candidates, gathered, weigh
from langganan.personalise.basket.history import History
from langganan.personalise.basket.known import Known
from langganan.personalise.basket.ranking import Ranking
from langganan.personalise.basket.scores import Frequency, Learned, Score
from langganan.tables import Array
from langganan.threads import one_blas_thread

ENOUGH_ORDERS, MOST_LEVELS = 2_000, 3
LINES = 600_000
"""Rows of the customers that are learned from, and that are looked through for neighbours: of more, a seeded sample."""


@dataclass(frozen=True, eq=False)
class Model:
    """What was learned: `known` from the whole history; `by`, what a candidate's terms are worth.

    `backtest` says how well it did on orders that were known but hidden, beside personal frequency.
    """

    known: Known
    by: Score
    backtest: Backtest

    def score(
        self, history: History, customers: Array, *, k: int, today: Array | None = None, allowed: Array | None = None
    ) -> Ranking:
        """Rank products for `customers` (places in `history`).

        `today` is the day (days since 1970) for which is suggested, per customer of the history; `allowed` (I) says
        which products may be suggested. This function will give the `k` best of own and new products together.
        """
        ask = Ask(history, np.unique(customers), today, allowed)
        return self.pools(ask, depth=k).first(k)

    def pools(self, ask: Ask, *, depth: int | None) -> Ranking:
        """This function will give the `depth` best own products and the `depth` best new ones of each customer."""
        made = weigh(self.known, ask, lambda own, new: self._ranked(own, new, depth))
        return Ranking.joined(made)

    def _ranked(self, own: Candidates, new: Candidates, depth: int | None) -> Ranking:
        odds = self.by.odds(own, new)
        kept = [_best(rows, value, depth) for rows, value in zip((own, new), odds, strict=True)]
        terms = self.by.groups(own.only(kept[0]), new.only(kept[1]))
        return Ranking.of(
            customer=np.concatenate([own.customer[kept[0]], new.customer[kept[1]]]),
            product=np.concatenate([own.product[kept[0]], new.product[kept[1]]]),
            odds=np.concatenate([value[rows] for value, rows in zip(odds, kept, strict=True)]),
            repeat=np.arange(len(kept[0]) + len(kept[1])) < len(kept[0]),
            terms=np.concatenate(terms),
        )


def fit(history: History, *, seed: int) -> Model:
    """Learn the model of the next basket.

    This function will learn what terms are worth on each customer's last order, hidden (where customers are few, on
    the ones before it too), then count products and people again with nothing hidden. Where what was learned does not
    find more of the hidden orders than personal frequency does, it will rank by personal frequency.
    """
    with one_blas_thread():
        examples = _examples(history, seed)
        known = Known.of(history, lines=LINES, seed=seed)
        if examples is None:
            return Model(known, Frequency(), Backtest.none())
        found = backtest(examples, seed=seed)
        by = Learned.of(examples.own, examples.new, examples.came, examples.weight) if found.better else Frequency()
        return Model(known, by, found)


def _examples(history: History, seed: int) -> Examples | None:
    """Candidates for hidden orders, with what came of them; None where no customer has two orders."""
    levels: list[Examples] = []
    while len(levels) < MOST_LEVELS and sum(level.orders for level in levels) < ENOUGH_ORDERS:
        rest, truth = history.without_last(len(levels) + 1)
        people = rest.drawn(np.unique(truth.customer), lines=LINES, seed=seed)
        if not len(people):
            break
        known = Known.of(rest, lines=LINES, seed=seed)
        sold = np.bincount(rest.product, minlength=len(rest.products)) > 0
        ask = Ask(rest, people, truth.today, allowed=sold)
        parts = weigh(known, ask, lambda own, new: (own, new))
        sides = gathered([own for own, _ in parts]), gathered([new for _, new in parts])
        levels.append(Examples.of(sides[0], sides[1], truth, ask))
    return Examples.joined(levels) if levels else None


def _best(rows: Candidates, odds: Array, depth: int | None) -> Array:
    """Places of the `depth` best rows of each customer."""
    if depth is None:
        return np.arange(len(odds))
    order = np.lexsort((rows.product, -odds, rows.customer))
    customer = rows.customer[order]
    return order[np.arange(len(order)) - np.searchsorted(customer, customer) < depth]
