"""Taste: which groups of products each simulated customer, and each order, turns to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.simulate.again import Again
from langganan.simulate.catalogue import Catalogue
from langganan.tables import Array


@dataclass(frozen=True, eq=False)
class Taste:
    """Per customer a share of each group, drawn from a Dirichlet distribution, and per order a main group.

    `liked` holds, customer by customer, the customer's number plus the share of the groups up to each one.
    """

    liked: Array
    theme: Array
    themed: float
    width: int

    @staticmethod
    def of(customer: Array, order: Array, again: Again, catalogue: Catalogue, rng: np.random.Generator) -> Taste:
        """Draw tastes for the customers and orders of lines, both numbered from 0 and sorted."""
        count, width = int(customer.max(initial=-1)) + 1, len(catalogue.groups)
        shape = np.broadcast_to(again.narrow * catalogue.groups, (count, width))
        shares = np.cumsum(rng.standard_gamma(shape) + 1e-300, axis=1)
        liked = (np.arange(count)[:, None] + shares / shares[:, -1:]).ravel()
        begins = np.flatnonzero(np.append(True, order[1:] != order[:-1])[: len(order)])
        return Taste(liked, _drawn(liked, customer[begins], width, rng), again.themed, width)

    def groups(self, customer: Array, order: Array, rng: np.random.Generator) -> Array:
        """Draw the group that each line turns to. This function will give one group per row."""
        own = _drawn(self.liked, customer, self.width, rng)
        return np.where(rng.random(len(own)) < self.themed, self.theme[order], own)


def _drawn(liked: Array, customer: Array, width: int, rng: np.random.Generator) -> Array:
    at = np.searchsorted(liked, customer + rng.random(len(customer)), side="right")
    return np.clip(at - customer * width, 0, width - 1)
