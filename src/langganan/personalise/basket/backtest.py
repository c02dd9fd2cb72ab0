"""Whether what was learned finds more of hidden orders than personal frequency does, on the shop's own past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.personalise.basket.candidates import Ask, Candidates, gathered
from langganan.personalise.basket.history import Truth
from langganan.personalise.basket.scores import Frequency, Learned, Pair, Score
from langganan.tables import Array

K = 10
MOST = 2_000


@dataclass(frozen=True, eq=False)
class Examples:
    """Candidates for hidden orders (own and new), whether each `came`, and its `weight`: one over the order's size.

    `hidden` is the size of each customer's hidden order (0: none); in several levels, customers of a further level
    stand behind all of the level before.
    """

    own: Candidates
    new: Candidates
    came: Pair
    hidden: Array

    @classmethod
    def of(cls, own: Candidates, new: Candidates, truth: Truth, ask: Ask) -> Examples:
        """This function will mark what was in the orders that followed those that were asked about."""
        size, people = np.int64(len(ask.history.products)), len(ask.history.customers)
        keys = truth.customer * size + truth.product
        came = [np.isin(rows.customer * size + rows.product, keys) for rows in (own, new)]
        asked = np.isin(np.arange(people), ask.people)
        return cls(own, new, (came[0], came[1]), np.bincount(truth.customer, minlength=people) * asked)

    @classmethod
    def joined(cls, levels: list[Examples]) -> Examples:
        """This function will put levels into one, giving customers of each their own places."""
        width = len(levels[0].hidden)
        own = gathered([_moved(level.own, at * width) for at, level in enumerate(levels)])
        new = gathered([_moved(level.new, at * width) for at, level in enumerate(levels)])
        came = [np.concatenate([level.came[side] for level in levels]) for side in (0, 1)]
        hidden = np.concatenate([level.hidden for level in levels])
        return cls(own, new, (came[0], came[1]), hidden)

    @property
    def orders(self) -> int:
        """How many hidden orders there are."""
        return int((self.hidden > 0).sum())

    @property
    def weight(self) -> Pair:
        """Rows count so that every hidden order counts alike, however long; they come to the number of rows."""
        each = [1 / np.maximum(self.hidden[rows.customer], 1) for rows in (self.own, self.new)]
        mean = max((each[0].sum() + each[1].sum()) / max(len(each[0]) + len(each[1]), 1), 1e-9)
        return each[0] / mean, each[1] / mean

    def half(self, people: Array) -> Examples:
        """This function will give the rows of the customers that `people` (booleans) picks."""
        kept = [people[rows.customer] for rows in (self.own, self.new)]
        came = self.came[0][kept[0]], self.came[1][kept[1]]
        return Examples(self.own.only(kept[0]), self.new.only(kept[1]), came, self.hidden * people)


@dataclass(frozen=True)
class Backtest:
    """Mean share of a hidden order among the first 10 suggested, over `orders` of them, learned and by frequency alone.

    `error` is the standard error of the difference; weights were learned on other customers than those asked about.
    """

    orders: int
    learned: float
    frequency: float
    error: float

    @property
    def better(self) -> bool:
        """Learned weights are used where they win by more than their standard error."""
        return self.learned - self.frequency > self.error

    @classmethod
    def none(cls) -> Backtest:
        """This function will give the backtest of a shop where no customer has two orders."""
        return cls(0, 0.0, 0.0, 0.0)


def backtest(examples: Examples, *, seed: int) -> Backtest:
    """Learn on one half of the customers and ask about the other, both ways; at most 2,000 hidden orders.

    This function will give recall at 10 of learned weights and of personal frequency on the same hidden orders.
    """
    people = np.random.default_rng(seed).permutation(np.flatnonzero(examples.hidden))[:MOST]
    halves = [examples.half(np.isin(np.arange(len(examples.hidden)), half)) for half in (people[::2], people[1::2])]
    if not all(half.orders for half in halves):
        return Backtest.none()
    found = []
    for learn_on, ask in (halves, halves[::-1]):
        learned = Learned.of(learn_on.own, learn_on.new, learn_on.came, learn_on.weight)
        found.append([_recall(ask, learned), _recall(ask, Frequency())])
    ours, plain = np.concatenate(found, axis=1)
    error = float((ours - plain).std(ddof=1) / np.sqrt(len(ours)))
    return Backtest(len(ours), float(ours.mean()), float(plain.mean()), error)


def _recall(asked: Examples, by: Score) -> Array:
    """The share of each hidden order that is among the first 10."""
    odds = np.concatenate(by.odds(asked.own, asked.new))
    customer, came = np.concatenate([asked.own.customer, asked.new.customer]), np.concatenate(asked.came)
    order = np.lexsort((-odds, customer))
    turn = np.arange(len(order)) - np.searchsorted(customer[order], customer[order])
    hit = order[(turn < K) & came[order]]
    people = np.flatnonzero(asked.hidden)
    return np.bincount(customer[hit], minlength=len(asked.hidden))[people] / asked.hidden[people]


def _moved(rows: Candidates, by: int) -> Candidates:
    return Candidates(rows.customer + by, rows.product, rows.terms, rows.names, rows.groups)
