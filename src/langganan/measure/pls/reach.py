"""What a sample of a size can find, and the sample that a path takes (Kock & Hadaya 2018).

The inverse square root method takes the standard error of a path to be 1/√n whatever the model ("Minimum sample size
estimation in PLS-SEM", Information Systems Journal 28, equation 5). `distance` is how many standard errors a path must
measure to be found; that of the rules is for 4 studies of 5, two-sided 5 %.
"""

from __future__ import annotations

from math import ceil, sqrt

from langganan.measure.pls.thresholds import RULES

DISTANCE = RULES["inverse_square_root"].limit
LEAST = 0.0005
"""Paths closer to zero are printed as zero; how many respondents they would take is of no interest."""


def detectable(n: int, distance: float = DISTANCE) -> float:
    """The smallest path that n respondents show, at most 1 (inverse square root method)."""
    return min(distance / sqrt(n), 1.0)


def respondents_for(path: float, distance: float = DISTANCE) -> int:
    """Respondents that show a path of this size (inverse square root method)."""
    return ceil((distance / max(abs(path), LEAST)) ** 2)


def respondents_wanted(n: int, estimate: float, sd: float) -> int:
    """Respondents at which a path of this size and spread has 80 % power two-sided: n × (2.802 × SD / estimate)²."""
    return ceil(n * (DISTANCE * sd / max(abs(estimate), LEAST)) ** 2)
