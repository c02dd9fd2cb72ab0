"""What one history says about products and people, and what it makes of a customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.basket.items import Items
from langganan.personalise.basket.neighbours import nearest, tastes
from langganan.personalise.basket.repeat import Own
from langganan.personalise.basket.together import SHRINK, alike
from langganan.personalise.basket.twofold import Twofold
from langganan.tables import Array

FADE = 0.9


@dataclass(frozen=True, eq=False)
class Known:
    """Products (`items`, `goes`: products x products), and `people` (ids, sorted) who can be neighbours, by `tastes`.

    `lengths` are the squared lengths of their tastes; `popular` are all products, most customers first.
    """

    items: Items
    goes: Twofold
    tastes: Twofold
    lengths: Array
    people: Array
    popular: Array
    shrink: float = SHRINK

    @classmethod
    def of(cls, history: History, *, lines: int, seed: int) -> Known:
        """This function will learn it from a history, with customers of at most about `lines` rows as neighbours."""
        own, people = Own.of(history), history.drawn(np.flatnonzero(history.orders), lines=lines, seed=seed)
        vectors = tastes(history)[people]
        lengths = np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel()
        goes = alike(own, len(history.customers), len(history.products))
        items = Items.of(history, own)
        popular = np.lexsort((-items.recent[1, -1], -items.customers))
        return cls(items, Twofold.of(goes), Twofold.of(vectors), lengths, history.customers[people], popular)

    def near(self, part: History) -> Array:
        """This function will give what the customers most like each of these buy: customers x products, float32."""
        if not len(self.people):
            return np.zeros((len(part.customers), len(part.products)), np.float32)
        place = np.minimum(np.searchsorted(self.people, part.customers), len(self.people) - 1)
        itself = np.where(self.people[place] == part.customers, place, -1)
        return nearest(tastes(part), self.tastes, self.lengths, itself)

    def goes_with(self, part: History) -> Array:
        """This function will give what goes with each customer's purchases, later ones counting for more."""
        return self.goes.after(faded(part))


def faded(history: History) -> Any:
    """This function will give purchases as a sparse matrix, customers x products, an order ago counting 0.9 as much."""
    from scipy import sparse

    shape = (len(history.customers), len(history.products))
    weight = (FADE**history.age).astype(np.float32)
    return sparse.csr_matrix((weight, (history.customer, history.product)), shape=shape)
