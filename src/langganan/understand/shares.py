"""Shares of a group with how sure we are of them: intervals for a count out of a number of cases."""

from __future__ import annotations

import math

import numpy as np

from langganan.tables import Array
from langganan.words import Phrase, mark

Z = 1.959963984540054
"""The normal quantile of a 95 % interval: of 100 such intervals about 95 hold the true share."""
FEWEST = 20
"""With fewer cases the numbers are said as they are, and no share is made of them."""
TENTHS = 10


def wilson(count: Array, of: Array, *, z: float = Z) -> tuple[Array, Array]:
    """Find where a share lies. This function will give the lower and upper end for each `count` out of `of`.

    The score interval of Wilson (1927, equation for p0): (k + z²/2 ± z √(k (n - k) / n + z²/4)) / (n + z²), which
    stays within 0 to 1 and keeps its level with few cases. `z` is the normal quantile of the level, 95 % unless said.
    Where `of` is 0, NaN.
    """
    k, n = np.asarray(count, float), np.asarray(of, float)
    cases = np.where(n > 0, n, np.nan)
    middle, half = k + z**2 / 2, z * np.sqrt(k * (cases - k) / cases + z**2 / 4)
    return np.maximum((middle - half) / (cases + z**2), 0), np.minimum((middle + half) / (cases + z**2), 1)


def tenths(share: float) -> Phrase:
    """Say a share or a chance as a frequency. This function will give `about 7 in 10`, `nearly all` and such."""
    whole = math.floor(TENTHS * share + 0.5)
    if whole == 0:
        return Phrase(mark("fewer than 1 in 10"))
    return Phrase(mark("nearly all")) if whole == TENTHS else Phrase(mark("about {number} in 10"), {"number": whole})


def said_share(count: int, of: int) -> Phrase:
    """Say a share in words. This function will give "about 7 in 10", or the count itself where cases are few."""
    if of < FEWEST:
        return Phrase(mark("{count} of {of}"), {"count": count, "of": of})
    if count in {0, of}:
        return Phrase(mark("none of {of}") if count == 0 else mark("all {of}"), {"of": of})
    return tenths(count / of)


def said_range(count: int, of: int) -> Phrase:
    """Say how sure a share is. This function will give the ends of its interval as numbers out of 100."""
    low, high = wilson(np.array([count]), np.array([of]))
    ends = {"low": _hundredths(low, down=True), "high": _hundredths(high, down=False)}
    return Phrase(mark("{low} to {high} of 100, were there many like these"), ends)


def _hundredths(share: Array, *, down: bool) -> int:
    if np.isnan(share[0]):
        return 0 if down else 100
    return int(np.floor(100 * share[0]) if down else np.ceil(100 * share[0]))
