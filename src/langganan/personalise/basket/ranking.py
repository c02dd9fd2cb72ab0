"""What a model of the next basket answers with."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from langganan.personalise.basket.features import GROUPS
from langganan.tables import Array


@dataclass(frozen=True, eq=False)
class Ranking:
    """One row per customer and product, sorted by customer, best first.

    `customer` and `product` are places in the history asked about; `odds` the log odds that the product is in the
    next order; `repeat` says that the customer bought it before; `terms` (rows x groups, in the order of
    `features.GROUPS`) is what each group of terms added to the log odds, compared with an average candidate.
    """

    customer: Array
    product: Array
    odds: Array
    repeat: Array
    terms: Array

    @classmethod
    def of(cls, **columns: Array) -> Ranking:
        """This function will sort rows by customer, then odds; equals by product."""
        order = np.lexsort((columns["product"], -columns["odds"], columns["customer"]))
        return cls(**{name: values[order] for name, values in columns.items()})

    @classmethod
    def joined(cls, parts: list[Ranking]) -> Ranking:
        """This function will put rankings of different customers, in the order of the customers, into one."""
        if not parts:
            none = np.zeros(0, np.int64)
            return cls(none, none, none.astype(float), none > 0, np.zeros((0, len(GROUPS))))
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    @property
    def score(self) -> Array:
        """The estimated chance that the product is in the next order."""
        return 1 / (1 + np.exp(-self.odds))

    @property
    def turn(self) -> Array:
        """Each row's place in its customer's list, 0 first."""
        return np.arange(len(self.customer)) - np.searchsorted(self.customer, self.customer)

    def only(self, kept: Array) -> Ranking:
        """This function will give the rows that `kept` (booleans or places) picks."""
        return Ranking(*(getattr(self, field.name)[kept] for field in fields(self)))

    def first(self, k: int) -> Ranking:
        """This function will give the first `k` rows of each customer."""
        return self.only(self.turn < k)

    def __len__(self) -> int:
        return len(self.customer)

    def table(self, people: Array, k: int) -> Array:
        """This function will give the first `k` products of each of `people`, a row each, -1 where there are fewer."""
        start = np.searchsorted(self.customer, people)
        count = np.minimum(np.searchsorted(self.customer, people, side="right") - start, k)
        filled = np.arange(k) < count[:, None]
        places = np.full((len(people), k), -1, np.int64)
        places[filled] = self.product[(start[:, None] + np.arange(k))[filled]]
        return places
