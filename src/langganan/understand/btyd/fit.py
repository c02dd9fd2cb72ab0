"""Maximum likelihood for models with few positive parameters; a weak prior keeps small shops' estimates finite.

Parameters are estimated as logarithms. The search is BFGS (Nocedal & Wright 2006, chapter 6) which starts from the
Hessian that differences of the analytic gradient give, so that few evaluations of the likelihood are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from langganan.tables import Array

Loss = Callable[[Array], tuple[float, Array]]
"""Log parameters (k) to the negative log likelihood of all customers and its gradient (k)."""
ENOUGH = 1e-8
"""The search ends where a Newton step would add half of this to the log likelihood: 1e-4 standard errors away."""
STEP = 1e-5
FARTHEST = 2.0
"""No step changes a parameter by more than this factor's power of e."""
ROUNDS, ITERATIONS, HALVINGS = 6, 60, 40


@dataclass(frozen=True, eq=False)
class Prior:
    """Independent normal priors on the logarithms of the parameters: centre (k) and standard deviation sd (k)."""

    centre: Array
    sd: Array

    def penalty(self, theta: Array) -> tuple[float, Array]:
        """This function will give minus the log prior, up to a constant, and its gradient (k)."""
        away = (theta - self.centre) / self.sd
        return float(away @ away) / 2, away / self.sd


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the posterior, or without a prior the likelihood, is highest. parameters (k) on their natural scale.

    covariance (k, k) of the logarithms of the parameters: the inverse of the Hessian.
    """

    parameters: Array
    log_likelihood: float
    covariance: Array
    converged: bool

    @property
    def standard_errors(self) -> Array:
        """(k) on the natural scale, by the delta method: parameter × standard error of its logarithm."""
        return self.parameters * np.sqrt(np.diag(self.covariance))


def maximise(
    loss: Loss, start: Array, *, prior: Prior | None = None, warm: tuple[Loss, float] | None = None
) -> Maximum:
    """Find the parameters that make `loss` plus the prior's penalty least. This function will give a `Maximum`.

    `start` (k) are log parameters. `warm` is the loss of a random part of the customers and the share of them it
    holds: the search begins there and needs few evaluations of the whole. The covariance is then that part's, scaled.
    """
    whole = _with(loss, prior, 1.0)
    with np.errstate(all="ignore"):
        if warm is None:
            theta, hessian, settled, value = _search(whole, np.asarray(start, dtype=float))
        else:
            theta, hessian, *_ = _search(_with(warm[0], prior, warm[1]), np.asarray(start, dtype=float))
            hessian = hessian / warm[1]
            theta, settled, value = _descend(whole, theta, _inverse(hessian))
        extra = prior.penalty(theta)[0] if prior else 0.0
        return Maximum(np.exp(theta), extra - value, _inverse(hessian), settled)


def _with(loss: Loss, prior: Prior | None, share: float) -> Loss:
    """The loss with the prior's penalty, where `share` of the customers count."""
    if prior is None:
        return loss

    def penalised(theta: Array) -> tuple[float, Array]:
        value, gradient = loss(theta)
        extra, slope = prior.penalty(theta)
        return value + share * extra, gradient + share * slope

    return penalised


def _search(loss: Loss, theta: Array) -> tuple[Array, Array, bool, float]:
    """Descend, with the Hessian taken anew where that did not end it: place, Hessian there, whether it is a minimum."""
    settled, value = False, np.inf
    for _ in range(ROUNDS):
        theta, settled, value = _descend(loss, theta, _inverse(_hessian(loss, theta)))
        if settled:
            break
    return theta, _hessian(loss, theta), settled, value


def _descend(loss: Loss, theta: Array, inverse: Array) -> tuple[Array, bool, float]:
    """BFGS from the inverse Hessian given, until a Newton step gains nothing: place, whether it is a minimum, loss."""
    value, gradient = loss(theta)
    for _ in range(ITERATIONS):
        if gradient @ inverse @ gradient < ENOUGH:
            return theta, True, value
        step, after, slope = _line(loss, theta, value, -inverse @ gradient)
        if not step.any():
            return theta, bool(gradient @ inverse @ gradient < np.sqrt(ENOUGH)), value
        inverse = _updated(inverse, step, slope - gradient)
        theta, value, gradient = theta + step, after, slope
    return theta, False, value


def _line(loss: Loss, theta: Array, value: float, step: Array) -> tuple[Array, float, Array]:
    """Halve a step until it goes down: the step taken (zeros where none does), the loss and gradient after it."""
    step = step * min(1.0, FARTHEST / float(np.abs(step).max()))
    noise = 1e-13 * abs(value)
    for _ in range(HALVINGS):
        after, slope = loss(theta + step)
        if after <= value + noise and np.isfinite(slope).all():
            return step, after, slope
        step = step / 2
    return np.zeros_like(theta), value, np.zeros_like(theta)


def _updated(inverse: Array, step: Array, change: Array) -> Array:
    """The inverse Hessian that the change of the gradient along a step implies (Nocedal & Wright, equation 6.17)."""
    curve = float(step @ change)
    if curve <= 1e-12 * float(np.linalg.norm(step) * np.linalg.norm(change)):
        return inverse
    turn = np.eye(len(step)) - np.outer(step, change) / curve
    return turn @ inverse @ turn.T + np.outer(step, step) / curve


def _hessian(loss: Loss, theta: Array) -> Array:
    """Central differences of the analytic gradient, made symmetric."""
    rows = [(loss(theta + e)[1] - loss(theta - e)[1]) / (2 * STEP) for e in STEP * np.eye(len(theta))]
    return (np.array(rows) + np.array(rows).T) / 2


def _inverse(hessian: Array) -> Array:
    """The inverse, positive definite: directions that curve down count as curving up, flat ones as nearly flat."""
    values, vectors = np.linalg.eigh(np.where(np.isfinite(hessian), hessian, 0.0))
    return (vectors / np.maximum(np.abs(values), 1e-8)) @ vectors.T
