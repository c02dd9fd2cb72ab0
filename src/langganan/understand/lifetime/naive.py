"""The naive rule that every model has to beat: a customer goes on buying at the rate so far."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from langganan.tables import Array
from langganan.understand.btyd.histories import Histories


@dataclass(frozen=True)
class OldRate:
    """Poisson purchases at the rate (x + 1) / (T + 1 / m), where m = sum x / sum T is the shop's `rate`.

    That is the old rate, drawn to the shop's by one purchase. Nobody ever leaves: `alive` cannot be told (NaN).
    """

    rate: float
    log_likelihood: float = np.nan
    converged: bool = True
    name: str = "old_rate"
    standard_errors: dict[str, float] = field(default_factory=dict)

    @classmethod
    def fit(cls, h: Histories) -> OldRate:
        """This function will take the shop's rate of repeat purchases a week."""
        return cls(float(h.count @ h.x) / max(float(h.count @ h.T), 1e-9))

    @property
    def parameters(self) -> dict[str, float]:
        return {"rate": self.rate}

    def alive(self, h: Histories) -> Array:
        return np.full(len(h.x), np.nan)

    def expected(self, h: Histories, ahead: Array | float) -> Array:
        return (h.x + 1) / (h.T + 1 / self.rate) * ahead

    def at_least(self, h: Histories, ahead: Array | float, k: int) -> Array:
        from scipy.special import gammainc

        return gammainc(k, self.expected(h, ahead))

    def new(self, ahead: float) -> float:
        return self.rate * ahead

    def draw(self, length: Array, *, seed: int) -> tuple[Array, Array]:
        rng = np.random.default_rng(seed)
        number = rng.poisson(self.rate * length)
        whose = np.repeat(np.arange(len(length)), number)
        at = rng.uniform(size=len(whose)) * length[whose]
        order = np.lexsort((at, whose))
        return whose, at[order]
