"""The purchase models by name, and what every one of them can be asked."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from langganan import arguments
from langganan.tables import Array
from langganan.understand.btyd import beta_geometric, erlang, pareto
from langganan.understand.btyd.histories import Histories


class Model(StrEnum):
    """Models of customers in continuous time. `bgbb`, for fixed occasions to buy, is in beta_binomial.py."""

    BG = "bg"
    MBG = "mbg"
    PARETO = "pareto"
    MBG_CNBD = "mbg_cnbd"


class Fitted(Protocol):
    """A fitted model. Times are in the histories' unit; answers come one per row (m), see `Histories.each`.

    `ahead` is one length of time, or one for each row.
    """

    @property
    def name(self) -> str:
        """The model's name, as `fit` takes it."""
        ...

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters by the names of the papers."""
        ...

    @property
    def standard_errors(self) -> dict[str, float]:
        """By parameter, on its natural scale. A number that is chosen, such as k, has none."""
        ...

    @property
    def log_likelihood(self) -> float:
        """Of all customers, without the prior."""
        ...

    @property
    def converged(self) -> bool:
        """Whether the search ended at a maximum."""
        ...

    def alive(self, h: Histories) -> Array:
        """(m) the probability that the customer still is one."""
        ...

    def expected(self, h: Histories, ahead: Array | float) -> Array:
        """(m) expected purchases in (T, T + ahead]."""
        ...

    def at_least(self, h: Histories, ahead: Array | float, k: int) -> Array:
        """(m) the probability of k purchases or more in (T, T + ahead], k >= 1."""
        ...

    def new(self, ahead: float) -> float:
        """Expected repeat purchases of a customer not yet observed, within `ahead` of the first purchase."""
        ...

    def draw(self, length: Array, *, seed: int) -> tuple[Array, Array]:
        """Repeat purchases of new customers, each observed for `length` (n): whose, and when; by customer and time."""
        ...


def fit(name: str, h: Histories, *, prior: bool = True) -> Fitted:
    """Fit the model called `name` (`bg`, `mbg`, `pareto`, `mbg_cnbd`) to customers' histories.

    Without `prior` this is plain maximum likelihood, which may have no finite answer for few customers. This function
    will give a `Fitted`; it raises `ArgumentError` for another name.
    """
    model = arguments.choice("model", name, Model)
    if model is Model.PARETO:
        return pareto.fit(h, prior=prior)
    if model is Model.MBG_CNBD:
        return erlang.fit(h, prior=prior)
    return beta_geometric.fit(h, at_start=model is Model.MBG, prior=prior)
