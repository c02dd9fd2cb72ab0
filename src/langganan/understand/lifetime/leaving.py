"""Whether a shop's history is long enough to see customers leaving."""

from __future__ import annotations

import numpy as np

from langganan.tables import Array
from langganan.understand.btyd import models
from langganan.understand.btyd.fit import maximise
from langganan.understand.btyd.histories import Histories

CRITICAL = 2.705543454095404
"""The 5 % point of half a chi-square with one degree: no leaving is on the edge of what can be (Self & Liang 1987)."""


def leaving_shows(h: Histories) -> bool:
    """Ask the data, not the prior, whether anybody leaves. This function will give False where it cannot be seen.

    The likelihood ratio of the MBG/NBD against the NBD, which is the same model with nobody leaving (a = 0; Ehrenberg
    1959), at the 5 % level. Below it what is said of leaving comes from the prior.
    """
    return 2 * (models.fit("mbg", h).log_likelihood - _nobody_leaves(h)) > CRITICAL


def _nobody_leaves(h: Histories) -> float:
    """The NBD's highest log likelihood: sum of ln Γ(r + x)/Γ(r) + r ln(alpha) - (r + x) ln(alpha + T)."""
    from scipy.special import digamma, gammaln  # type: ignore[import-untyped]

    def loss(theta: Array) -> tuple[float, Array]:
        r, alpha = np.exp(theta)
        long = alpha + h.T
        value = h.count @ (gammaln(r + h.x) - gammaln(r) + r * theta[1] - (r + h.x) * np.log(long))
        by_r = h.count @ (digamma(r + h.x) - digamma(r) + theta[1] - np.log(long))
        by_alpha = h.count @ (r / alpha - (r + h.x) / long)
        return -float(value), -np.array([by_r * r, by_alpha * alpha])

    span = max(float(h.count @ h.T) / h.customers, 1 / h.unit)
    return maximise(loss, np.log([1.0, span])).log_likelihood
