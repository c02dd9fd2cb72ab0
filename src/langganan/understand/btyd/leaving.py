"""What the models share whose customers may leave after each purchase: the future of one who is still there.

Given that the customer is alive, the rate is Gamma(R, A) and the chance p to leave after a purchase is Beta(a, B),
independently. With z = ahead / (A + ahead), purchase n of the future comes within `ahead` if n of them happen, a
negative binomial tail, and if the customer stayed after each of the n - 1 before.
"""

from __future__ import annotations

import numpy as np

from langganan.tables import Array

NEAR_ONE = 1e-6


def stays(a: float, b: Array, times: int) -> Array:
    """This function will give the chance to stay `times` times over, where p is Beta(a, b): E[(1 - p)^times]."""
    from scipy.special import betaln  # type: ignore[import-untyped]

    return np.exp(betaln(a, b + times) - betaln(a, b))


def purchases(a: float, b: Array, shape: Array, odds: Array) -> Array:
    """Expected purchases of customers who are alive, with R = `shape` and `odds` = ahead / A.

    Fader, Hardie & Lee 2005, equation 10, after Pfaff's transformation of its hypergeometric function, which keeps
    all terms of one size: (a + b - 1)/(a - 1) (1 - 2F1(R, a - 1; a + b - 1; -odds)).
    """
    from scipy.special import hyp2f1

    a = a if abs(a - 1) > NEAR_ONE else 1 + NEAR_ONE
    return (a + b - 1) / (a - 1) * (1 - hyp2f1(shape, a - 1, a + b - 1, -odds))
