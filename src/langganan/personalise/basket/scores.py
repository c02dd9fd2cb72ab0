"""What a candidate's terms are worth: learned, or by personal frequency alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from langganan.personalise.basket.candidates import Candidates
from langganan.personalise.basket.features import GROUPS
from langganan.personalise.basket.learn import Weights, learn
from langganan.tables import Array
from langganan.threads import mapped

Pair = tuple[Array, Array]
SURE = 1e-4


class Score(Protocol):
    """A way to order own and new products together."""

    @property
    def method(self) -> str:
        """What it is called: learned, or frequency."""
        ...

    def odds(self, own: Candidates, new: Candidates) -> Pair:
        """Log odds of each own and of each new candidate."""

    def groups(self, own: Candidates, new: Candidates) -> Pair:
        """What each group of terms (columns, in the order of `GROUPS`) adds to them."""


@dataclass(frozen=True, eq=False)
class Learned:
    """Weights for own products and for new ones, from what came after hidden orders."""

    own: Weights
    new: Weights
    method: str = "learned"

    @classmethod
    def of(cls, own: Candidates, new: Candidates, came: Pair, weight: Pair) -> Learned:
        """This function will learn both by logistic regression."""
        learned = list(mapped(learn, (own.terms, new.terms), came, weight))
        return cls(learned[0], learned[1])

    def odds(self, own: Candidates, new: Candidates) -> Pair:
        return self.own.score(own.terms), self.new.score(new.terms)

    def groups(self, own: Candidates, new: Candidates) -> Pair:
        return _summed(self.own, own), _summed(self.new, new)


@dataclass(frozen=True, eq=False)
class Frequency:
    """Own products by the number of orders they were in, then all by popularity (GP-TopFreq: Li et al. 2023)."""

    method: str = "frequency"

    def odds(self, own: Candidates, new: Candidates) -> Pair:
        """Shares of orders as chances; popularity decides between equals and comes after all of them."""
        share = np.clip(own.terms[:, own.names.index("share")].astype(float), SURE, 1 - SURE)
        return np.log(share / (1 - share)) + SURE * _popularity(own), np.log(SURE) - 1 + _popularity(new)

    def groups(self, own: Candidates, new: Candidates) -> Pair:
        made = np.zeros((len(own.customer), len(GROUPS))), np.zeros((len(new.customer), len(GROUPS)))
        made[0][:, GROUPS.index("repeat")] = 1
        made[1][:, GROUPS.index("popular")] = 1
        return made


def _popularity(rows: Candidates) -> Array:
    """Between 0 and 1: customers who bought it; between equals, its share of purchases of late."""
    ever, of_late = (rows.terms[:, rows.names.index(name)].astype(float) for name in ("ever", "of_late"))
    return np.exp(ever) + SURE * np.exp(of_late)


def _summed(weights: Weights, rows: Candidates) -> Array:
    belongs = np.array([[group == name for name in GROUPS] for group in rows.groups], np.float32)
    return weights.parts(rows.terms) @ belongs
