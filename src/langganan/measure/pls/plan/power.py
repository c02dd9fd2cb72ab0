"""How many answers a study needs, before it is run: rules that need no simulation.

The inverse square root method stands in `reach.py`, here for any power and level. The regression method knows the
target's R² and how far its sources overlap (VIF): noncentral t, Cohen 1988, chapter 9.
"""

from __future__ import annotations

import math

from langganan.arguments import number, whole
from langganan.errors import ArgumentError
from langganan.measure.pls.reach import detectable, respondents_for
from langganan.words import mark

MOST = 1_000_000


def inverse_square_root(path: float, *, power: float = 0.8, level: float = 0.05, tails: int = 2) -> int:
    """Find how many respondents it takes to find a standardised path. This function will give the smallest n.

    `tails` is 2 for the test that studies print; Kock & Hadaya's published table is one-tailed (160 for a path
    of 0.197; two-tailed it takes 203).
    """
    number("path", abs(path), least=0.001, most=1)
    return respondents_for(path, _distance(power, level, tails))


def minimum_detectable_path(n: int, *, power: float = 0.8, level: float = 0.05, tails: int = 2) -> float:
    """Find the smallest path that n respondents show with this power. This function will give its size."""
    whole("n", n, least=2, most=MOST)
    return detectable(n, _distance(power, level, tails))


def regression_power(
    path: float, n: int, *, r2: float, vif: float = 1.0, sources: int = 1, level: float = 0.05
) -> float:
    """Work out the power of the two-tailed t test of one path among `sources` with target R² `r2`.

    This function will give the chance that the test is significant: noncentral t with n - sources - 1 degrees
    of freedom and noncentrality path·√(n / ((1 - R²)·VIF)). It takes construct scores as given without error.
    """
    from scipy.special import nctdtr, stdtrit  # type: ignore[import-untyped]

    free = n - sources - 1
    if free < 1:
        return 0.0
    shift = abs(path) * math.sqrt(n / ((1.0 - number("r2", r2, least=0, most=0.999)) * vif))
    limit = stdtrit(free, 1.0 - level / 2)
    return float(1.0 - nctdtr(free, shift, limit) + nctdtr(free, shift, -limit))


def regression_size(
    path: float, *, r2: float, vif: float = 1.0, sources: int = 1, power: float = 0.8, level: float = 0.05
) -> int:
    """Find the smallest n at which `regression_power` reaches `power`."""
    number("power", power, least=0.05, most=0.999)
    number("level", level, least=0.001, most=0.5)
    low, high = sources + 2, sources + 4
    while regression_power(path, high, r2=r2, vif=vif, sources=sources, level=level) < power:
        low, high = high, 2 * high
        if high > MOST:
            raise ArgumentError(
                mark("A path of {path} cannot be found with any sample that can be asked for."), path=str(path)
            )
    while high - low > 1:
        middle = (low + high) // 2
        reached = regression_power(path, middle, r2=r2, vif=vif, sources=sources, level=level) >= power
        low, high = (low, middle) if reached else (middle, high)
    return high


def _distance(power: float, level: float, tails: int) -> float:
    """How many standard errors a path must measure: z(1 - level/tails) + z(power)."""
    from scipy.special import ndtri

    number("power", power, least=0.05, most=0.999)
    number("level", level, least=0.001, most=0.5)
    return float(ndtri(1.0 - level / whole("tails", tails, least=1, most=2)) + ndtri(power))
